"""A paused endpoint gets nothing until a person resumes it."""

import time

from django.db import transaction

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.dispatch.presence import RESUMED
from dojang.exports.models import ExportEndpoint, ExportStream
from dojang.exports.streams import wake
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.receiver import Receiver
from dojang.lib import clock


def pause(of: Contract) -> None:
    ExportEndpoint.objects.filter(pk=of.export_stream.endpoint_id).update(paused_at=clock.now())


def resume(of: Contract) -> None:
    with transaction.atomic():
        ExportEndpoint.objects.filter(pk=of.export_stream.endpoint_id).update(paused_at=None)
        wake(RESUMED)


def wait_until_set_aside(of: Contract) -> None:
    deadline = time.monotonic() + 10
    while not ExportStream.objects.filter(contract=of, waiting=True).exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_paused_endpoint_gets_nothing_while_others_do(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    paused, other = world.contract(acme, "http://127.0.0.2:9/"), world.contract(acme, receiver.url)
    pause(paused)
    dispatch()
    world.approve(paused)
    world.approve(other)
    assert [arrival.contract for arrival in receiver.wait_for(1)] == [str(other.pk)]
    wait_until_set_aside(paused)
    assert not paused.deliveries.get().attempts.exists()


def test_what_was_planned_during_a_pause_arrives_in_order_and_at_once_after_it(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = world.contract(acme, receiver.url)
    pause(contract)
    dispatch(poll=60, look_after=60)  # so that only a notification can bring it
    world.back_and_forth(contract, 3)
    wait_until_set_aside(contract)
    assert receiver.arrivals == []
    resume(contract)
    assert [arrival.sequence for arrival in receiver.wait_for(3)] == [1, 2, 3]
    idle()


def test_more_streams_than_fit_at_once_all_arrive_after_a_pause(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    contracts = [world.contract(acme, receiver.url) for _ in range(12)]
    pause(contracts[0])
    dispatch(per_endpoint=2)
    for contract in contracts:
        world.approve(contract)
    for contract in contracts:
        wait_until_set_aside(contract)
    resume(contracts[0])
    idle()
    assert sorted(arrival.contract for arrival in receiver.arrivals) == sorted(str(one.pk) for one in contracts)


def test_a_pause_does_not_break_off_what_is_being_sent(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.pause = 0.3
    contract = world.contract(acme, receiver.url)
    dispatch()
    world.back_and_forth(contract, 2)
    receiver.wait_until(lambda: receiver.begun > 0)
    pause(contract)
    wait_until_set_aside(contract)
    assert [arrival.sequence for arrival in receiver.arrivals] == [1]
    states = contract.deliveries.order_by("seq").values_list("state", flat=True)
    assert list(states) == ["delivered", "pending"]
