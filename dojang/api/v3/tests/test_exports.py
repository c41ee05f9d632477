"""Exports over v3, as an integrator's program operates them."""

import asyncio
import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from dojang.api.tests.calling import token_of
from dojang.api.v3.exports import routes as door
from dojang.api.v3.tests.calling import V3
from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract
from dojang.exports import probe
from dojang.exports.models import Attempt, Delivery, ExportStream, Intervention
from dojang.exports.streams import Operator
from dojang.exports.tests import many, world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.receiver import Receiver
from dojang.lib.deferred import WAITS, DeferredResponse, outcome_of
from dojang.lib.errors import TooManyRequests
from dojang.lib.networks import parse_allowed
from tests import factories
from tests.factories import KIM

URL = "https://erp.example/exports?key=geheim"


@pytest.fixture
def program(v3: V3) -> V3:
    """Kim's program, at a company with a template."""
    factories.template(v3.company)
    return v3


def parked(v3: V3, each: int = 1, url: str = URL) -> Contract:
    return many.parked(v3.company, url, contracts=1, each=each)[0]


def delivered(v3: V3, url: str = URL) -> Contract:
    contract = world.contract(v3.company, url, authorization="Bearer t0ken")
    world.approve(contract)
    ExportStream.objects.filter(contract=contract).update(pending=0, next_at=None)
    contract.deliveries.update(state="delivered", delivered_at=timezone.now())
    return contract


def export_of(contract: Contract) -> Delivery:
    return contract.deliveries.get()


def state_of(contract: Contract) -> str:
    return ExportStream.objects.get(contract=contract).state


def test_exports_are_listed_page_by_page(program: V3) -> None:
    contract = parked(program, each=3)
    first = program.get("/exports?limit=2")
    second = program.get(f"/exports?limit=2&before={first['next']}")
    assert [row["sequence"] for row in (*first["exports"], *second["exports"])] == [3, 2, 1]
    assert (second["next"], {row["workflow_id"] for row in first["exports"]}) == (None, {contract.pk})


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("state=parked", 1),
        ("state=delivered", 1),
        ("state=stopped", 0),
        ("since=2099-01-01T00:00:00Z", 0),
        ("since=2099-01-01T00:00:00-16:16", 0),
        ("until=2099-01-01T00:00:00%2B09:00", 2),
        ("url=https://erp.example", 2),
        ("workflow_id=999999", 0),
    ],
)
def test_exports_can_be_filtered(program: V3, query: str, number: int) -> None:
    parked(program)
    delivered(program)
    assert len(program.get(f"/exports?{query}")["exports"]) == number


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("state=lost", "bad_parameter"),
        ("since=yesterday", "bad_parameter"),
        ("since=2026-01-01T00:00:00", "bad_parameter"),
        ("limit=0", "bad_parameter"),
        ("url=https://nobody.example", "unknown_endpoint"),
    ],
)
def test_a_filter_that_cannot_be_taken_is_told(program: V3, query: str, problem: str) -> None:
    assert program.problem("GET", f"/exports?{query}") == (422, problem)


def test_an_export_is_read_with_its_attempts_and_what_people_did(program: V3) -> None:
    one = export_of(delivered(program))
    Attempt.objects.create(delivery=one, number=1, started_at=timezone.now(), duration=43, status=500, answer="sorry")
    program.post(f"/exports/{one.pk}/replay", {"reason": "lost"})
    told = program.get(f"/exports/{one.pk}")
    assert (told["sequence"], told["state"], told["attempt_count"], told["body"]) == (1, "pending", 1, None)
    (attempt,) = told["attempts"]
    assert (attempt["status"], attempt["milliseconds"], attempt["answer"]) == (500, 43, "sorry")
    (act,) = told["interventions"]
    assert (act["kind"], act["actor"], act["reason"], act["exports"]) == ("replay", KIM, "lost", 1)


def test_nothing_secret_is_told(program: V3) -> None:
    one, link = export_of(delivered(program)), "s" * 43
    told = json.loads(bytes(one.body))
    told["body"]["play_url"] = f"https://d.test/mail/sign?token={link}"
    Delivery.objects.filter(pk=one.pk).update(body=json.dumps(told).encode())
    for path in ("/exports", f"/exports/{one.pk}", f"/exports/{one.pk}?body=true"):
        answer = program.raw("GET", path).content.decode()
        assert ("geheim" in answer, "t0ken" in answer, link in answer) == (False, False, False)
    body = program.get(f"/exports/{one.pk}?body=true")["body"]
    assert (body["header"]["authorization"], body["body"]["worktype"]) == ("***", "CF")


