"""How much an endpoint gets at once."""

from dojang.exports.gates import TROUBLES_UNTIL_SICK, Gates


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def fail(gates: Gates, times: int, endpoint: str = "erp") -> None:
    for _ in range(times):
        gates.enter(endpoint)
        gates.hear(endpoint, troubled=True)
        gates.leave(endpoint)


def test_an_endpoint_gets_its_share_and_no_more() -> None:
    gates = Gates(share=2)
    gates.enter("erp")
    assert gates.free("erp") == 1
    gates.enter("erp")
    assert gates.room() == {"erp": 0}
    assert gates.free("other") == 2
    gates.hear("erp", troubled=False)
    gates.leave("erp")
    assert gates.free("erp") == 1


def test_an_endpoint_that_keeps_failing_gets_one_probe_after_a_rest() -> None:
    clock = Hand()
    gates = Gates(share=10, now=clock)
    fail(gates, TROUBLES_UNTIL_SICK)
    assert gates.free("erp") == 0
    assert gates.sick() == ["erp"]
    clock.at += 1
    assert gates.free("erp") == 1
    gates.enter("erp")
    assert gates.free("erp") == 0


def test_rests_grow_to_their_bound() -> None:
    clock = Hand()
    gates = Gates(share=10, longest_rest=30, now=clock)
    fail(gates, TROUBLES_UNTIL_SICK + 3)
    clock.at += 7.9
    assert gates.free("erp") == 0
    fail(gates, 50)
    clock.at += 30
    assert gates.free("erp") == 1


def test_one_good_answer_opens_the_gate_wide() -> None:
    clock = Hand()
    gates = Gates(share=10, now=clock)
    fail(gates, TROUBLES_UNTIL_SICK + 3)
    gates.enter("erp")
    gates.hear("erp", troubled=False)
    gates.leave("erp")
    assert gates.free("erp") == 10
    assert gates.room() == {}
    assert gates.sick() == []


def test_a_try_that_says_nothing_of_the_endpoint_changes_nothing() -> None:
    gates = Gates(share=10)
    fail(gates, TROUBLES_UNTIL_SICK)
    gates.enter("erp")
    gates.hear("erp", troubled=None)
    gates.leave("erp")
    assert gates.free("erp") == 0
