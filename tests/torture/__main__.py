"""`make torture`: every scenario at length, in throw-away instances whose PostgreSQL waits for the disk."""

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from time import monotonic

import click
import psycopg

from dojang.cli.server.database import prepare
from dojang.cli.server.supervisor import Stopped, stop_on_signals
from dojang.config import environment
from dojang.lib.postgres.server import Postgres
from tests.torture.account import Account
from tests.torture.ground import Ground
from tests.torture.report import HEAD, Outcome

Scenario = Callable[[Ground], Outcome]
NAMES = ("rollbacks", "orphans", "hanging", "duel", "thrown-out", "replay", "meddling", "faults", "kills")
_EACH_SECOND = (1.0,) * 300


@click.command()
@click.option("--size", default=1.0, show_default=True, help="The share of its full size that each scenario has.")
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
def main(size: float, names: tuple[str, ...]) -> None:
    """Run the scenarios called NAMES, or all."""
    logging.disable(logging.INFO)
    stop_on_signals()
    click.echo(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, PostgreSQL with fsync\n{HEAD}")
    with tempfile.TemporaryDirectory(prefix="dojang-torture-") as folder, _ground(Path(folder) / "exports") as ground:
        scenarios = _scenarios(size, Path(folder))
        outcomes = [_run(name, scenarios[name], ground) for name in names or NAMES]
    click.echo("\n".join(["", HEAD, *(outcome.row() for outcome in outcomes)]))
    sys.exit(any(outcome.faults for outcome in outcomes))


def _run(name: str, scenario: Scenario, ground: Ground) -> Outcome:
    began = monotonic()
    try:
        outcome = scenario(ground)
    except (AssertionError, TimeoutError, OSError, psycopg.Error) as error:
        # The others are still worth running.
        traceback.print_exc()
        broken, nothing = [f"ended by {error!r}"], Account(planned=0, arrived=0)
        outcome = Outcome(scenario=name, size="", seconds=monotonic() - began, account=nothing, broken=broken)
    click.echo(f"{outcome.row()}\n    {outcome.notes}")
    return outcome


def _scenarios(size: float, folder: Path) -> dict[str, Scenario]:
    # Imported only now that Django knows its database.
    from dojang.exports.dispatch.dispatcher import DispatcherOptions
    from tests.torture.dispatching import HURRIED, Habits
    from tests.torture.faults import faults
    from tests.torture.hanging import hanging
    from tests.torture.killed_dispatchers import duel, orphans, thrown_out
    from tests.torture.kills import VICTIMS, kills
    from tests.torture.meddling import meddling
    from tests.torture.parts import apart
    from tests.torture.replaying import replaying
    from tests.torture.rollbacks import rollbacks

    def many(full: int) -> int:
        return max(1, round(full * size))

    def killed(_ground: Ground) -> Outcome:
        with apart(folder / "kills") as parts:
            return kills(parts, victims=list(islice(cycle(VICTIMS), many(210))), people=12, acts_between=2)

    return {
        "rollbacks": lambda ground: rollbacks(ground, transactions=many(10_000), contracts=10),
        # One company has at most two thirds of a dispatcher's 200 places.
        "orphans": lambda ground: orphans(ground, contracts=130, within=2.0),
        "hanging": lambda ground: hanging(
            ground,
            dead=300,
            rounds=many(60),
            load=400,
            habits=Habits(pace=DispatcherOptions(schedule=_EACH_SECOND)),
            patience=60,
            within=5,
        ),
        "duel": lambda ground: duel(ground, kills=many(60), contracts=60, patience=300),
        "thrown-out": lambda ground: thrown_out(ground, times=many(60), contracts=60, patience=300),
        "replay": lambda ground: replaying(ground, contracts=many(1_000), each=10, patience=300),
        "meddling": lambda ground: meddling(
            ground, contracts=many(1_000), each=20, rounds=many(100), habits=HURRIED, patience=300
        ),
        "faults": lambda ground: faults(
            ground, contracts=many(5_000), each=20, acts=many(2_000), habits=HURRIED, patience=600
        ),
        "kills": killed,
    }


@contextmanager
def _ground(data: Path) -> Iterator[Ground]:
    # What the operator's shell says must not reach the instance.
    for name in [name for name in os.environ if name.startswith(("DOJANG_", "DATABASE_"))]:
        del os.environ[name]
    os.environ |= {"DJANGO_SETTINGS_MODULE": "dojang.config.settings", "DOJANG_DATA": str(data)}
    with Postgres(data) as postgres:
        os.environ["DATABASE_URL"] = postgres.url
        prepare(environment.read())
        yield Ground(postgres.url)
        from django.db import connections

        # The server waits for everybody to leave before it ends.
        connections.close_all()
        connections["default"].close_pool()  # type: ignore[attr-defined]


if __name__ == "__main__":
    try:
        main()
    except Stopped:
        sys.exit("ended before its end")