def test_a_parked_contract_is_retried(program: V3) -> None:
    contract = parked(program, each=3)
    assert program.post("/exports/retry", {"workflow_id": contract.pk}) == {"exports": 3, "workflows": 1}
    assert state_of(contract) == "running"
    assert program.problem("POST", "/exports/retry", {"stuck": ["parked"]}) == (409, "nothing_to_retry")


def test_all_that_is_stuck_is_retried(program: V3) -> None:
    many.parked(program.company, URL, contracts=3, each=2)
    order = {"stuck": ["parked", "failing"], "url": "https://erp.example", "reason": "is back"}
    assert program.post("/exports/retry", order) == {"exports": 6, "workflows": 3}
    assert Intervention.objects.get().reason == "is back"


def test_the_first_in_line_is_skipped_and_no_other(program: V3) -> None:
    contract = parked(program, each=2)
    order = {"workflow_id": contract.pk, "sequence": 1, "reason": "entered by hand"}
    assert program.post("/exports/skip", order) == {"workflow_id": contract.pk, "sequence": 1}
    answer = program.call("POST", "/exports/skip", order, status=409)
    assert answer["header"] == {
        "result_code": "not_first_in_line",
        "result_msg": "Only the first export in line can be skipped; that is number 2 now.",
    }


def test_a_range_is_replayed_once_for_one_key(program: V3) -> None:
    contract = delivered(program)
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    assert program.post("/exports/replay", {"since": since, "dry_run": True}) == {"exports": 1, "workflows": 1}
    assert export_of(contract).state == "delivered"
    for _ in range(2):
        answer = program.post("/exports/replay", {"since": since}, Idempotency_Key="k1")
        assert answer == {"exports": 1, "workflows": 1}
    assert (export_of(contract).state, Intervention.objects.count()) == ("pending", 1)


