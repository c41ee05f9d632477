"""A test export, as the integrator's server and the one who sends it see it."""

import json

import pytest

from dojang.companies.models import Company
from dojang.exports.dispatch.signature import sign
from dojang.exports.models import Attempt, Delivery, Intervention
from dojang.exports.payloads.coded import FIXED_KEYS
from dojang.exports.probe import TESTS, probe
from dojang.exports.streams import Operator
from dojang.exports.tests.receiver import Receiver, Reply
from dojang.lib.errors import TooManyRequests
from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import UrlRefused


@pytest.fixture
def kim(acme: Company, settings: object) -> Operator:
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.0/8"),)  # type: ignore[attr-defined]
    return Operator(company=acme, name="kim@acme.test")


def test_a_test_export_arrives_as_a_real_one_would(kim: Operator, receiver: Receiver) -> None:
    probed = probe(kim, receiver.url, "Bearer t0ken")
    (arrival,) = receiver.arrivals
    told = json.loads(arrival.body)
    assert told["header"] == {
        "api_name": "export", "session_id": "S1001", "request_code": "test", "authorization": "Bearer t0ken",
    }  # fmt: skip
    assert set(told["body"]) == FIXED_KEYS
    assert told["body"]["wfuid"] == "0"
    headers = arrival.headers
    signature = sign([kim.company.export_secret], arrival.webhook_id, int(headers["webhook-timestamp"]), arrival.body)
    assert (headers["webhook-signature"], headers["Authorization"]) == (signature, "Bearer t0ken")
    assert (probed.delivered, probed.status, probed.remote_ip, probed.answer) == (True, 200, "127.0.0.1", "ok")


@pytest.mark.parametrize("status", [302, 400, 410, 500])
def test_an_answer_that_would_not_count_is_told(kim: Operator, receiver: Receiver, status: int) -> None:
    receiver.answer = lambda _arrival, _before: Reply(status, body=b"no t0ken")
    probed = probe(kim, receiver.url, "Bearer t0ken")
    assert (probed.delivered, probed.status, probed.answer) == (False, status, "no ***")


def test_a_server_that_is_not_there_is_told(kim: Operator) -> None:
    with Receiver().serving() as gone:
        url = gone.url
    probed = probe(kim, url)
    assert (probed.delivered, probed.status, probed.error) == (False, None, "not-connected")


def test_a_forbidden_address_is_told_without_a_connection(kim: Operator, receiver: Receiver, settings: object) -> None:
    settings.EXPORT_ALLOW = (parse_allowed("10.0.0.0/8"),)  # type: ignore[attr-defined]
    with pytest.raises(UrlRefused):
        probe(kim, receiver.url)
    assert probe(kim, receiver.url.replace("127.0.0.1", "localhost")).error == "forbidden-address"
    assert receiver.connections == 0


def test_a_test_export_is_in_nobodys_line_but_in_the_record(kim: Operator, receiver: Receiver) -> None:
    probe(kim, f"{receiver.url}?key=geheim")
    assert not Delivery.objects.exists()
    assert not Attempt.objects.exists()
    act = Intervention.objects.get()
    assert (act.kind, act.actor, act.reason, act.target) == (
        "test",
        "kim@acme.test",
        "got 200",
        f"{receiver.url}?key=***",
    )


def test_too_many_test_exports_are_refused(kim: Operator, receiver: Receiver) -> None:
    for _ in range(TESTS.most):
        probe(kim, receiver.url)
    with pytest.raises(TooManyRequests):
        probe(kim, receiver.url)
    assert len(receiver.arrivals) == TESTS.most
