"""Dispatchers behind PgBouncer in transaction mode: no session is theirs, and nothing else changes."""

import time
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from dojang.companies.models import Company
from dojang.exports.dispatch import presence
from dojang.exports.dispatch.store import opened
from dojang.exports.models import Attempt, DispatcherLease
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, conninfo, dispatching, idle
from dojang.exports.tests.pace import HURRIED
from dojang.exports.tests.receiver import Receiver, Reply
from dojang.exports.tests.test_surviving import dispatcher_process, first_arrivals, overlaps
from dojang.lib.postgres.pooler import is_pooled
from tests.bouncer import bouncing


@pytest.fixture
def pooled(transactional_db: None) -> Iterator[str]:
    with bouncing(conninfo()) as through:
        yield through


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases that are over soon."""
    monkeypatch.setattr(presence, "LEASE", 1.5)
    monkeypatch.setattr(presence, "RENEWAL", 0.2)


def test_a_pooler_is_told_from_a_server(pooled: str) -> None:
    assert is_pooled(pooled)
    assert not is_pooled(conninfo())


def test_two_dispatchers_behind_a_pooler_keep_every_contract_in_order_through_faults(
    acme: Company, receiver: Receiver, pooled: str
) -> None:
    receiver.answer = lambda arrival, before: Reply(500 if before < 2 and arrival.webhook_id[-1] in "048" else 200)
    contracts = [world.contract(acme, receiver.url) for _ in range(10)]
    hasty = replace(HURRIED, schedule=(0.01,) * 9)
    with dispatching(hasty, through=pooled), dispatching(hasty, through=pooled):
        for contract in 3 * contracts:
            world.back_and_forth(contract, 2)
        idle(seconds=20)
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): list(range(1, 7)) for contract in contracts}
    assert overlaps(receiver.arrivals) == 0
    assert Attempt.objects.count() == len(receiver.arrivals)


def test_an_act_is_exported_soon_although_nobody_is_notified(acme: Company, receiver: Receiver, pooled: str) -> None:
    contract = world.contract(acme, receiver.url)
    with dispatching(replace(HURRIED, poll=60, look_after=60), through=pooled):
        world.approve(contract)
        assert receiver.wait_for(1)
        time.sleep(1)  # the looks have become rare
        world.reject(contract)
        committed = time.monotonic()
        _, second = receiver.wait_for(2)
    assert second.began - committed < 0.5


def test_what_a_killed_dispatcher_was_sending_is_sent_again_within_seconds(
    acme: Company, receiver: Receiver, pooled: str
) -> None:
    receiver.pause = 30
    contract = world.contract(acme, receiver.url)
    world.back_and_forth(contract, 2)
    with dispatcher_process(pooled) as doomed:
        receiver.wait_until(lambda: receiver.begun > 0)
        receiver.pause = 0
        with dispatching(through=pooled):
            doomed.kill()
            killed = time.monotonic()
            arrivals = receiver.wait_for(2)
            idle()
    assert [arrival.sequence for arrival in arrivals] == [1, 2]
    assert arrivals[0].began - killed < presence.LEASE + 2
    first_tries = Attempt.objects.filter(delivery__seq=1).order_by("number").values_list("error", "status")
    assert list(first_tries) == [("interrupted", None), ("", 200)]


def test_a_dispatcher_that_is_there_keeps_its_work_however_others_reach_the_database(
    acme: Company, receiver: Receiver, dispatch: Dispatch, pooled: str, brief: None
) -> None:
    receiver.pause = 2.5
    world.approve(world.contract(acme, receiver.url))
    with dispatching(through=pooled):
        receiver.wait_until(lambda: receiver.begun > 0)
        dispatch(look_after=0.2)
        receiver.wait_for(1)
        idle()
    assert list(Attempt.objects.values_list("number", "status")) == [(1, 200)]


def test_a_dispatcher_that_ends_leaves_no_lease(acme: Company, receiver: Receiver, pooled: str) -> None:
    world.approve(world.contract(acme, receiver.url))
    with dispatching(through=pooled):
        receiver.wait_for(1)
        assert DispatcherLease.objects.count() == 1
        idle()
    assert not DispatcherLease.objects.exists()


def test_a_dispatcher_that_cannot_renew_its_lease_stops_what_it_is_sending(
    acme: Company, receiver: Receiver, pooled: str, brief: None
) -> None:
    receiver.pause = 2.5
    world.approve(world.contract(acme, receiver.url))
    with dispatching(through=pooled):
        receiver.wait_until(lambda: receiver.begun > 0)
        with psycopg.connect(conninfo()) as somebody:
            somebody.execute("LOCK TABLE export_dispatcher")
            time.sleep(1.7)
        receiver.pause = 0
        idle()
    told = Attempt.objects.order_by("number").values_list("number", "error", "status")
    assert list(told) == [(1, "interrupted", None), (2, "", 200)]


async def test_a_lease_counts_as_lost_before_others_may_think_so(pooled: str, brief: None) -> None:
    began = time.monotonic()
    async with opened(pooled) as store:
        with pytest.raises(psycopg.OperationalError):
            await store.presence.lost()  # it is not renewed
        assert time.monotonic() - began < presence.LEASE
        assert still_there(store.presence.number)


def still_there(number: int) -> bool:
    with psycopg.connect(conninfo()) as somebody:
        alive = somebody.execute(
            "SELECT alive_until > clock_timestamp() FROM export_dispatcher WHERE number = %s", [number]
        )
        return alive.fetchone() == (True,)
