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


def fail(breaker: CircuitBreaker, times: int, endpoint: Endpoint = ERP) -> None:
    for _ in range(times):
        breaker.enter(endpoint)
        breaker.hear(endpoint, troubled=True)
        breaker.leave(endpoint)


def test_an_endpoint_gets_its_share_and_no_more() -> None:
    breaker = CircuitBreaker(share=2)
    breaker.enter(ERP)
    assert breaker.free(ERP) == 1
    breaker.enter(ERP)
    assert breaker.room() == {ERP: 0}
    assert breaker.free(Endpoint(1, 2)) == 2
    breaker.hear(ERP, troubled=False)
    breaker.leave(ERP)
    assert breaker.free(ERP) == 1


def test_an_endpoint_that_keeps_failing_gets_one_probe_after_a_rest() -> None:
    clock = Hand()
    breaker = CircuitBreaker(share=10, now=clock)
    fail(breaker, FAILURES_UNTIL_OPEN)
    assert breaker.free(ERP) == 0
    assert breaker.open_endpoints() == [ERP]
    clock.at += 1
    assert breaker.free(ERP) == 1
    breaker.enter(ERP)
    assert breaker.free(ERP) == 0


def test_rests_grow_to_their_bound() -> None:
    clock = Hand()
    breaker = CircuitBreaker(share=10, max_pause=30, now=clock)
    fail(breaker, FAILURES_UNTIL_OPEN + 3)
    clock.at += 7.9
    assert breaker.free(ERP) == 0
    fail(breaker, 50)
    clock.at += 30
    assert breaker.free(ERP) == 1


def test_one_good_answer_opens_the_gate_wide() -> None:
    clock = Hand()
    breaker = CircuitBreaker(share=10, now=clock)
    fail(breaker, FAILURES_UNTIL_OPEN + 3)
    breaker.enter(ERP)
    breaker.hear(ERP, troubled=False)
    breaker.leave(ERP)
    assert breaker.free(ERP) == 10
    assert breaker.room() == {}
    assert breaker.open_endpoints() == []


def test_a_try_that_says_nothing_of_the_endpoint_changes_nothing() -> None:
    breaker = CircuitBreaker(share=10)
    fail(breaker, FAILURES_UNTIL_OPEN)
    breaker.enter(ERP)
    breaker.hear(ERP, troubled=None)
    breaker.leave(ERP)
    assert breaker.free(ERP) == 0
