"""Dispatchers are killed, or lose the database, and others continue with what they were sending."""

from time import monotonic, sleep

from dojang.exports.tests import world
from tests.torture import account
from tests.torture.acts import Mass
from tests.torture.dispatching import Doomed, Habits
from tests.torture.ground import Ground, wait_until
from tests.torture.receiver import HOSTS, POLITE, Manners
from tests.torture.report import Outcome

# Each contract has a little more to send than can be answered in a second, for each kill: so every kill meets some.
_ANSWER_TIME, _EACH = 0.1, 12


def duel(ground: Ground, *, kills: int, contracts: int, patience: float) -> Outcome:
    """Two dispatchers with more to send than they can; every second one of them, in turn, is killed."""
    began, company = monotonic(), world.company("duel")
    with ground.receiver(Manners(pause=_ANSWER_TIME)) as receiver:
        mass = Mass(company, [receiver.url(host) for host in HOSTS], contracts)
        mass.plan(mass.contracts, kills * _EACH)
        with ground.dispatchers(2, Habits()) as pair:
            for kill in range(kills):
                sleep(1)
                pair[kill % 2].kill()
                pair[kill % 2] = Doomed(ground.conninfo, Habits())
            ground.drain(company.pk, patience)
        book = receiver.book()
    taken = account.take(ground.conninfo, company.pk, book, mass.committed)
    return Outcome(
        scenario="one of two dispatchers killed each second",
        size=f"{kills} kills, {taken.planned} deliveries",
        seconds=monotonic() - began,
        account=taken,
        broken=[] if taken.duplicates["crash"] else ["no kill has met a delivery"],
        notes=f"{taken.arrived} requests",
    )


def thrown_out(ground: Ground, *, times: int, contracts: int, patience: float) -> Outcome:
    """Two dispatchers with more to send than they can; every half second the database throws one of them out."""
    began, company = monotonic(), world.company("thrown-out")
    with ground.receiver(Manners(pause=_ANSWER_TIME)) as receiver:
        mass = Mass(company, [receiver.url(host) for host in HOSTS], contracts)
        mass.plan(mass.contracts, times * _EACH // 2)
        with ground.dispatchers(2, Habits()):
            moments = [_thrown_out_one(ground) for _ in range(times)]
            ground.drain(company.pk, patience)
        book = receiver.book()
    taken = account.take(ground.conninfo, company.pk, book, mass.committed, moments)
    return Outcome(
        scenario="dispatchers lose the database",
        size=f"{times} times, {taken.planned} deliveries",
        seconds=monotonic() - began,
        account=taken,
        broken=[] if taken.duplicates["crash"] else ["nothing was under way"],
        notes=f"{taken.arrived} requests",
    )


def _thrown_out_one(ground: Ground) -> float:
    """Half a second later, one is out; the moment."""
    sleep(0.5)
    moment = monotonic()
    ground.throw_out_one()
    return moment


def orphans(ground: Ground, *, contracts: int, within: float | None = None) -> Outcome:
    """One dispatcher dies with all its deliveries under way; how soon another sends them."""
    began, company = monotonic(), world.company("orphans")
    hanging = Manners(hangs=True)
    with ground.receiver(hanging) as receiver:
        mass = Mass(company, [receiver.url(host) for host in HOSTS], contracts)
        mass.plan(mass.contracts, each=1)
        with ground.dispatchers(1, Habits()) as first:
            wait_until(lambda: receiver.behave(hanging) == contracts)
            with ground.dispatchers(1, Habits()):
                receiver.behave(POLITE)
                killed = monotonic()
                first[0].kill()
                ground.drain(company.pk, 20)
        book = receiver.book()
    taken = account.take(ground.conninfo, company.pk, book, mass.committed)
    back = max((one.began - killed for one in book.since(killed).arrivals), default=float("inf"))
    return Outcome(
        scenario="orphans of a killed dispatcher",
        size=f"{contracts} in flight",
        seconds=monotonic() - began,
        account=taken,
        broken=[f"back after {back:.1f} s"] if within is not None and back > within else [],
        notes=f"the last was back after {back:.2f} s",
    )
