"""`dojang database rebuild`: the embedded database, moved into a fresh cluster of its own making."""

import click

from dojang.cli.server.database import NoDatabase
from dojang.cli.server.supervisor import Stopped, stop_on_signals
from dojang.cli.terminal import counted
from dojang.config import environment
from dojang.lib.errors import DojangError
from dojang.lib.postgres.rebuild import rebuild as move
from dojang.lib.postgres.server import Postgres, knows_letters


class NotEmbedded(DojangError):
    code = "not_embedded"
    message = "DATABASE_URL names a server of your own. Only the database in a data folder can be rebuilt."


@click.group()
def database_group() -> None:
    """The database in the data folder."""


@database_group.command()
@click.option("--again", is_flag=True, help="Also when the database is already as this version makes it.")
def rebuild(again: bool) -> None:
    """Move the database into a fresh one.

    The fresh one is made beside it, compared with it, and put in its place.
    A database of an older Dojang does not know Korean and Japanese letters; a rebuilt one does. The old one is kept until you
    remove it. Dojang must not run on the data folder meanwhile. An interruption changes nothing.
    """
    found = environment.read()
    if found.database_url:
        raise NotEmbedded
    if not (found.data / "postgres").exists():
        raise NoDatabase(found.data)
    stop_on_signals()
    try:
        if not again and _is_current(found):
            click.echo("The database is already as this version makes it. Nothing was done.")
            return
        done = move(found.data, click.echo)
    except Stopped:
        raise click.ClickException("Stopped. The database is where it was.") from None
    click.echo(
        f"Moved {counted(done.rows, 'row')} in {counted(done.tables, 'table')}. The old database is kept in {done.kept}."
    )
    click.echo("Start Dojang, and remove that folder once you have seen that all is well.")


def _is_current(found: environment.Environment) -> bool:
    with Postgres(found.data) as postgres:
        return knows_letters(postgres.url)
