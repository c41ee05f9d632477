"""People operate exports while they are delivered through faults."""

from contextlib import suppress
from itertools import cycle, islice
from time import monotonic, sleep

from dojang.exports.endpoints import pause, resume
from dojang.exports.errors import NothingToRetry
from dojang.exports.operations import Stuck, retry_all
from dojang.exports.streams import Operator
from dojang.exports.tests import world
from tests.torture import account
from tests.torture.acts import Mass
from tests.torture.dispatching import Habits
from tests.torture.faults import SHARE
from tests.torture.ground import Ground
from tests.torture.receiver import HOSTS, Manners
from tests.torture.report import Outcome

_PAUSE = 0.1  # seconds for which an endpoint is paused


def meddling(ground: Ground, *, contracts: int, each: int, rounds: int, habits: Habits, patience: float) -> Outcome:
    """In each round an endpoint is paused, all that fails is tried again at once, and the endpoint is resumed."""
    began, company = monotonic(), world.company("meddling")
    kim = Operator(company=company, name="Kim")
    with ground.receiver(Manners(faults=SHARE, pause=_PAUSE / 2)) as receiver:
        urls = [receiver.url(host) for host in HOSTS]
        mass = Mass(company, urls, contracts)
        mass.plan(mass.contracts, each)
        with ground.dispatchers(2, habits):
            for url in islice(cycle(urls), rounds):
                pause(kim, url)
                with suppress(NothingToRetry):
                    retry_all(kim, frozenset({Stuck.FAILING}))
                sleep(_PAUSE)
                resume(kim, url)
            ground.drain(company.pk, patience)
        book = receiver.book()
    return Outcome(
        scenario="people pause, resume and retry",
        size=f"{rounds} rounds, {contracts * each} deliveries",
        seconds=monotonic() - began,
        account=account.take(ground.conninfo, company.pk, book, mass.committed),
        notes=f"{len(book.arrivals)} requests",
    )
