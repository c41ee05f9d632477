"""Exports arrive, in order, whatever dies in between."""

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import psycopg
from django.db import connection, transaction

from dojang.companies.models import Company
from dojang.exports.models import Attempt, Delivery, ExportStream
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, conninfo, dispatching, idle
from dojang.exports.tests.receiver import Arrival, Receiver, Reply


@contextmanager
def dispatcher_process(through: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A dispatcher that may be killed."""
    process = subprocess.Popen([sys.executable, "-m", "dojang.exports.tests.crashing", through or conninfo()])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def throw_out_dispatchers() -> None:
    """End the dispatchers' sessions with the database from the other side."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'dojang dispatcher' AND datname = current_database()"
        )


def first_arrivals(arrivals: list[Arrival]) -> dict[str, list[int]]:
    """By contract, the numbers of its exports in the order in which each came first."""
    seen: dict[str, list[int]] = defaultdict(list)
    for arrival in arrivals:
        if arrival.sequence not in seen[arrival.contract]:
            seen[arrival.contract].append(arrival.sequence)
    return seen


def overlaps(arrivals: list[Arrival]) -> int:
    """How often two requests of one contract were under way at the same time."""
    by_contract: dict[str, list[Arrival]] = defaultdict(list)
    for arrival in sorted(arrivals, key=lambda one: one.began):
        by_contract[arrival.contract].append(arrival)
    return sum(later.began < earlier.ended for of_one in by_contract.values() for earlier, later in pairwise(of_one))


def test_two_dispatchers_keep_every_contract_in_order_through_faults(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    # The last digit of the id stands in for chance: a fifth of the exports fails twice.
    receiver.answer = lambda arrival, before: Reply(500 if before < 2 and arrival.webhook_id[-1] in "048" else 200)
    receiver.pause = 0.002
    dispatch(schedule=(0.01,) * 9)
    dispatch(schedule=(0.01,) * 9)
    contracts = [world.contract(acme, receiver.url) for _ in range(25)]
    for _ in range(4):
        for contract in contracts:
            world.back_and_forth(contract, 2)
    idle(seconds=20)
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): list(range(1, 9)) for contract in contracts}
    assert overlaps(receiver.arrivals) == 0
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert Attempt.objects.count() == len(receiver.arrivals)


def test_what_a_killed_dispatcher_was_sending_is_sent_again_by_another(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.pause = 0.3
    contract = world.contract(acme, receiver.url)
    world.back_and_forth(contract, 3)
    with dispatcher_process() as doomed:
        receiver.wait_until(lambda: receiver.begun > 0)
        doomed.kill()
        doomed.wait()
        receiver.pause = 0
        dispatch()
        idle()
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): [1, 2, 3]}
    assert len({arrival.body for arrival in receiver.arrivals if arrival.sequence == 1}) == 1
    first_tries = Attempt.objects.filter(delivery__seq=1).order_by("number").values_list("error", "status")
    assert list(first_tries) == [("interrupted", None), ("", 200)]


def test_a_dispatcher_goes_on_when_the_database_has_thrown_it_out(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    dispatch()
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    receiver.wait_for(1)
    throw_out_dispatchers()
    world.reject(contract)
    assert {arrival.sequence for arrival in receiver.wait_for(2)} == {1, 2}
    idle()


def rename(before: str, after: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE export_attempt RENAME {before} TO {after}")


def test_tables_that_are_not_as_they_should_be_are_waited_for(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    # As between the start of a new version and its migration. Nothing is parked for that.
    contract = world.contract(acme, receiver.url)
    dispatch()
    rename("remote_ip", "from_ip")
    try:
        world.approve(contract)
        receiver.wait_for(1)
    finally:
        rename("from_ip", "remote_ip")
    idle()
    assert contract.deliveries.get().state == "delivered"


def test_a_dispatcher_without_the_database_stops_what_it_is_sending(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    # Another may have taken over by then; a result of the first try would show that it had continued beside it.
    receiver.pause = 0.5
    dispatch()
    world.approve(world.contract(acme, receiver.url))
    receiver.wait_until(lambda: receiver.begun > 0)
    throw_out_dispatchers()
    idle()
    told = Attempt.objects.order_by("number").values_list("number", "error", "status")
    assert list(told) == [(1, "interrupted", None), (2, "", 200)]


def test_an_act_that_is_not_committed_yet_holds_up_no_other_contract(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.pause = 0.1
    held, free = world.contract(acme, receiver.url), world.contract(acme, receiver.url)
    world.approve(held)
    world.approve(free)
    with psycopg.connect(conninfo()) as somebody:
        dispatch()
        receiver.wait_until(lambda: receiver.connections >= 2)
        somebody.execute("SELECT 1 FROM export_stream WHERE contract_id = %s FOR UPDATE", [held.pk])
        receiver.wait_for(2)
        world.reject(free)
        assert len(receiver.wait_for(3)) == 3
    idle()
    assert Delivery.objects.filter(contract=held, state="delivered").count() == 1


def test_a_dispatcher_that_is_told_to_end_finishes_what_it_is_sending(acme: Company, receiver: Receiver) -> None:
    receiver.pause = 0.3
    contract = world.contract(acme, receiver.url)
    world.back_and_forth(contract, 2)
    with dispatching():
        receiver.wait_until(lambda: receiver.begun > 0)
    states = Delivery.objects.filter(contract=contract).order_by("seq").values_list("state", flat=True)
    assert list(states) == ["delivered", "pending"]
    assert ExportStream.objects.get(contract=contract).owner is None


def test_planning_while_results_are_written_loses_no_count(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    dispatch()
    contract = world.contract(acme, receiver.url)
    for _ in range(25):
        world.back_and_forth(contract, 2)
    idle(seconds=20)
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): list(range(1, 51))}
    stream = ExportStream.objects.get(contract=contract)
    assert (stream.pending, stream.seq, stream.next_at) == (0, 50, None)


def test_a_rolled_back_act_among_many_is_the_only_one_missing(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    dispatch()
    contracts = [world.contract(acme, receiver.url) for _ in range(15)]
    for number, contract in enumerate(contracts):
        with transaction.atomic():
            world.approve(contract)
            transaction.set_rollback(number % 3 == 0)
    idle()
    expected = {str(contract.pk) for number, contract in enumerate(contracts) if number % 3}
    assert sorted(arrival.contract for arrival in receiver.arrivals) == sorted(expected)
