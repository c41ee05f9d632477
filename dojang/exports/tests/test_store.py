"""The dispatcher's book: claims, results, and what is left of those who are gone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import psycopg
import pytest
from django.db import connection

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports import operations
from dojang.exports.dispatch.dispatcher import Dispatcher
from dojang.exports.dispatch.places import Endpoint, Room
from dojang.exports.dispatch.statements import TAKE_DUE
from dojang.exports.dispatch.store import Claimed, Outcome, Recorded, Result, Store, opened
from dojang.exports.models import Attempt, DispatcherLease, ExportEndpoint, ExportStream
from dojang.exports.streams import Operator
from dojang.exports.tests import world
from dojang.exports.tests.conftest import conninfo
from dojang.exports.tests.pace import LOOPBACK

URL = "https://erp.example/hook"
T = TypeVar("T")
ROOMY = Room(10, 20)


@pytest.fixture
def contract(acme: Company) -> Contract:
    made = world.contract(acme, URL)
    world.back_and_forth(made, 2)
    return made


def on_ledger(act: Callable[[Store], Awaitable[T]]) -> T:
    """Do something as a dispatcher that is gone afterwards."""

    async def main() -> T:
        async with opened(where) as store:
            return await act(store)

    where = conninfo()
    return asyncio.run(main())


async def claim(store: Store) -> list[Claimed]:
    return (await store.take_due(10, 10, ROOMY)).claimed


def told(claimed: Claimed, verdict: Outcome = Outcome.DELIVERED, error: str = "") -> Result:
    return Result(
        claimed.contract_id, claimed.claim, claimed.delivery_id, claimed.number, datetime.now(UTC), 5, None, error, None, "",
        verdict, 60.0,
    )  # fmt: skip


def stream_of(contract: Contract) -> ExportStream:
    return ExportStream.objects.get(contract=contract)


def test_a_claim_brings_the_first_delivery_and_nobody_else_gets_one(contract: Contract) -> None:
    async def claim_twice(store: Store) -> tuple[list[Claimed], list[Claimed]]:
        async with opened(where) as other:
            return await claim(store), await claim(other)

    where = conninfo()
    mine, others = on_ledger(claim_twice)
    assert [(one.contract_id, one.seq, one.number) for one in mine] == [(contract.pk, 1, 1)]
    assert others == []


def test_a_delivered_export_makes_way_for_the_next(contract: Contract) -> None:
    async def deliver_all(store: Store) -> list[int]:
        sequence = []
        while claimed := await claim(store):
            sequence += [one.seq for one in claimed]
            await store.record([told(one) for one in claimed])
        return sequence

    assert on_ledger(deliver_all) == [1, 2]
    assert (stream_of(contract).pending, stream_of(contract).next_at) == (0, None)


def test_a_delivered_export_can_bring_the_next_along(contract: Contract) -> None:
    async def go_on(store: Store) -> tuple[Recorded, Recorded]:
        (first,) = await claim(store)
        going = await store.record([told(first)], go_on=True)
        assert going.claimed[0].claim > first.claim
        assert await claim(store) == []
        return going, await store.record([told(going.claimed[0])], go_on=True)

    going, ended = on_ledger(go_on)
    assert [(one.seq, one.number) for one in going.claimed] == [(2, 1)]
    assert (going.due, ended.claimed, ended.due) == (False, [], False)
    assert (stream_of(contract).pending, stream_of(contract).owner) == (0, None)


def test_nothing_is_brought_along_by_a_failure_nor_for_a_paused_endpoint(contract: Contract) -> None:
    async def fail(store: Store) -> Recorded:
        (first,) = await claim(store)
        return await store.record([told(first, Outcome.RETRY)], go_on=True)

    async def deliver(store: Store) -> Recorded:
        (first,) = await claim(store)
        return await store.record([told(first)], go_on=True)

    assert on_ledger(fail).claimed == []
    ExportStream.objects.update(next_at=datetime.now(UTC))
    assert on_ledger(lambda store: between(store, lambda: pause(contract))) == ([], True)


def test_a_stream_that_was_freed_meanwhile_brings_nothing_along(contract: Contract) -> None:
    def free() -> None:
        ExportStream.objects.update(owner=None, leased_until=None)

    assert on_ledger(lambda store: between(store, free)) == ([], True)
    assert stream_of(contract).pending == 1


async def between(store: Store, act: Callable[[], object]) -> tuple[list[Claimed], bool]:
    """What recording brings when something happens between the claim and it."""
    (first,) = await claim(store)
    await asyncio.to_thread(act)
    recorded = await store.record([told(first)], go_on=True)
    return recorded.claimed, recorded.due


def test_a_delivery_that_has_arrived_before_is_not_counted_again(contract: Contract) -> None:
    def arrive() -> None:
        contract.deliveries.filter(seq=1).update(state="delivered", delivered_at=datetime.now(UTC))
        ExportStream.objects.update(pending=1)

    on_ledger(lambda store: between(store, arrive))
    assert stream_of(contract).pending == 1


def test_a_stream_on_which_another_has_worked_since_the_look_began_is_left(
    contract: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look(store: Store) -> list[Claimed]:
        async with opened(where) as other:
            slow = asyncio.create_task(claim(store))
            await asyncio.sleep(0.2)
            monkeypatch.undo()
            (first,) = await claim(other)
            await other.record([told(first)])
            await asyncio.to_thread(ExportStream.objects.update, next_at=datetime(2026, 1, 1, tzinfo=UTC))
            return await slow

    where = conninfo()
    slowly = TAKE_DUE.replace("fails = 0", "fails = 0 AND (SELECT pg_sleep(0.6)) IS NOT NULL")
    monkeypatch.setattr("dojang.exports.dispatch.store.TAKE_DUE", slowly)
    assert on_ledger(look) == []
    assert stream_of(contract).owner is None


def test_what_has_failed_before_is_taken_in_portions_and_never_instead_of_what_has_not(acme: Company) -> None:
    async def look(store: Store) -> list[tuple[int, int]]:
        takes = [await store.take_due(2, 1, ROOMY) for _ in range(3)]
        return [(len([one for one in take.claimed if not one.fails]), take.again) for take in takes]

    contracts = [world.contract(acme, URL) for _ in range(5)]
    for one in contracts:
        world.approve(one)
    ExportStream.objects.filter(contract__in=contracts[:3]).update(fails=1, failing_since=datetime.now(UTC))
    assert on_ledger(look) == [(2, 1), (0, 1), (0, 1)]


def test_a_result_that_is_written_twice_counts_once(contract: Contract) -> None:
    async def write_twice(store: Store) -> None:
        (claimed,) = await claim(store)
        await store.record([told(claimed)])
        await store.record([told(claimed)])

    on_ledger(write_twice)
    assert stream_of(contract).pending == 1
    assert Attempt.objects.count() == 1


def test_a_result_that_comes_after_a_new_claim_only_leaves_its_attempt(contract: Contract) -> None:
    async def come_late(store: Store) -> None:
        (late,) = await claim(store)
        async with opened(where) as other:
            await store.record([told(late, Outcome.RELEASED, "interrupted")])
            (new,) = await claim(other)
            await store.record([told(late, Outcome.DELIVERED)])
            assert new.number == 2
            assert (await claim(store)) == []

    where = conninfo()
    on_ledger(come_late)
    assert stream_of(contract).pending == 2
    assert stream_of(contract).owner is not None
    assert list(Attempt.objects.values_list("number", "error")) == [(1, "")]


async def reap_twice(store: Store) -> tuple[int, int]:
    return await store.reap(), await store.reap()


def test_what_a_dispatcher_that_is_gone_held_is_freed_and_told(contract: Contract) -> None:
    on_ledger(claim)
    assert stream_of(contract).owner is not None
    assert on_ledger(reap_twice) == (0, 1)
    assert stream_of(contract).owner is None
    assert Attempt.objects.get().error == "interrupted"


def test_a_dispatcher_that_has_only_just_gone_has_a_moment_to_end_its_tries(contract: Contract) -> None:
    async def reap_beside(store: Store) -> tuple[int, int, int]:
        first = await store.reap()
        async with opened(where) as other:
            await claim(other)
            there = await store.reap()
        return first, there, await store.reap()

    where = conninfo()
    assert on_ledger(reap_beside) == (0, 0, 0)
    assert stream_of(contract).owner is not None


def test_what_was_under_way_is_told_though_a_person_has_put_an_earlier_one_before_it(acme: Company) -> None:
    async def send_the_second(store: Store) -> None:
        (first,) = await claim(store)
        await store.record([told(first)])
        (second,) = await claim(store)
        assert second.seq == 2
        await asyncio.to_thread(replay)

    def replay() -> None:
        operations.replay(Operator(company=acme, name="Kim"), operations.Range(contract=made.pk))
        connection.close()

    made = world.contract(acme, URL)
    world.back_and_forth(made, 2)
    on_ledger(send_the_second)
    on_ledger(reap_twice)
    tries = Attempt.objects.order_by("delivery__seq", "number").values_list("delivery__seq", "number", "error")
    assert list(tries) == [(1, 1, ""), (2, 1, "interrupted")]


def test_what_a_dispatcher_at_work_holds_is_left_alone_until_its_lease_ends(contract: Contract) -> None:
    async def reap_beside(store: Store) -> tuple[int, int]:
        await claim(store)
        async with opened(where) as other:
            early = await other.reap()
            await asyncio.to_thread(end_lease)
            return early, await other.reap()

    def end_lease() -> None:
        ExportStream.objects.update(leased_until=datetime.now(UTC) - timedelta(seconds=1))

    where = conninfo()
    assert on_ledger(reap_beside) == (0, 1)


def test_a_lease_that_ran_out_long_ago_is_forgotten(acme: Company) -> None:
    for number, seconds in [(1, 120), (2, 5)]:
        DispatcherLease.objects.create(number=number, alive_until=datetime.now(UTC) - timedelta(seconds=seconds))
    on_ledger(Store.reap)
    assert [lease.number for lease in DispatcherLease.objects.all()] == [2]


def endpoint_of(contract: Contract) -> Endpoint:
    return Endpoint(contract.company_id, contract.export_stream.endpoint_id)


def test_streams_without_room_are_set_aside_and_taken_when_there_is_some(acme: Company) -> None:
    async def fill_up(store: Store) -> tuple[list[int], frozenset[Endpoint], list[int]]:
        first = await store.take_due(10, 10, Room(2, 10))
        assert (await store.take_due(10, 10, Room(2, 10))).fresh == 0
        crowded = await store.crowded()
        assert first.crowded == crowded
        later = await store.take_waiting(10, dict.fromkeys(crowded, 1))
        return [one.contract_id for one in first.claimed], crowded, [one.contract_id for one in later]

    contracts = [world.contract(acme, URL) for _ in range(4)]
    for one in contracts:
        world.approve(one)
    first, crowded, later = on_ledger(fill_up)
    assert sorted(first) == [contracts[0].pk, contracts[1].pk]
    assert crowded == {endpoint_of(contracts[0])}
    assert later == [contracts[2].pk]


def test_an_endpoint_that_is_full_gets_nothing_while_others_do(acme: Company) -> None:
    full, free = world.contract(acme, URL), world.contract(acme, "https://other.example/")
    world.approve(full)
    world.approve(free)
    room = {endpoint_of(full): 0}
    take = on_ledger(lambda store: store.take_due(10, 10, Room(10, 20, room)))
    assert [one.contract_id for one in take.claimed] == [free.pk]
    assert take.crowded == set(room)


def park(of: Contract, hours: float) -> int:
    failing = [endpoint_of(of)]
    return on_ledger(lambda store: store.park_forgotten(failing, hours * 3600))


def test_streams_that_waited_longer_than_any_trying_are_parked(contract: Contract) -> None:
    ExportStream.objects.update(waiting=True, next_at=datetime.now(UTC) - timedelta(hours=2))
    assert park(contract, hours=3) == 0
    assert park(contract, hours=1) == 1
    assert (stream_of(contract).state, stream_of(contract).reason) == ("parked", "endpoint-fails")


def test_streams_that_waited_long_for_an_endpoint_that_is_well_again_are_not_parked(contract: Contract) -> None:
    ExportStream.objects.update(waiting=True, next_at=datetime.now(UTC) - timedelta(hours=2))
    assert on_ledger(lambda store: store.park_forgotten([], 3600)) == 0


def pause(of: Contract) -> None:
    ExportEndpoint.objects.filter(pk=of.export_stream.endpoint_id).update(paused_at=datetime.now(UTC))


def test_what_is_due_for_a_paused_endpoint_is_set_aside_and_nobody_looks_at_it_again(contract: Contract) -> None:
    async def look(store: Store) -> tuple[int, int, list[Claimed], frozenset[Endpoint]]:
        first, second = (
            await store.take_due(10, 10, ROOMY),
            await store.take_due(10, 10, Room(10, 20, {endpoint: 10})),
        )
        assert first.claimed == second.claimed == []
        return (
            first.fresh,
            second.fresh,
            await store.take_waiting(10, {endpoint: 10}),
            await store.crowded(),
        )

    endpoint = endpoint_of(contract)
    pause(contract)
    assert on_ledger(look) == (1, 0, [], frozenset())


def test_what_waits_for_a_paused_endpoint_is_never_parked_as_forgotten(contract: Contract) -> None:
    ExportStream.objects.update(waiting=True, next_at=datetime.now(UTC) - timedelta(hours=2))
    pause(contract)
    assert park(contract, hours=1) == 0


def refused(claimed: Claimed) -> Result:
    return replace(told(claimed), number=-1)


def test_one_result_that_the_database_refuses_does_not_undo_its_neighbours(acme: Company) -> None:
    async def write(store: Store) -> None:
        good, bad = await claim(store)
        assert await Dispatcher(where, LOOPBACK)._written(store, [refused(bad), told(good)]) == []

    where = conninfo()
    contracts = [world.contract(acme, URL), world.contract(acme, URL)]
    for one in contracts:
        world.approve(one)
    on_ledger(write)
    assert [stream_of(one).pending for one in contracts] == [0, 1]


def test_a_result_that_can_never_be_written_parks_its_contract(contract: Contract) -> None:
    async def write(store: Store) -> None:
        (claimed,) = await claim(store)
        assert await Dispatcher(where, LOOPBACK)._written(store, [refused(claimed)]) == []

    where = conninfo()
    on_ledger(write)
    stream = stream_of(contract)
    assert (stream.state, stream.reason, stream.owner, stream.pending) == ("parked", "internal-error", None, 2)
    assert Attempt.objects.get().error == "internal-error"


def test_a_result_that_can_never_be_written_and_comes_too_late_parks_nothing(contract: Contract) -> None:
    async def come_late(store: Store) -> None:
        (late,) = await claim(store)
        await store.record([told(late, Outcome.RELEASED, "interrupted")])
        assert await store.give_up(refused(late), "internal-error")

    on_ledger(come_late)
    assert stream_of(contract).state == "running"
    assert Attempt.objects.count() == 1


def test_a_contract_that_somebody_holds_is_parked_later(contract: Contract) -> None:
    async def give_up(store: Store) -> tuple[bool, bool]:
        (claimed,) = await claim(store)
        async with await psycopg.AsyncConnection.connect(where) as somebody:
            await somebody.execute("SELECT 1 FROM export_stream FOR UPDATE")
            early = await store.give_up(refused(claimed), "internal-error")
        return early, await store.give_up(refused(claimed), "internal-error")

    where = conninfo()
    assert on_ledger(give_up) == (False, True)
