"""Endpoints as people see, pause and resume them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dojang.companies.models import Company
from dojang.exports.endpoints import endpoints, pause, resume
from dojang.exports.errors import UnknownEndpoint
from dojang.exports.models import ExportEndpoint, ExportStream, Intervention
from dojang.exports.streams import Operator
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.receiver import Receiver, Reply


@pytest.fixture
def kim(acme: Company) -> Operator:
    return Operator(company=acme, name="kim@acme.test", reason="maintenance")


def test_a_paused_endpoint_gets_nothing_until_it_is_resumed(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = world.contract(acme, receiver.url)
    assert pause(kim, receiver.url)
    dispatch()
    world.back_and_forth(contract, 3)
    idle_stream(contract.pk)
    assert receiver.arrivals == []
    assert resume(kim, receiver.url)
    assert [arrival.sequence for arrival in receiver.wait_for(3)] == [1, 2, 3]
    idle()


def idle_stream(contract: int) -> None:
    idle_until = timezone.now() + timedelta(seconds=10)
    while not ExportStream.objects.filter(pk=contract, waiting=True).exists():
        assert timezone.now() < idle_until


def test_a_long_pause_counts_as_nobodys_failure(acme: Company, kim: Operator) -> None:
    contract = world.contract(acme, "https://erp.example")
    world.approve(contract)
    week = timezone.now() - timedelta(days=7)
    ExportStream.objects.update(waiting=True, next_at=week, fails=3, failing_since=week)
    pause(kim, "https://erp.example")
    resume(kim, "https://erp.example")
    stream = ExportStream.objects.get()
    assert stream.next_at is not None
    assert stream.next_at > timezone.now() - timedelta(minutes=1)
    assert (stream.fails, stream.failing_since) == (0, None)


def test_pausing_and_resuming_twice_is_done_once(acme: Company, kim: Operator) -> None:
    world.contract(acme, "https://erp.example")
    assert [pause(kim, "https://erp.example"), pause(kim, "https://erp.example/other/path")] == [True, False]
    assert [resume(kim, "https://erp.example"), resume(kim, "https://erp.example")] == [True, False]
    told = Intervention.objects.order_by("pk").values_list("kind", "target", "actor", "reason")
    who = ("https://erp.example:443", "kim@acme.test", "maintenance")
    assert list(told) == [("pause", *who), ("resume", *who)]


@pytest.mark.parametrize(
    "url", ["https://erp.example:8443", "https://crm.example", "erp.example", "", "https://[", "\0"]
)
def test_an_endpoint_that_nothing_is_exported_to_is_unknown(acme: Company, kim: Operator, url: str) -> None:
    world.contract(acme, "https://erp.example")
    with pytest.raises(UnknownEndpoint):
        pause(kim, url)


@pytest.mark.parametrize("url", ["https://ERP.example/Hook", "http://[2001:db8::1]:8080/hook", "https://한빛.example"])
def test_an_endpoint_can_be_named_as_the_list_has_it(acme: Company, kim: Operator, url: str) -> None:
    world.contract(acme, url)
    (listed,) = endpoints(acme)
    assert pause(kim, listed.origin)
    assert not pause(kim, url)


def test_an_endpoint_of_another_company_is_unknown_and_goes_on(acme: Company, kim: Operator) -> None:
    world.contract(acme, "https://erp.example")
    pause(kim, "https://erp.example")
    other = world.company("other")
    choi = Operator(company=other, name="choi@other.test")
    with pytest.raises(UnknownEndpoint):
        resume(choi, "https://erp.example")
    world.contract(other, "https://erp.example")
    assert [one.paused_at for one in endpoints(other)] == [None]
    assert ExportEndpoint.objects.exclude(paused_at=None).get().company == acme


def test_endpoints_are_listed_with_how_they_do(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    contracts = [world.contract(acme, receiver.url) for _ in range(3)]
    fails, stops = str(contracts[1].pk), str(contracts[2].pk)
    receiver.answer = lambda arrival, _before: Reply({fails: 500, stops: 410}.get(arrival.contract, 200))
    dispatch(schedule=(3600.0,))
    for contract in contracts:
        world.approve(contract)
    receiver.wait_for(3)
    idle()
    (one,) = endpoints(acme)
    assert one.origin == receiver.url.removesuffix("/hook")
    assert (one.contracts, one.running, one.failing, one.waiting, one.parked, one.stopped) == (3, 1, 1, 0, 0, 1)
    assert one.last is not None
    assert one.last.remote_ip == "127.0.0.1"
