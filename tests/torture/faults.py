"""A fifth of all requests meets a fault, and two dispatchers share the work."""

from time import monotonic

from dojang.exports.tests import world
from tests.torture import account
from tests.torture.acts import Acts, Mass
from tests.torture.dispatching import Habits
from tests.torture.ground import Ground
from tests.torture.receiver import FAULTS, HOSTS, Manners
from tests.torture.report import Outcome

SHARE = 0.2


def faults(ground: Ground, *, contracts: int, each: int, acts: int, habits: Habits, patience: float) -> Outcome:
    """`each` exports of so many contracts, planned in bulk, and while they are delivered so many acts, one by one."""
    began, company = monotonic(), world.company("faults")
    with ground.receiver(Manners(faults=SHARE)) as receiver:
        urls = [receiver.url(host) for host in HOSTS]
        mass, signers = Mass(company, urls, contracts), Acts(company, urls, contracts=3)
        mass.plan(mass.contracts, each)
        start = monotonic()
        with ground.dispatchers(2, habits):
            signers.act(acts)
            ground.drain(company.pk, patience)
        sending, book = monotonic() - start, receiver.book()
    taken = account.take(ground.conninfo, company.pk, book, mass.committed + signers.committed)
    met = sum(one.answer in FAULTS for one in book.arrivals)
    return Outcome(
        scenario="faults, two dispatchers",
        size=f"{taken.planned} deliveries, {acts} of them acts",
        seconds=monotonic() - began,
        account=taken,
        broken=[] if met > taken.planned * SHARE * 0.8 else ["too few faults to show anything"],
        notes=f"{taken.arrived} requests, {met} met a fault, {taken.arrived / sending:.0f} requests/s",
    )
