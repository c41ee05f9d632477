"""An endpoint that never answers gets its share and no more, and no other endpoint is affected."""

from time import monotonic

from dojang.exports.tests import world
from tests.torture import account
from tests.torture.acts import Mass
from tests.torture.dispatching import Habits
from tests.torture.ground import Ground, Receiver, wait_until
from tests.torture.receiver import HOSTS, POLITE, Manners
from tests.torture.report import Outcome

_DEAD, *_LIVELY = HOSTS


def hanging(
    ground: Ground, *, dead: int, rounds: int, load: int, habits: Habits, patience: float, within: float | None = None
) -> Outcome:
    """So many contracts whose endpoint hangs; beside them, in rounds, `load` exports to endpoints that answer."""
    began, company, share = monotonic(), world.company("hanging"), habits.pace.per_endpoint
    with ground.receiver() as receiver:
        stuck = Mass(company, [receiver.url(_DEAD)], dead)
        lively = Mass(company, [receiver.url(host) for host in _LIVELY], load)
        stuck.plan(stuck.contracts, each=1)
        with ground.dispatchers(1, habits):
            wait_until(lambda: receiver.behave(POLITE, at_1=Manners(hangs=True)) >= share)
            waits = [_wait_of_others(receiver, lively, patience) for _ in range(rounds)]
        receiver.behave(POLITE)
        with ground.dispatchers(1, habits):
            ground.drain(company.pk, 60)
        book = receiver.book()
    most, slowest = book.most_at_once(_DEAD), max(waits)
    disturbed = slowest > (patience if within is None else within)
    return Outcome(
        scenario="a hanging endpoint",
        size=f"{dead} hang, {sum(lively.committed.values())} beside them",
        seconds=monotonic() - began,
        account=account.take(ground.conninfo, company.pk, book, stuck.committed + lively.committed),
        broken=[f"{most} at once where {share} are allowed"] * (most > share)
        + [f"others waited {slowest:.1f} s"] * disturbed,
        notes=f"at most {most} of {share} in flight; others waited at most {slowest:.2f} s",
    )


def _wait_of_others(receiver: Receiver, lively: Mass, patience: float) -> float:
    """Seconds until each endpoint that answers has an export that is planned now."""
    lively.plan(lively.contracts, each=1)
    start, due = monotonic(), len(lively.contracts) * max(lively.committed.values())
    try:
        wait_until(lambda: sum(one.host != _DEAD for one in receiver.book().arrivals) >= due, patience)
    except TimeoutError:
        return float("inf")
    return monotonic() - start
