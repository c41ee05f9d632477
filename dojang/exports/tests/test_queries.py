"""What can be seen of exports."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports import operations
from dojang.exports.errors import UnknownEndpoint, UnknownExport
from dojang.exports.models import ExportStream
from dojang.exports.queries import ExportQuery, ExportState, listed, shown
from dojang.exports.redaction import mask_url, readable_body
from dojang.exports.streams import Operator
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.receiver import Receiver, Reply

URL = "https://erp.example/hook"


def in_state(of: Company, state: str, url: str = URL) -> Contract:
    """A contract with one export in this state."""
    contract = world.contract(of, url)
    world.approve(contract)
    line = ExportStream.objects.filter(contract=contract)
    if state in ("parked", "stopped"):
        line.update(state=state, reason="500", next_at=None, ended_at=timezone.now())
    elif state != "pending":
        line.update(pending=0, next_at=None)
        at = timezone.now() if state == "delivered" else None
        contract.deliveries.update(state=state, delivered_at=at)
    return contract


def numbers(of: Company, **wanted: object) -> list[int]:
    return [one.contract for one in listed([of], ExportQuery(**wanted))]  # type: ignore[arg-type]


def test_every_state_has_its_own_exports(acme: Company) -> None:
    made = {state: in_state(acme, state).pk for state in ExportState}
    assert {state: numbers(acme, state=state) for state in ExportState} == {state: [pk] for state, pk in made.items()}


def test_exports_are_listed_from_the_newest_on_and_page_by_page(acme: Company) -> None:
    contracts = [in_state(acme, "pending").pk for _ in range(5)]
    first = listed([acme], ExportQuery(limit=3))
    second = listed([acme], ExportQuery(limit=3, before=first[-1].id))
    assert [one.contract for one in (*first, *second)] == contracts[::-1]


def test_exports_can_be_those_of_a_contract_an_endpoint_or_a_time(acme: Company) -> None:
    erp, crm = in_state(acme, "pending"), in_state(acme, "pending", "https://crm.example")
    crm.deliveries.update(planned_at=timezone.now() - timedelta(days=2))
    day = timezone.now() - timedelta(days=1)
    assert numbers(acme, contract=erp.pk) == [erp.pk]
    assert numbers(acme, url="https://crm.example/whatever") == [crm.pk]
    assert (numbers(acme, since=day), numbers(acme, until=day)) == ([erp.pk], [crm.pk])
    with pytest.raises(UnknownEndpoint):
        numbers(acme, url="https://nobody.example")


def test_another_company_sees_nothing(acme: Company) -> None:
    other, contract = world.company("other"), in_state(acme, "parked")
    assert numbers(other) == numbers(other, contract=contract.pk) == []
    with pytest.raises(UnknownExport):
        shown(other, contract.deliveries.get().pk)


def test_an_export_shows_each_try_and_what_people_did(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.answer = lambda _arrival, before: Reply(500 if before < 1 else 200, body=b"sorry" if before < 1 else b"ok")
    dispatch()
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    receiver.wait_for(2)
    idle()
    delivery = contract.deliveries.get().pk
    operations.replay_one(Operator(company=acme, name="kim@acme.test", reason="lost"), delivery)
    receiver.wait_for(3)
    idle()
    detail = shown(acme, delivery)
    assert [(one.number, one.status, one.answer) for one in detail.tries] == [
        (1, 500, "sorry"),
        (2, 200, "ok"),
        (3, 200, "ok"),
    ]
    assert [(act.kind, act.actor, act.reason, act.seq) for act in detail.acts] == [
        ("replay", "kim@acme.test", "lost", 1)
    ]
    assert (detail.export.state, detail.export.tries) == (ExportState.DELIVERED, 3)


def test_what_was_done_to_another_contract_is_not_shown(acme: Company) -> None:
    mine, other = in_state(acme, "parked"), in_state(acme, "parked")
    kim = Operator(company=acme, name="kim@acme.test")
    operations.retry(kim, other.pk)
    operations.retry_all(kim, frozenset(operations.Stuck), url=URL)
    acts = shown(acme, mine.deliveries.get().pk).acts
    assert [(act.kind, act.contract, act.target) for act in acts] == [("retry", None, "https://erp.example:443")]


def test_only_the_first_in_line_has_a_next_try(acme: Company) -> None:
    contract = world.contract(acme, URL)
    world.back_and_forth(contract, 2)
    second, first = listed([acme], ExportQuery())
    assert (first.first, second.first) == (True, False)
    assert (first.next_at is None, second.next_at) == (False, None)


def test_a_body_is_shown_without_its_authorization_and_without_the_secrets_of_links() -> None:
    secret = "s" * 43
    told = {"header": {"authorization": "Bearer t0ken"}, "body": {"play_url": f"https://d.test/sign?token={secret}"}}
    body = json.dumps(told).encode()
    assert readable_body(body)["body"]["play_url"] == "https://d.test/sign?token=***"
    full = readable_body(body, links=True)
    assert (full["header"]["authorization"], secret in full["body"]["play_url"]) == ("***", True)


def test_a_url_is_shown_without_the_values_of_its_query() -> None:
    assert mask_url("https://erp.example/a/b?key=secret&x=1#top") == "https://erp.example/a/b?key=***&x=***"
    assert mask_url("https://erp.example/a/b") == "https://erp.example/a/b"
