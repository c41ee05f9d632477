"""What a receiver sees of a contract's exports, over real sockets and a real database."""

import base64
import hashlib
import hmac
import json
import threading
from contextlib import ExitStack
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.models import Attempt, Delivery, ExportStream
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch, idle
from dojang.exports.tests.pace import HURRIED
from dojang.exports.tests.receiver import Arrival, Receiver, Reply

TRIES = len(HURRIED.schedule) + 1


def stream_of(contract: Contract) -> ExportStream:
    return ExportStream.objects.get(contract=contract)


def test_an_approval_reaches_the_receiver(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    dispatch()
    world.approve(world.contract(acme, receiver.url))
    (arrival,) = receiver.wait_for(1)
    assert json.loads(arrival.body)["body"]["worktype"] == "CF"


def test_what_was_planned_while_no_dispatcher_ran_arrives_later(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    world.back_and_forth(world.contract(acme, receiver.url), 3)
    dispatch()
    assert [arrival.sequence for arrival in receiver.wait_for(3)] == [1, 2, 3]


def test_a_later_export_waits_for_the_earlier_one(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.answer = lambda arrival, before: Reply(500 if arrival.sequence == 1 and before < 2 else 200)
    world.back_and_forth(world.contract(acme, receiver.url), 3)
    dispatch()
    assert [arrival.sequence for arrival in receiver.wait_for(5)] == [1, 1, 1, 2, 3]


def test_every_try_carries_the_same_bytes_under_the_same_id(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.answer = lambda _arrival, before: Reply(500 if before < 2 else 200)
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    dispatch()
    arrivals = receiver.wait_for(3)
    assert len({(arrival.webhook_id, arrival.body) for arrival in arrivals}) == 1
    assert arrivals[0].body == bytes(Delivery.objects.get(contract=contract).body)
    assert [arrival.headers["dojang-attempt"] for arrival in arrivals] == ["1", "2", "3"]


def test_the_request_carries_what_a_receiver_may_check(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    dispatch()
    world.approve(world.contract(acme, receiver.url, authorization="Bearer t0ken"))
    (arrival,) = receiver.wait_for(1)
    headers = arrival.headers
    assert headers["webhook-signature"] == signature(arrival, acme.export_secret)
    assert headers["Authorization"] == "Bearer t0ken"
    assert headers["Content-Type"].startswith("application/json")
    assert headers["User-Agent"].startswith("Dojang")


def signature(of: Arrival, secret: str) -> str:
    signed = f"{of.headers['webhook-id']}.{of.headers['webhook-timestamp']}.".encode() + of.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return f"v1,{base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()}"


def test_the_secret_before_signs_too_until_its_time_is_over(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    acme.export_secret_before = acme.export_secret
    acme.export_secret = "whsec_" + base64.b64encode(b"n" * 32).decode()
    acme.export_secret_before_until = timezone.now() + timedelta(hours=1)
    acme.save()
    contract = world.contract(acme, receiver.url)
    dispatch()
    world.approve(contract)
    receiver.wait_for(1)
    Company.objects.update(export_secret_before_until=timezone.now())
    world.reject(contract)
    both, one = receiver.wait_for(2)
    new, old = acme.export_secret, acme.export_secret_before
    assert both.headers["webhook-signature"] == f"{signature(both, new)} {signature(both, old)}"
    assert one.headers["webhook-signature"] == signature(one, new)


def test_a_rolled_back_act_is_never_sent(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    dispatch()
    undone, done = world.contract(acme, receiver.url), world.contract(acme, receiver.url)
    with transaction.atomic():
        world.approve(undone)
        transaction.set_rollback(True)
    world.approve(done)
    receiver.wait_for(1)
    idle()
    assert [arrival.contract for arrival in receiver.arrivals] == [str(done.pk)]


def test_each_try_leaves_its_row(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.answer = lambda _arrival, before: Reply(500 if before < 1 else 204, body=b"sorry" if before < 1 else b"")
    dispatch()
    world.approve(world.contract(acme, receiver.url))
    idle()
    told = Attempt.objects.order_by("number").values_list("number", "status", "error", "remote_ip", "answer")
    assert list(told) == [(1, 500, "", "127.0.0.1", "sorry"), (2, 204, "", "127.0.0.1", "")]


def test_an_attempt_keeps_no_secret_that_the_receiver_sends_back(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    link = "A" * 43
    receiver.answer = lambda arrival, _before: Reply(
        body=f"{arrival.headers['Authorization']} t0ken-t0ken {link} {'é' * 2000}".encode()
    )
    dispatch()
    world.approve(world.contract(acme, receiver.url, authorization="Bearer t0ken-t0ken"))
    idle()
    answer = Attempt.objects.get().answer
    assert "t0ken" not in answer
    assert link not in answer
    assert len(answer.encode()) <= 1024


def test_after_the_last_try_the_contract_is_parked_with_all_that_follows(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    receiver.answer = lambda _arrival, _before: Reply(500)
    contract = world.contract(acme, receiver.url)
    world.back_and_forth(contract, 2)
    dispatch()
    receiver.wait_for(TRIES)
    idle()
    stream = stream_of(contract)
    assert (stream.state, stream.reason, stream.pending, stream.next_at) == ("parked", "500", 2, None)
    assert [arrival.sequence for arrival in receiver.arrivals] == [1] * TRIES
    assert {delivery.state for delivery in contract.deliveries.all()} == {"pending"}


def test_410_stops_this_contract_s_exports_and_no_others(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    stopped, other = world.contract(acme, receiver.url), world.contract(acme, receiver.url)
    receiver.answer = lambda arrival, _before: Reply(410 if arrival.contract == str(stopped.pk) else 200)
    dispatch()
    world.back_and_forth(stopped, 2)
    world.back_and_forth(other, 2)
    receiver.wait_for(3)
    idle()
    assert sorted(arrival.contract for arrival in receiver.arrivals) == sorted([str(stopped.pk), *2 * [str(other.pk)]])
    assert (stream_of(stopped).state, stream_of(stopped).pending) == ("stopped", 2)


def test_what_happens_after_a_stop_is_kept_but_not_sent(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.answer = lambda _arrival, _before: Reply(410)
    contract = world.contract(acme, receiver.url)
    dispatch()
    world.approve(contract)
    receiver.wait_for(1)
    idle()
    world.reject(contract)
    idle()
    assert len(receiver.arrivals) == 1
    assert contract.deliveries.filter(state="pending").count() == 2


def test_the_receiver_s_retry_after_is_honoured(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    receiver.answer = lambda _arrival, _before: Reply(503, {"Retry-After": "3600"})
    contract = world.contract(acme, receiver.url)
    world.approve(contract)
    dispatch()
    receiver.wait_for(1)
    idle()
    stream = stream_of(contract)
    assert stream.next_at is not None
    assert stream.next_at - Attempt.objects.get().started_at >= timedelta(hours=1)


def test_a_redirect_is_a_failure_and_leads_nowhere(acme: Company, receiver: Receiver, dispatch: Dispatch) -> None:
    redirects = (301, 302, 303, 307, 308)
    with Receiver().serving() as elsewhere:
        receiver.answer = lambda _arrival, before: Reply([*redirects, 200][before], {"Location": elsewhere.url})
        dispatch(schedule=(0.05,) * len(redirects))
        world.approve(world.contract(acme, receiver.url))
        receiver.wait_for(len(redirects) + 1)
        idle()
        assert [attempt.status for attempt in Attempt.objects.order_by("number")] == [*redirects, 200]
        assert elsewhere.connections == 0


def test_a_receiver_that_is_down_is_tried_again(acme: Company, dispatch: Dispatch) -> None:
    with Receiver().serving() as gone:
        url = gone.url
    contract = world.contract(acme, url)
    world.approve(contract)
    dispatch()
    idle(lambda: stream_of(contract).state == "parked")
    assert {(attempt.status, attempt.error) for attempt in Attempt.objects.all()} == {(None, "not-connected")}
    assert Attempt.objects.count() == TRIES


def test_an_answer_that_never_comes_holds_up_only_its_own_endpoint(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    with Receiver().serving() as slow:
        slow.pause = 0.5
        for _ in range(6):
            world.approve(world.contract(acme, slow.url))
        for _ in range(20):
            world.approve(world.contract(acme, receiver.url))
        dispatch(in_flight=4, per_endpoint=2)
        receiver.wait_for(20)
        assert len(slow.arrivals) < 6
        assert most_at_once(slow.wait_for(6)) <= 2


def test_one_company_s_slow_receivers_leave_places_to_another(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    beta, answering = world.company("beta"), threading.Event()
    with ExitStack() as stack:
        slow = [stack.enter_context(Receiver().serving()) for _ in range(5)]
        stack.callback(answering.set)
        for one in slow:
            one.answer = lambda _arrival, _before: Reply(200 if answering.wait(10) else 500)
            for _ in range(4):
                world.approve(world.contract(acme, one.url))
        dispatch(in_flight=8, per_endpoint=4)
        receiver.wait_until(lambda: sum(one.begun for one in slow) >= 5)
        world.approve(world.contract(beta, receiver.url))
        assert receiver.wait_for(1, seconds=5)
        assert sum(one.begun for one in slow) < 8
        answering.set()
        idle(lambda: sum(len(one.arrivals) for one in slow) == 20)


def test_endpoints_that_keep_failing_leave_room_for_those_that_do_not(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    with Receiver().serving() as hanging:
        hanging.pause = 3.0
        for _ in range(6):
            world.approve(world.contract(acme, hanging.url))
        ExportStream.objects.update(fails=1, failing_since=timezone.now())
        dispatch(in_flight=4, doubtful=2)
        receiver.wait_until(lambda: hanging.connections == 2)
        world.approve(world.contract(acme, receiver.url))
        assert receiver.wait_for(1, seconds=2.0)
        assert hanging.connections == 2


def test_a_bad_secret_parks_the_contract_and_harms_no_other(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    broken = world.company("broken")
    broken.export_secret = "not base64"
    broken.save()
    unlucky = world.contract(broken, receiver.url)
    world.approve(unlucky)
    world.approve(world.contract(acme, receiver.url))
    dispatch()
    receiver.wait_for(1)
    idle(lambda: stream_of(unlucky).state == "parked")
    assert stream_of(unlucky).reason == "bad-secret"
    assert len(receiver.arrivals) == 1


def test_a_delivery_to_a_forbidden_address_fails_without_a_connection(
    acme: Company, receiver: Receiver, dispatch: Dispatch
) -> None:
    contract = world.contract(acme, receiver.url.replace("127.0.0.1", "localhost"))
    world.approve(contract)
    dispatch(allow="10.0.0.0/8")
    idle(lambda: stream_of(contract).state == "parked")
    assert {attempt.error for attempt in Attempt.objects.all()} == {"forbidden-address"}
    assert receiver.connections == 0


def most_at_once(arrivals: list[Arrival]) -> int:
    """How many requests were under way at the same time."""
    steps = sorted([(one.began, 1) for one in arrivals] + [(one.ended, -1) for one in arrivals])
    now = most = 0
    for _, step in steps:
        now += step
        most = max(most, now)
    return most
