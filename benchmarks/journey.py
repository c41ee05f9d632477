"""How long a contract takes from start to seal, and how many go through at once. See README.md beside this file."""

import os

import click

from benchmarks import clients, tables
from benchmarks.world import web_server, world


@click.command()
@click.option("--contracts", default=200, show_default=True, type=click.IntRange(1), help="How many in each part.")
@click.option("--signers", default=2, show_default=True, type=click.IntRange(1, 20), help="How many sign each.")
@click.option("--clients", "count", default=4, show_default=True, type=click.IntRange(1, 64), help="How many at once.")
@click.option("--http/--no-http", default=True, show_default=True, help="Whether to go over HTTP as well.")
def main(contracts: int, signers: int, count: int, http: bool) -> None:
    """Measure start – approve – seal on a throw-away instance."""
    click.echo(
        f"{contracts} contracts, {signers} signers, {count} clients, {os.cpu_count()} cores, PostgreSQL with fsync"
        f"\nload of the machine before: {os.getloadavg()[0]:.1f}"
    )
    with world(signers) as port:
        _conductor(contracts, count)
        _floor(contracts, count)
        if http:
            _browser(contracts, count, port)
    click.echo(f"\n{tables.LITERATURE}")


def _conductor(contracts: int, count: int) -> None:
    result = clients.run("conductor", contracts, count)
    click.echo(f"\nThrough the conductor, start to seal: {tables.speed(result, contracts)}")
    click.echo(tables.phases(result.samples, tables.CONDUCTOR))


def _floor(contracts: int, count: int) -> None:
    result = clients.run("floor", contracts, count)
    click.echo("\nThe floor: bare transactions in the same database, as many clients at once")
    click.echo(tables.times(result.samples, tables.FLOOR))


def _browser(contracts: int, count: int, port: int) -> None:
    with web_server(port):
        result = clients.run("browser", contracts, count)
    click.echo(f"\nOver HTTP, start to last approval: {tables.speed(result, contracts)}")
    click.echo(tables.times(result.samples, tables.BROWSER))


if __name__ == "__main__":
    main()
