"""How much an endpoint gets at once."""

from dojang.exports.dispatch.circuit_breaker import FAILURES_UNTIL_OPEN, CircuitBreaker
from dojang.exports.dispatch.places import Endpoint

ERP = Endpoint(1, 1)


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def fail(gates: CircuitBreaker, times: int, endpoint: Endpoint = ERP) -> None:
    for _ in range(times):
        gates.enter(endpoint)
        gates.hear(endpoint, troubled=True)
        gates.leave(endpoint)


def test_an_endpoint_gets_its_share_and_no_more() -> None:
    gates = CircuitBreaker(share=2)
    gates.enter(ERP)
    assert gates.free(ERP) == 1
    gates.enter(ERP)
    assert gates.room() == {ERP: 0}
    assert gates.free(Endpoint(1, 2)) == 2
    gates.hear(ERP, troubled=False)
    gates.leave(ERP)
    assert gates.free(ERP) == 1


def test_an_endpoint_that_keeps_failing_gets_one_probe_after_a_rest() -> None:
    clock = Hand()
    gates = CircuitBreaker(share=10, now=clock)
    fail(gates, FAILURES_UNTIL_OPEN)
    assert gates.free(ERP) == 0
    assert gates.sick() == [ERP]
    clock.at += 1
    assert gates.free(ERP) == 1
    gates.enter(ERP)
    assert gates.free(ERP) == 0


def test_rests_grow_to_their_bound() -> None:
    clock = Hand()
    gates = CircuitBreaker(share=10, longest_rest=30, now=clock)
    fail(gates, FAILURES_UNTIL_OPEN + 3)
    clock.at += 7.9
    assert gates.free(ERP) == 0
    fail(gates, 50)
    clock.at += 30
    assert gates.free(ERP) == 1


def test_one_good_answer_opens_the_gate_wide() -> None:
    clock = Hand()
    gates = CircuitBreaker(share=10, now=clock)
    fail(gates, FAILURES_UNTIL_OPEN + 3)
    gates.enter(ERP)
    gates.hear(ERP, troubled=False)
    gates.leave(ERP)
    assert gates.free(ERP) == 10
    assert gates.room() == {}
    assert gates.sick() == []


def test_a_try_that_says_nothing_of_the_endpoint_changes_nothing() -> None:
    gates = CircuitBreaker(share=10)
    fail(gates, FAILURES_UNTIL_OPEN)
    gates.enter(ERP)
    gates.hear(ERP, troubled=None)
    gates.leave(ERP)
    assert gates.free(ERP) == 0
