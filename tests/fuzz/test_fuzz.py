"""The API and calls that no client sends, in small; `make fuzz` shows the same at length."""

from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from dojang.api.openapi import document
from dojang.api.tests.isolation import token
from dojang.flow.seal import seal
from dojang.lib.networks import parse_allowed
from tests import factories
from tests.fuzz.campaign import fuzz
from tests.fuzz.ground import furnished, receiving
from tests.fuzz.program import Program
from tests.journeys.integrator import COMP_ID, EMAIL
from tests.journeys.server import PASSWORD


@pytest.mark.timeout(400)
@pytest.mark.django_db(transaction=True)
def test_every_call_is_asked_and_every_answer_is_one_that_the_document_tells_of(
    live_server: LiveServer, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.API_CALLS, settings.LOGIN_TRIES = 0, 0
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.1"),)
    settings.BASE_URL = live_server.url
    kim = factories.member(factories.company(COMP_ID), EMAIL, password=PASSWORD)
    with receiving() as receiver:
        program = Program(live_server.url, COMP_ID, token(kim)[1], receiver)
        ground = furnished(live_server.url, lambda: caplog.text, program, seal, [])
        campaign = fuzz(ground, each=1, seed=20261122, phases=("fuzzing", "walks"))
    assert campaign.faults == []
    asked = {" ".join(call.split()[:2]) for call in campaign.tallies}
    assert {f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods} == asked
