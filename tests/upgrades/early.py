"""Databases as earlier commits made them, each with the migrations that it believes to have applied."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo

_STEPS = Path(__file__).with_name("steps.sql")
_NEWER_ROOMS = re.compile(r"\b(?:TABLE|ON) (?:export|bulk)_")
_LATER = {"contracts": ["0002_events_are_append_only"]}


@cache
def steps() -> dict[str, tuple[list[str], str]]:
    """For each commit that changed migrations, oldest first: the rooms that it added, and its statements."""
    parts = re.split(r"^-- step (\w+)(.*)$", _STEPS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        commit: (rooms.split(), statements)
        for commit, rooms, statements in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


def build(into: psycopg.Connection, until: str, *, kept_since_the_first: bool = False) -> None:
    """Make what the migrations made at the commit `until`.

    With `kept_since_the_first`, the database is one of the first commit that went through all others: it got the tables of
    the rooms that came later, and no change of those that were there.
    """
    for number, (commit, (rooms, statements)) in enumerate(steps().items()):
        if number and kept_since_the_first:
            statements = _only_newer(statements) if rooms else ""
        into.execute(statements.encode() or b"SELECT")
        for room in rooms:
            _note_applied(into, room)
        if commit == until:
            return


def _only_newer(statements: str) -> str:
    return "\n".join(
        one for one in re.split(r"(?<=;)\n", statements) if _NEWER_ROOMS.search(one.strip().split("\n")[0])
    )


def _note_applied(into: psycopg.Connection, room: str) -> None:
    for name in ["0001_initial", *_LATER.get(room, [])]:
        into.execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", [room, name])


def connect(database: str) -> psycopg.Connection:
    """A connection of our own to this database of the tests' server."""
    return psycopg.connect(make_conninfo(settings.DATABASE_URL, dbname=database), autocommit=True)


@contextmanager
def django_uses(database: str) -> Iterator[None]:
    """Within the block Django works on this database."""
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def migrate(*room: str) -> None:
    """Bring the database that Django uses up to date, or one room of it."""
    call_command("migrate", *room, verbosity=0, interactive=False)


def repair() -> None:
    """Bring the database that Django uses to where early databases are repaired, and no further."""
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.nodes if node[1].endswith("_repair_early_databases")])
