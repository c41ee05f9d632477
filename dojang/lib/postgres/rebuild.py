"""Moves the embedded database into a fresh cluster beside the old one, which is kept."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg.sql import SQL, Identifier

from dojang.lib import clock
from dojang.lib.postgres.programs import PostgresError, programs_for
from dojang.lib.postgres.server import Postgres
from dojang.lib.postgres.swap import build_folder, swap
from dojang.lib.process import dying_with_parent

_SPARE = 200_000_000  # bytes: an empty cluster and its first log
_LOOK = 2.0  # seconds between two reports
_TABLES = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"


class RebuildFailed(PostgresError):
    """The database could not be moved."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Nothing has changed: the database is where it was.")


@dataclass(frozen=True)
class Rebuilt:
    """Where the old cluster is kept, and how many rows in how many tables were moved."""

    kept: Path
    tables: int
    rows: int


def rebuild(data: Path, report: Callable[[str], None], *, fsync: bool = True) -> Rebuilt:
    """Copy the database of the data folder into a fresh cluster, compare both, and put the fresh one in place.

    Until the last moment the old cluster is only read, so an interruption leaves it as it was. No other process can start a server
    on the data folder meanwhile. Raises AlreadyRunning, RebuildFailed, PostgresError.
    """
    with Postgres(data, fsync=fsync, read_only=True) as old:
        _check_space(old)
        fresh = Postgres(data, fsync=fsync, cluster=build_folder(old.cluster).name)
        try:
            with fresh:
                _copy(old, fresh, report)
                counts = _compare(old, fresh)
        except BaseException:
            shutil.rmtree(fresh.cluster, ignore_errors=True)
            raise
        finally:
            fresh.lock.unlink(missing_ok=True)
        old.rest()
        kept = old.cluster.with_name(f"{old.cluster.name}.before-{clock.now():%Y%m%d-%H%M%S}")
        swap(old.cluster, kept)
    return Rebuilt(kept, len(counts), sum(counts.values()))


def _check_space(old: Postgres) -> None:
    needed, free = 2 * _size(old) + _SPARE, shutil.disk_usage(old.data).free
    if free < needed:
        raise RebuildFailed(f"{old.data} has {_megabytes(free)} free; moving the database takes {_megabytes(needed)}.")


def _copy(old: Postgres, fresh: Postgres, report: Callable[[str], None]) -> None:
    log = old.data / "logs" / "rebuild.log"
    with log.open("ab") as problems:
        out = _start("pg_dump", ["--format=custom", "--compress=none", old.url], None, problems)
        into = ["--single-transaction", "--exit-on-error", "--no-owner", f"--dbname={fresh.url}"]
        back = _start("pg_restore", into, out.stdout, problems)
        try:
            if out.stdout is not None:
                out.stdout.close()  # only the other process has it open, so its end is noticed
            _report(back, old, fresh, report)
            failed = back.wait() or out.wait()
        finally:
            out.kill()
            back.kill()
    if failed:
        raise RebuildFailed(f"Copying failed; {log} says why.")
    with psycopg.connect(fresh.url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _start(
    program: str, arguments: list[str], source: IO[bytes] | None, problems: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(programs_for(None) / program), *arguments],
        stdin=source or subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=problems,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        preexec_fn=dying_with_parent(signal.SIGTERM),
    )


def _report(back: subprocess.Popen[bytes], old: Postgres, fresh: Postgres, report: Callable[[str], None]) -> None:
    whole = _megabytes(_size(old))
    report(f"copying {whole}")
    while True:
        try:
            back.wait(_LOOK)
        except subprocess.TimeoutExpired:
            report(f"copied {_megabytes(_size(fresh))} of {whole}")
        else:
            return


def _compare(old: Postgres, fresh: Postgres) -> dict[str, int]:
    """How many rows each table has, the same in both. Raises RebuildFailed."""
    there, here = _counts(old), _counts(fresh)
    different = sorted(table for table in there.keys() | here.keys() if there.get(table) != here.get(table))
    if different:
        raise RebuildFailed(f"These tables do not have as many rows as before: {', '.join(different)}.")
    return here


def _counts(postgres: Postgres) -> dict[str, int]:
    with psycopg.connect(postgres.url) as connection:
        tables = connection.execute(_TABLES).fetchall()
        return {name: _count(connection, schema, name) for schema, name in tables}


def _count(connection: psycopg.Connection, schema: str, table: str) -> int:
    found = connection.execute(SQL("SELECT count(*) FROM {}").format(Identifier(schema, table))).fetchone()
    return int(found[0]) if found else 0


def _size(postgres: Postgres) -> int:
    with psycopg.connect(postgres.url) as connection:
        found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(found[0]) if found else 0


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
