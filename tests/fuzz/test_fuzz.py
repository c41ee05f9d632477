"""The API in front of calls that nobody would send, in small; `make fuzz` shows the same at length."""

from collections.abc import Iterator

import pytest

from dojang.api.openapi import document
from tests.fuzz.campaign import fuzz
from tests.fuzz.counting import Campaign
from tests.fuzz.ground import prepared
from tests.fuzz.reach import calls

pytestmark = pytest.mark.timeout(400)  # it starts a server of its own, which takes its time on a busy machine


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    with prepared(tmp_path_factory.mktemp("fuzz")) as ground:
        yield fuzz(ground, each=1, seed=20261122, phases=("examples", "fuzzing"))


def test_every_answer_is_one_that_the_document_tells_of_and_nothing_fails(campaign: Campaign) -> None:
    assert campaign.faults == []


def test_every_operation_is_asked(campaign: Campaign) -> None:
    assert set(calls(document())) - {name for name, tally in campaign.tallies.items() if tally.cases} == set()
