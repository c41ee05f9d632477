"""The signer who has the turn is reminded, and only they."""

from datetime import timedelta

import pytest

from dojang.companies.models import Company
from dojang.contracts.errors import LinkDead, WrongState
from dojang.contracts.models import Contract, Event, Link
from dojang.exports.models import Delivery
from dojang.exports.order import ExportOrder
from dojang.flow import changes, entry, termination
from dojang.flow.errors import RemindedTooOften
from dojang.flow.tests.test_acts import HERE, acme, approve, begin, enter, enter_step, kinds, state
from dojang.lib import clock
from dojang.notifications.models import Message
from tests.factories import LEE, PARK

__all__ = ["acme"]
EMBED = ExportOrder(url="https://erp.example/hook", scope="ALL", request_code="embed")


def remind(contract: Contract) -> str:
    return changes.remind(contract.pk, contract.starter, HERE).url


def test_a_reminder_brings_a_fresh_link_to_the_one_who_has_the_turn(acme: Company) -> None:
    contract = begin(acme).contract
    approve(enter_step(contract, 1))
    url = remind(contract)
    message = Message.objects.get(contract=contract, purpose=Message.Purpose.REMINDER)
    assert (message.address, url in message.text) == (PARK, True)
    approve(enter(url))
    assert state(contract) == (Contract.Status.SEALING, 0)


def test_the_old_link_dies_with_the_sessions_that_came_by_it(acme: Company) -> None:
    started = begin(acme)
    session = enter(started.first.url)
    remind(started.contract)
    with pytest.raises(LinkDead) as told:
        entry.exchange(started.first.url.partition("token=")[2], HERE)
    assert told.value.reason == Link.RevokeReason.REPLACED
    with pytest.raises(LinkDead):
        approve(session)


def test_the_history_says_who_reminded_whom(acme: Company) -> None:
    contract = begin(acme).contract
    remind(contract)
    event = Event.objects.get(contract=contract, kind="link:rotated")
    assert (event.actor, event.payload) == ("member", {"turn": 1})
    assert event.person.values["contact"][1] == contract.starter.email


def test_a_reminder_moves_nothing_and_is_not_exported(acme: Company) -> None:
    contract = begin(acme, export=ExportOrder(url="https://erp.example/hook", scope="ALL")).contract
    remind(contract)
    assert (state(contract), Delivery.objects.count()) == ((Contract.Status.PLAYING, 1), 0)


def test_embedded_nobody_is_told_and_the_link_is_fresh_all_the_same(acme: Company) -> None:
    started = begin(acme, export=EMBED)
    url = remind(started.contract)
    assert (url != started.first.url, Message.objects.count()) == (True, 0)
    assert enter(url).signer is not None


def test_each_reminder_is_told(acme: Company) -> None:
    contract = begin(acme).contract
    for _ in range(2):
        remind(contract)
    assert Message.objects.filter(address=LEE, purpose=Message.Purpose.REMINDER).count() == 2
    assert kinds(contract).count("link:rotated") == 2


def test_a_link_locked_by_guessing_is_replaced(acme: Company) -> None:
    contract = begin(acme).contract
    Link.objects.filter(purpose=Link.Purpose.SIGN).update(
        revoked_at=clock.now(), revoke_reason=Link.RevokeReason.LOCKED
    )
    assert enter(remind(contract)).signer is not None


def test_nobody_is_reminded_of_what_has_ended(acme: Company) -> None:
    contract = begin(acme).contract
    termination.cancel(contract.pk, contract.starter, "", HERE)
    with pytest.raises(WrongState) as told:
        remind(contract)
    assert told.value.status == "canceled"


def test_nobody_is_reminded_after_the_deadline(acme: Company) -> None:
    contract = begin(acme, expires_at=clock.now()).contract
    with pytest.raises(WrongState) as told:
        remind(contract)
    assert told.value.status == "expired"


def test_nobody_is_flooded_however_often_a_program_asks(acme: Company) -> None:
    contract, other = begin(acme).contract, begin(acme).contract
    with clock.stopped_at(clock.now()):
        url = [remind(contract) for _ in range(5)][-1]
        with pytest.raises(RemindedTooOften) as told:
            remind(contract)
        assert told.value.minutes == 12
        assert Message.objects.filter(contract=contract, purpose=Message.Purpose.REMINDER).count() == 5
        enter(url)  # what was refused has left the last link as it was
        remind(other)
    with clock.stopped_at(clock.now() + timedelta(minutes=12)):
        remind(contract)


def test_embedded_links_are_fetched_as_often_as_one_likes(acme: Company) -> None:
    contract = begin(acme, export=EMBED).contract
    assert len({remind(contract) for _ in range(7)}) == 7
