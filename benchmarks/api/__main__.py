"""How the cost of a call grows with the number of contracts. See ../README.md."""

import os
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click
import psycopg
from psycopg import sql

from benchmarks.api import report
from benchmarks.api.sizes import Side, Size
from benchmarks.stopwatch import Sample
from benchmarks.world import world


def _numbers(_context: object, _option: object, told: str) -> list[int]:
    try:
        sizes = [int(size) for size in told.split(",")]
    except ValueError:
        sizes = []
    if not sizes or min(sizes) < 1000 or any(size % 20 for size in sizes):
        raise click.BadParameter(
            "numbers of contracts, each at least 1000 and a multiple of 20, with commas between them"
        )
    return sizes


@click.command()
@click.option(
    "--sizes", default="1000,100000,1000000", show_default=True, callback=_numbers, help="Contracts in the database."
)
@click.option("--rounds", default=20, show_default=True, type=click.IntRange(1, 1000), help="Turns of each size.")
@click.option("--calls", "each", default=10, show_default=True, type=click.IntRange(1, 1000), help="Calls in a turn.")
@click.option("--plans", type=click.Path(path_type=Path, dir_okay=False), help="A file for the plans of the queries.")
def main(sizes: list[int], rounds: int, each: int, plans: Path | None) -> None:
    """Measure each call with more and more contracts, on a throw-away instance."""
    click.echo(f"{os.cpu_count()} cores, PostgreSQL with fsync; load of the machine before: {os.getloadavg()[0]:.1f}")
    with world(2):
        sides = [Side(size) for size in _filled(sizes)]
        try:
            _measure(sides, rounds, each)
            if plans:
                plans.write_text(report.plans(sides))
                click.echo(f"\nThe plans of the queries are in {plans}.")
        finally:
            for side in sides:
                side.close()


def _filled(sizes: Sequence[int]) -> list[Size]:
    """A database for each size, made from one that has the company and its template."""
    from benchmarks.api.filling import fill  # which need Django
    from benchmarks.api.patterns import make

    furnished = os.environ["DATABASE_URL"]
    patterns = make(furnished)
    _leave()
    made = []
    for total in sizes:
        began, url = time.monotonic(), _copied(furnished, f"contracts_{total}")
        first = fill(url, patterns, total)
        made.append(Size(total, first, url))
        click.echo(f"{total:>9,} contracts made in {time.monotonic() - began:,.0f} s, {_space(url)}")
    return made


def _copied(furnished: str, name: str) -> str:
    split = urlsplit(furnished)
    with psycopg.connect(furnished, dbname="postgres", autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(split.path[1:]))
        )
    return split._replace(path=f"/{name}").geturl()


def _space(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("select pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return str(row and row[0])


def _leave() -> None:
    """A database with connections cannot be copied."""
    from django.db import connections

    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]


def _measure(sides: Sequence[Side], rounds: int, each: int) -> None:
    from benchmarks.api.asking import CALLS
    from benchmarks.api.bare import BARE

    samples: dict[str, dict[int, list[Sample]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(rounds):
        for call in (*CALLS, BARE):
            for side in sides:
                samples[call][side.size.total] += side.measure(call, each)
    click.echo(f"\n{report.growth(samples)}")
    click.echo(f"\n{report.starts(samples)}")


if __name__ == "__main__":
    main()
