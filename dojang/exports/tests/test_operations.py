"""What people do to exports, as the receiver sees it."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports import errors, operations
from dojang.exports.models import Attempt, Delivery, ExportStream, Intervention
from dojang.exports.operations import Range, Stuck
from dojang.exports.streams import Done, Operator
from dojang.exports.tests import many, world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.receiver import Receiver, Reply
from dojang.exports.tests.test_surviving import first_arrivals, overlaps

EVERYTHING = Range(since=timezone.now() - timedelta(days=1))


@pytest.fixture
def kim(acme: Company) -> Operator:
    return Operator(company=acme, name="kim@acme.test", reason="the receiver is back")


@pytest.fixture
def choi(transactional_db: None) -> Operator:
    return Operator(company=world.company("other"), name="choi@other.test", reason="curious")


def stream_of(contract: Contract) -> ExportStream:
    return ExportStream.objects.get(contract=contract)


def states_of(contract: Contract) -> list[str]:
    return list(contract.deliveries.order_by("seq").values_list("state", flat=True))


def parked(of: Company, url: str, acts: int = 1) -> Contract:
    """A contract whose exports have been given up."""
    contract = world.contract(of, url)
    world.back_and_forth(contract, acts)
    ExportStream.objects.filter(contract=contract).update(
        state="parked", reason="500", next_at=None, fails=10, failing_since=timezone.now(), ended_at=timezone.now(),
        told_at=timezone.now(),
    )  # fmt: skip
    return contract


def delivered(of: Company, url: str, acts: int = 1) -> Contract:
    """A contract whose exports have arrived."""
    contract = world.contract(of, url)
    world.back_and_forth(contract, acts)
    ExportStream.objects.filter(contract=contract).update(pending=0, next_at=None)
    contract.deliveries.update(state="delivered", delivered_at=timezone.now())
    return contract


def test_a_parked_contract_goes_on_when_it_is_retried(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = parked(acme, receiver.url, 3)
    dispatch()
    assert operations.retry(kim, contract.pk) == Done(deliveries=3, contracts=1)
    assert [arrival.sequence for arrival in receiver.wait_for(3)] == [1, 2, 3]
    idle()
    stream = stream_of(contract)
    assert (stream.state, stream.reason, stream.ended_at, stream.told_at) == ("running", "", None, None)


def test_a_retried_contract_has_as_many_tries_as_at_first(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.answer = lambda _arrival, _before: Reply(500)
    contract = parked(acme, receiver.url)
    dispatch(schedule=(0.05, 0.05))
    operations.retry(kim, contract.pk)
    idle(lambda: stream_of(contract).state == "parked")
    assert len(receiver.arrivals) == 3


def test_a_line_that_waits_for_its_next_try_does_not_wait_any_longer(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.answer = lambda _arrival, before: Reply(500 if before < 1 else 200)
    dispatch(schedule=(3600.0,))
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    receiver.wait_for(1)
    idle()
    operations.retry_all(kim, frozenset([Stuck.FAILING]))
    receiver.wait_for(2)
    idle()
    assert states_of(contract) == ["delivered"]


@pytest.mark.parametrize(("stuck", "expected"), [(Stuck.PARKED, 1), (Stuck.STOPPED, 1), (Stuck.FAILING, 0)])
def test_only_lines_that_are_stuck_in_the_way_asked_for_are_retried(
    acme: Company, kim: Operator, stuck: Stuck, expected: int
) -> None:
    parked(acme, "https://erp.example/a")
    gone = parked(acme, "https://erp.example/b")
    ExportStream.objects.filter(contract=gone).update(state="stopped")
    try:
        assert operations.retry_all(kim, frozenset([stuck])).contracts == expected
    except errors.NothingToRetry:
        assert expected == 0


def test_retrying_one_endpoint_leaves_the_others(acme: Company, kim: Operator) -> None:
    erp, crm = parked(acme, "https://erp.example/hook"), parked(acme, "https://crm.example/hook")
    operations.retry_all(kim, frozenset(Stuck), url="https://erp.example")
    assert [stream_of(contract).state for contract in (erp, crm)] == ["running", "parked"]


def test_what_has_arrived_cannot_be_retried(acme: Company, kim: Operator) -> None:
    with pytest.raises(errors.NothingInLine):
        operations.retry(kim, delivered(acme, "https://erp.example").pk)


def test_retrying_while_a_dispatcher_is_at_work_breaks_no_order_and_doubles_nothing(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.answer = lambda arrival, before: Reply(500 if before < 2 and arrival.webhook_id[-1] in "01234567" else 200)
    receiver.pause = 0.002
    contracts = [world.contract(acme, receiver.url) for _ in range(10)]
    for contract in contracts:
        world.back_and_forth(contract, 6)
    dispatch(schedule=(0.05,) * 20)
    dispatch(schedule=(0.05,) * 20)
    end = time.monotonic() + 10
    while ExportStream.objects.filter(pending__gt=0).exists() and time.monotonic() < end:
        for contract in contracts:
            try:
                operations.retry(kim, contract.pk)
            except (errors.BeingSent, errors.NothingInLine):
                continue
    idle()
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): list(range(1, 7)) for contract in contracts}
    assert overlaps(receiver.arrivals) == 0
    assert Attempt.objects.count() == len(receiver.arrivals)


def test_a_skipped_export_makes_way_for_the_next(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = parked(acme, receiver.url, 3)
    assert operations.skip(kim, contract.pk, seq=1) == 1
    dispatch()
    assert [arrival.sequence for arrival in receiver.wait_for(2)] == [2, 3]
    idle()
    assert states_of(contract) == ["skipped", "delivered", "delivered"]


def test_skipping_the_last_export_leaves_the_line_at_rest(acme: Company, kim: Operator) -> None:
    contract = parked(acme, "https://erp.example")
    operations.skip(kim, contract.pk)
    stream = stream_of(contract)
    assert (stream.state, stream.pending, stream.next_at) == ("running", 0, None)


def test_skipping_another_than_the_first_in_line_is_refused(acme: Company, kim: Operator) -> None:
    contract = parked(acme, "https://erp.example", 3)
    with pytest.raises(errors.NotFirstInLine) as refused:
        operations.skip(kim, contract.pk, seq=2)
    assert refused.value.first == 1
    assert states_of(contract) == ["pending"] * 3


def test_skipping_without_a_reason_is_refused(acme: Company) -> None:
    contract = parked(acme, "https://erp.example")
    with pytest.raises(errors.ReasonMissing):
        operations.skip(Operator(company=acme, name="kim@acme.test", reason=" "), contract.pk)


@pytest.mark.parametrize("reason", ["x" * 251, "no \0", "half \ud800"])
def test_a_reason_that_cannot_be_written_down_is_refused(acme: Company, reason: str) -> None:
    with pytest.raises(errors.ReasonRefused):
        Operator(company=acme, name="kim@acme.test", reason=reason)


def test_what_is_being_sent_can_neither_be_skipped_nor_retried(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.pause = 0.5
    dispatch()
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    receiver.wait_until(lambda: receiver.begun > 0)
    for verb in (operations.skip, operations.retry):
        with pytest.raises(errors.BeingSent):
            verb(kim, contract.pk)
    idle()
    assert states_of(contract) == ["delivered"]
    assert not Intervention.objects.exists()


def test_a_replayed_export_arrives_again_with_the_same_id_and_bytes_and_the_next_number(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    dispatch()
    contract = world.contract(acme, receiver.url)
    world.back_and_forth(contract, 2)
    receiver.wait_for(2)
    idle()
    operations.replay_one(kim, contract.deliveries.get(seq=1).pk)
    first, _, again = receiver.wait_for(3)
    assert (again.webhook_id, again.body, again.sequence) == (first.webhook_id, first.body, 1)
    assert again.headers["dojang-attempt"] == "2"
    idle()
    assert states_of(contract) == ["delivered"] * 2


def test_what_has_not_arrived_cannot_be_replayed(acme: Company, kim: Operator) -> None:
    with pytest.raises(errors.StillInLine):
        operations.replay_one(kim, parked(acme, "https://erp.example").deliveries.get().pk)


def test_what_exports_of_a_deleted_contract_said_is_gone_and_cannot_be_replayed(acme: Company, kim: Operator) -> None:
    contract = delivered(acme, "https://erp.example/hook")
    Contract.objects.filter(pk=contract.pk).update(status="deleted", turn=0, ended_at=timezone.now())
    with pytest.raises(errors.UnknownExport):
        operations.replay_one(kim, contract.deliveries.get().pk)
    with pytest.raises(errors.NothingToReplay):
        operations.replay(kim, Range(contract=contract.pk))
    assert states_of(contract) == ["delivered"]


def test_a_replayed_contract_arrives_again_in_order(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = delivered(acme, receiver.url, 4)
    operations.replay(kim, Range(contract=contract.pk))
    dispatch()
    assert [arrival.sequence for arrival in receiver.wait_for(4)] == [1, 2, 3, 4]
    idle()


def test_replaying_while_a_later_export_is_being_sent_ends_with_everything_delivered(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = delivered(acme, receiver.url, 3)
    receiver.pause = 0.2
    dispatch()
    world.reject(contract)
    receiver.wait_until(lambda: receiver.begun > 0)
    operations.replay(kim, Range(contract=contract.pk))
    receiver.pause = 0
    idle()
    assert [arrival.sequence for arrival in receiver.arrivals] == [4, 1, 2, 3]
    assert overlaps(receiver.arrivals) == 0
    assert (stream_of(contract).pending, states_of(contract)) == (0, ["delivered"] * 4)


def test_a_range_takes_what_was_planned_or_delivered_in_it(acme: Company, kim: Operator) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    old, late, new = (delivered(acme, "https://erp.example") for _ in range(3))
    old.deliveries.update(planned_at=now - 5 * hour, delivered_at=now - 5 * hour)
    late.deliveries.update(planned_at=now - 5 * hour, delivered_at=now - 2 * hour)
    assert operations.count_replay(acme, Range(since=now - 3 * hour)) == Done(2, 2)
    assert operations.replay(kim, Range(since=now - 3 * hour, until=now - hour)) == Done(1, 1)
    assert [states_of(contract) for contract in (old, late, new)] == [["delivered"], ["pending"], ["delivered"]]


def test_replaying_thousands_of_parked_exports_is_one_command_and_restores_their_order(
    acme: Company, kim: Operator, receiver: Receiver, dispatch: Dispatch
) -> None:
    contracts = many.parked(acme, receiver.url, contracts=1005, each=2)
    frozen = {row.webhook_id.hex: bytes(row.body) for row in Delivery.objects.all()}
    began = time.monotonic()
    assert operations.count_replay(acme, EVERYTHING) == Done(2010, 1005)
    assert operations.replay(kim, EVERYTHING) == Done(2010, 1005)
    assert time.monotonic() - began < 5
    dispatch()
    idle(seconds=60)
    assert first_arrivals(receiver.arrivals) == {str(contract.pk): [1, 2] for contract in contracts}
    assert {one.webhook_id.removeprefix("msg_"): one.body for one in receiver.arrivals} == frozen
    assert len(receiver.arrivals) == 2010
    assert Intervention.objects.get().deliveries == 2010


@pytest.mark.parametrize("verb", [operations.retry, operations.skip])
def test_a_dispatcher_that_saw_the_line_before_a_person_acted_is_told_by_its_claim(
    acme: Company, kim: Operator, verb: Callable[[Operator, int], object]
) -> None:
    contract = parked(acme, "https://erp.example", 2)
    before = stream_of(contract).claim
    verb(kim, contract.pk)
    assert stream_of(contract).claim == before + 1


def test_an_act_that_has_begun_and_a_person_who_retries_do_not_wait_for_each_other(
    acme: Company, kim: Operator
) -> None:
    def retry() -> None:
        operations.retry(kim, contract.pk)
        connection.close()

    contract = parked(acme, "https://erp.example")
    person = threading.Thread(target=retry)
    with transaction.atomic():
        Contract.objects.select_for_update().get(pk=contract.pk)
        person.start()
        time.sleep(0.3)
        world.reject(contract)
    person.join(10)
    assert (stream_of(contract).state, stream_of(contract).pending) == ("running", 2)


def test_nothing_of_another_company_is_found(acme: Company, choi: Operator) -> None:
    contract = delivered(acme, "https://erp.example")
    for refused, act in (
        (errors.NoExports, lambda: operations.retry(choi, contract.pk)),
        (errors.NoExports, lambda: operations.skip(choi, contract.pk)),
        (errors.UnknownExport, lambda: operations.replay_one(choi, contract.deliveries.get().pk)),
        (errors.NoExports, lambda: operations.replay(choi, Range(contract=contract.pk))),
        (errors.NothingToReplay, lambda: operations.replay(choi, EVERYTHING)),
        (errors.UnknownEndpoint, lambda: operations.replay(choi, Range(url="https://erp.example"))),
        (errors.NothingToRetry, lambda: operations.retry_all(choi, frozenset(Stuck))),
    ):
        with pytest.raises(refused):
            act()
    assert states_of(contract) == ["delivered"]


def test_every_act_leaves_who_did_what_and_why(acme: Company, kim: Operator) -> None:
    contract = parked(acme, "https://erp.example", 2)
    operations.skip(kim, contract.pk)
    operations.retry(kim, contract.pk)
    operations.replay_one(kim, contract.deliveries.get(seq=1).pk)
    told = Intervention.objects.order_by("pk").values_list("kind", "actor", "reason", "contract", "seq", "deliveries")
    who = ("kim@acme.test", "the receiver is back", contract.pk)
    assert list(told) == [("skip", *who, 1, 1), ("retry", *who, None, 1), ("replay", *who, 1, 1)]
