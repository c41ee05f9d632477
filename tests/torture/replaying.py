"""After an outage that parked everything, one command brings it all in order."""

from dataclasses import replace
from time import monotonic

from click.testing import CliRunner

from dojang.cli.main import cli
from dojang.exports.models import ExportStream
from dojang.exports.tests import world
from dojang.lib import clock
from tests.torture import account
from tests.torture.acts import Mass
from tests.torture.book import Book
from tests.torture.dispatching import HURRIED, Habits
from tests.torture.ground import Ground
from tests.torture.receiver import HOSTS, POLITE, Manners
from tests.torture.report import Outcome

_SOON_PARKED = Habits(pace=replace(HURRIED.pace, schedule=(0.02, 0.02)))
_BEFORE = 2  # exports of each contract that had arrived when the outage started, and arrive once more


def replaying(ground: Ground, *, contracts: int, each: int, patience: float) -> Outcome:
    """Contracts with `each` exports parked; `dojang exports replay` sends those and what had arrived before."""
    began, since, company = monotonic(), clock.now(), world.company("replaying")
    with ground.receiver() as receiver:
        mass = Mass(company, [receiver.url(host) for host in HOSTS], contracts)
        with ground.dispatchers(1, _SOON_PARKED):
            mass.plan(mass.contracts, _BEFORE)
            ground.drain(company.pk, patience)
            receiver.behave(Manners(status=500))
            mass.plan(mass.contracts, each)
            ground.drain(company.pk, patience)
        parked = ExportStream.objects.filter(contract__company=company, state="parked", pending=each).count()
        receiver.behave(POLITE)
        with ground.dispatchers(2, Habits()):
            moment = monotonic()
            said = _dojang("exports", "replay", "--since", since.isoformat(), "--company", company.comp_id, "--yes")
            replayed = monotonic() - moment
            ground.drain(company.pk, patience)
        book = Book(receiver.book().arrivals, replays=[moment])
    again = book.since(moment).taken()
    missing = sum(len(set(range(1, each + _BEFORE + 1)) - again.get(contract, set())) for contract in mass.contracts)
    return Outcome(
        scenario="one command replays what was parked",
        size=f"{parked * each} parked, {contracts * _BEFORE} delivered",
        seconds=monotonic() - began,
        account=account.take(ground.conninfo, company.pk, book, mass.committed),
        broken=[f"only {parked} of {contracts} contracts were parked"] * (parked < contracts)
        + [f"{missing} not replayed"] * (missing > 0),
        notes=f"the command took {replayed:.1f} s and said: {said}",
    )


def _dojang(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    return done.output.strip()
