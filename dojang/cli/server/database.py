"""A database that answers and is up to date, for the commands that need one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dojang.cli import keys
from dojang.cli.server.seal_name import with_seal_name
from dojang.config import environment
from dojang.lib.errors import DojangError, PlainError
from dojang.lib.postgres.address import CLUSTER
from dojang.lib.postgres.server import Postgres, running_url

# Any number, as long as all Dojangs share it.
_MIGRATION_LOCK = 0x646F6A61


class DatabaseUnreachable(PlainError):
    """The database does not answer."""


class DatabaseOutdated(DojangError):
    code = "database_outdated"
    message = "The tables of the database are not those of this version. Bring them up to date: dojang migrate"


class NoDatabase(PlainError):
    """The data folder holds no database."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"There is no database in {data}. Name the folder of your Dojang with --data or DOJANG_DATA. "
            "To start a new one there: dojang up"
        )


@contextmanager
def database(*, new: bool = False) -> Iterator[None]:
    """Within the block Django is set up and the database answers, its tables as this version wants them.

    It is the one of DATABASE_URL, or the data folder's. The latter is started for the block if it does not run. With `new` a folder
    without a database gets one, and a person is asked for the name in the seals. Raises NoDatabase, DatabaseUnreachable,
    DatabaseOutdated.
    """
    found = environment.read()
    if new:
        found = with_seal_name(found)
    elif not found.database_url and not (found.data / CLUSTER).exists():
        raise NoDatabase(found.data)
    with serving(found) as fresh:
        if fresh:
            prepare(found)
        else:
            _require_current()
        try:
            yield
        finally:
            connection.close()


@contextmanager
def serving(found: environment.Environment) -> Iterator[bool]:
    """Within the block the database runs. Yields whether it was started for the block."""
    if found.database_url or running_url(found.data):
        yield False
        return
    with Postgres(found.data):
        yield True


def set_up() -> None:
    """Loads Django with Dojang's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dojang.config.settings")
    django.setup()


def prepare(found: environment.Environment) -> None:
    """Makes the keys and brings the tables up to date. If several machines try at once, one works and the others wait."""
    keys.make(found.data, keys.name_for(found) or keys.UNNAMED)
    set_up()
    _check_connection()
    if not _outdated():
        return
    # A lock of a transaction that stays open meanwhile, because a session's lock does not hold through a pooler.
    with psycopg.connect(settings.DATABASE_URL) as lock:
        lock.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        lock.execute("SELECT pg_advisory_xact_lock(%s)", [_MIGRATION_LOCK])
        call_command("migrate", verbosity=0, interactive=False)


def _require_current() -> None:
    # Another version may run this database. Its operator decides when to migrate.
    set_up()
    _check_connection()
    if _outdated():
        raise DatabaseOutdated


def _check_connection() -> None:
    try:
        # Not through Django's pool, which would try again for long and then not say why.
        psycopg.connect(settings.DATABASE_URL, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(f"The database does not answer: {error}") from None


def _outdated() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
