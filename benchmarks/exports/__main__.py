"""How fast exports are delivered, and how soon. See ../README.md."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from psycopg.conninfo import conninfo_to_dict

from benchmarks.exports.machine import Receiver
from benchmarks.exports.parts import MEASURED, Bench, Side
from benchmarks.exports.results import ROWS, Figure, Runs, table
from benchmarks.world import world

_PRESENT = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"


@click.command()
@click.option(
    "--repeat", default=3, show_default=True, type=click.IntRange(1, 20), help="How often Dojang's parts run."
)
@click.option(
    "--seconds", default=15, show_default=True, type=click.IntRange(2, 120), help="How long paced parts last."
)
@click.option(
    "--peer/--no-peer", default=True, show_default=True, help="Whether Procrastinate does the same beside it."
)
@click.option("--only", type=click.Choice(list(MEASURED)), multiple=True, help="These parts alone.")
def main(repeat: int, seconds: int, peer: bool, only: Sequence[str]) -> None:
    """Measure exports on a throw-away instance."""
    click.echo(f"{os.cpu_count()} cores, PostgreSQL with fsync; load of the machine before: {os.getloadavg()[0]:.1f}")
    parts = only or list(MEASURED)
    with world(2) as port, _benches(port) as (dojang, procrastinate):
        ours = _run(dojang, parts, repeat, seconds)
        theirs = _run(procrastinate, parts, 1, seconds) if peer else {}
    click.echo(f"\n{table(ours, theirs)}")


def _run(bench: Bench, parts: Sequence[str], repeat: int, seconds: float) -> Runs:
    runs: dict[str, list[Figure]] = defaultdict(list)
    for _ in range(repeat):
        click.echo(f"\n{bench.side.name}, load {os.getloadavg()[0]:.1f}")
        for part in parts:
            for key, figure in MEASURED[part](bench, seconds):
                click.echo(f"  {ROWS[key].name:<44}{figure.text}")
                runs[key].append(figure)
    return runs


@contextmanager
def _benches(port: int) -> Iterator[tuple[Bench, Bench]]:
    from benchmarks.exports.ground import Ground  # which needs Django

    ground, receiver = Ground(), Receiver(port)
    cluster = Path(str(conninfo_to_dict(os.environ["DATABASE_URL"])["host"]))
    dojang = Side(
        name="Dojang", module="benchmarks.exports.dispatching", plan=ground.plan, block=ground.plan_blocked, present=_PRESENT,
        contracts=2000, rate=40,
    )  # fmt: skip
    procrastinate = Side(
        name="Procrastinate", module="benchmarks.exports.procrastinating", plan=ground.defer, block=ground.defer_blocked,
        present="SELECT count(*) FROM procrastinate_workers", contracts=100, rate=1,
    )  # fmt: skip
    try:
        yield Bench(dojang, ground, receiver, cluster), Bench(procrastinate, ground, receiver, cluster)
    finally:
        ground.close()
        receiver.process.kill()
        receiver.process.wait()


if __name__ == "__main__":
    main()
