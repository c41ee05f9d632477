"""The chain of events: each carries the hash of the one before, and none can be changed unseen."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from dojang.contracts.models import Contract, Event, EventPerson
from dojang.contracts.record import SYSTEM, Actor, leaf_hash, personal_digest, record
from dojang.flow import start
from dojang.lib.visitor import Visitor
from tests import factories

Kind = Event.Kind
LEE = Actor(kind="signer", step=1, name="이영희", contact="lee@example.test", visitor=Visitor(ip="203.0.113.9"))


@pytest.fixture
def contract(db: None) -> Contract:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    return start.start(factories.order(company)).contract


def chain(contract: Contract) -> list[Event]:
    return list(Event.objects.filter(contract=contract).order_by("seq"))


def holds(events: list[Event]) -> bool:
    """What anybody can check who has the rows alone."""
    previous = b""
    for number, event in enumerate(events, start=1):
        told = (event.seq, bytes(event.previous_hash), bytes(event.hash))
        if told != (number, previous, leaf_hash(event)):
            return False
        previous = bytes(event.hash)
    return True


def test_the_chain_holds_as_it_is_read_from_the_database(contract: Contract) -> None:
    for kind in (Kind.OPENED, Kind.PROVED, Kind.APPROVED):
        record(contract, kind, LEE, {"method": "phone", "odd": ["é", 1.5, None, 2**53 - 1]}, {"opinion": "좋아요"})
    contract.refresh_from_db()
    assert holds(chain(contract))
    assert (contract.event_count, bytes(contract.chain_head)) == (4, bytes(chain(contract)[-1].hash))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", Kind.REJECTED),
        ("actor", "member"),
        ("step", 2),
        ("payload", {"method": "x"}),
        ("digests", {}),
        ("seq", 9),
    ],
)
def test_a_change_of_any_part_of_an_event_shows(contract: Contract, field: str, value: Any) -> None:
    record(contract, Kind.PROVED, LEE, {"method": "phone"})
    events = chain(contract)
    setattr(events[1], field, value)
    assert (holds(chain(contract)), holds(events)) == (True, False)


def test_an_event_that_is_left_out_shows(contract: Contract) -> None:
    for _ in range(2):
        record(contract, Kind.OPENED, LEE)
    events = chain(contract)
    assert not holds([events[0], events[2]])


def test_personal_values_are_kept_apart_and_can_be_erased_without_breaking_the_chain(contract: Contract) -> None:
    event = record(contract, Kind.OPENED, LEE)
    salt, value = EventPerson.objects.get(event=event).values["name"]
    assert (value, personal_digest(bytes.fromhex(salt), value)) == ("이영희", event.digests["name"])
    assert "이영희" not in str(event.payload)
    EventPerson.objects.filter(event=event).delete()
    assert holds(chain(contract))


def test_the_same_value_has_another_digest_each_time(contract: Contract) -> None:
    one, other = (record(contract, Kind.OPENED, LEE) for _ in range(2))
    assert one.digests["ip"] != other.digests["ip"]


def test_what_is_unknown_of_an_actor_is_left_out(contract: Contract) -> None:
    assert set(record(contract, Kind.OPENED, LEE).digests) == {"name", "contact", "ip"}
    assert not EventPerson.objects.filter(event=record(contract, Kind.EXPIRED, SYSTEM)).exists()


def test_a_long_browser_name_is_cut(contract: Contract) -> None:
    event = record(contract, Kind.OPENED, Actor(kind="recipient", visitor=Visitor(user_agent="x" * 5000)))
    assert len(EventPerson.objects.get(event=event).values["user_agent"][1]) == 400


@pytest.mark.parametrize("statement", ["UPDATE contracts_event SET actor = 'system'", "DELETE FROM contracts_event"])
def test_the_database_itself_refuses_to_change_or_drop_an_event(contract: Contract, statement: str) -> None:
    from django.db import connection

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert holds(chain(contract))