def test_a_range_that_would_take_too_long_is_refused(program: V3, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MAX_REPLAYED", 1)
    contract = parked(program, each=2)
    assert program.problem("POST", "/exports/replay", {"workflow_id": contract.pk}) == (422, "range_too_large")
    assert state_of(contract) == "parked"


@pytest.mark.parametrize(
    ("path", "order", "problem"),
    [
        ("/exports/retry", {}, (422, "bad_parameter")),
        ("/exports/retry", {"workflow_id": 1, "stuck": ["parked"]}, (422, "bad_parameter")),
        ("/exports/retry", {"workflow_id": 1, "url": URL}, (422, "bad_parameter")),
        ("/exports/retry", {"stuck": ["lost"]}, (422, "bad_parameter")),
        ("/exports/retry", {"workflow_id": 10**30}, (422, "bad_parameter")),
        ("/exports/retry", {"workflow_id": 999_999}, (422, "no_exports")),
        ("/exports/skip", {"workflow_id": 999_999, "reason": "x"}, (422, "no_exports")),
        ("/exports/skip", {"workflow_id": 1}, (422, "bad_parameter")),
        ("/exports/skip", {"workflow_id": 1, "reason": " "}, (422, "reason_missing")),
        ("/exports/skip", {"workflow_id": 1, "reason": "x" * 251}, (422, "bad_parameter")),
        ("/exports/replay", {}, (422, "bad_parameter")),
        ("/exports/replay", {"workflow_id": 1, "until": "2026-01-01T00:00:00Z"}, (422, "bad_parameter")),
        ("/exports/replay", {"since": "2026-01-01T00:00:00"}, (422, "bad_parameter")),
        ("/exports/replay", {"since": "2099-01-01T00:00:00Z"}, (409, "nothing_to_replay")),
        ("/exports/replay", {"workflow_id": 999_999}, (422, "no_exports")),
        ("/exports/999999/replay", {}, (404, "not_found")),
        ("/exports/endpoints/pause", {"url": "https://nobody.example"}, (422, "unknown_endpoint")),
        ("/exports/endpoints/pause", {}, (422, "bad_parameter")),
        ("/exports/test", {"url": "https://127.0.0.1/"}, (422, "bad_parameter")),
        ("/exports/test", {"url": "https://erp.example", "authorization": "a\nb: c"}, (422, "bad_parameter")),
        ("/exports/secret/rotate", {"keep_hours": 10_000}, (422, "bad_parameter")),
    ],
)
def test_what_cannot_be_done_is_told(program: V3, path: str, order: Any, problem: tuple[int, str]) -> None:
    assert program.problem("POST", path, order) == problem
    assert not Intervention.objects.exists()


@pytest.mark.parametrize("lang", ["ko", "en", "ja"])
def test_refusals_are_told_in_every_language(program: V3, lang: str) -> None:
    contract = delivered(program)
    told = {
        "/exports/retry": {"workflow_id": contract.pk},
        f"/exports/{export_of(parked(program)).pk}/replay": {},
        "/exports/endpoints/resume": {"url": "https://nobody.example"},
    }
    said = [program.call("POST", f"{path}?lang={lang}", order, status=s)["header"]["result_msg"]
            for (path, order), s in zip(told.items(), (409, 409, 422), strict=True)]  # fmt: skip
    assert str(contract.pk) in said[0]
    assert {all(ord(letter) < 0x2000 for letter in text) for text in said} == {lang == "en"}


def test_an_endpoint_is_paused_and_resumed(program: V3) -> None:
    parked(program)
    for _ in range(2):
        program.call("POST", "/exports/endpoints/pause", {"url": URL, "reason": "maintenance"}, status=204)
    (told,) = program.get("/exports/endpoints")["endpoints"]
    assert (told["origin"], told["parked"], told["paused_at"] is None) == ("https://erp.example:443", 1, False)
    program.call("POST", "/exports/endpoints/resume", {"url": URL}, status=204)
    assert program.get("/exports/endpoints")["endpoints"][0]["paused_at"] is None
    assert list(Intervention.objects.order_by("pk").values_list("kind", flat=True)) == ["pause", "resume"]


def test_the_secret_is_rotated_and_the_one_before_retired(program: V3) -> None:
    before = program.company.export_secret
    told = program.post("/exports/secret/rotate", {"keep_hours": 48})
    company = Company.objects.get()
    assert (company.export_secret, company.export_secret_before) == (told["secret"], before)
    assert told["previous_until"] == "2026-02-02T01:00:00Z"
    assert program.problem("POST", "/exports/secret/rotate", {}) == (409, "rotation_refused")
    program.call("POST", "/exports/secret/retire", status=204)
    assert Company.objects.get().export_secret_before == ""


def program_of(company: Company) -> V3:
    """Kim's program, for tests whose rows a dispatcher has to see."""
    kim = Member.objects.get(company=company)
    return V3(company, kim, token_of(kim))


def test_a_program_replays_what_its_server_has_lost(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    contract = world.contract(acme, receiver.url)
    world.back_and_forth(contract, 3)
    dispatch()
    receiver.wait_for(3)
    idle()
    answer = program_of(acme).post("/exports/replay", {"workflow_id": contract.pk, "reason": "restored a backup"})
    assert answer == {"exports": 3, "workflows": 1}
    receiver.wait_for(6)
    idle()
    first, again = receiver.arrivals[:3], receiver.arrivals[3:]
    assert [(one.sequence, one.webhook_id, one.body) for one in again] == [
        (one.sequence, one.webhook_id, one.body) for one in first
    ]


def test_a_test_export_tells_what_came_back(program: V3, receiver: Receiver, settings: Any) -> None:
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.0/8"),)
    told = program.post("/exports/test", {"url": receiver.url, "authorization": "Bearer t0ken"})
    assert (told["delivered"], told["status"], told["remote_ip"], told["answer"]) == (True, 200, "127.0.0.1", "ok")
    assert receiver.arrivals[0].headers["Authorization"] == "Bearer t0ken"
    assert (Intervention.objects.get().kind, Delivery.objects.count()) == ("test", 0)


def test_a_test_export_waits_for_its_receiver_without_a_thread(program: V3, receiver: Receiver, settings: Any) -> None:
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.0/8"),)
    headers = {"Authorization": f"Bearer {program.token}"}
    body = {"url": receiver.url}
    waits: Any = {WAITS: True}
    response = program.client.post(
        "/api/v3/exports/test", body, content_type="application/json", headers=headers, **waits
    )
    assert isinstance(response, DeferredResponse)
    assert receiver.arrivals == []
    final = response.then(asyncio.run(outcome_of(response.work)))
    assert (final.status_code, json.loads(final.content)["delivered"]) == (200, True)
    assert len(receiver.arrivals) == 1


def test_a_company_waits_for_few_receivers_at_once(program: V3, receiver: Receiver, settings: Any) -> None:
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.0/8"),)
    receiver.pause = 0.3
    operator = Operator(company=program.company, name="kim")

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(outcome_of(partial(probe.send, one)) for one in exports))

    exports = [probe.prepared(operator, receiver.url) for _ in range(probe.MAX_WAITING + 2)]
    told = [answered(one) for one in asyncio.run(all_at_once())]
    assert told.count("200") == probe.MAX_WAITING
    assert told.count("TooManyRequests") == 2


def answered(outcome: Any) -> str:
    try:
        return str(outcome().status)
    except TooManyRequests as exc:
        return type(exc).__name__
