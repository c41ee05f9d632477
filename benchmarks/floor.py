"""What the database itself takes: bare transactions of plain inserts, through the same driver, without Django. Needs Django set up."""

from functools import cache

import psycopg
from django.conf import settings

from benchmarks.stopwatch import Stopwatch

SIZES = (1, 5, 10, 20, 30)  # inserts in a transaction
ROW = "x" * 500  # bytes, about what an event or a message has


def run(watch: Stopwatch) -> None:
    """One transaction of each size; each is a phase."""
    connection = _connection()
    for size in SIZES:
        with watch.phase(name(size)), connection.transaction():
            for _ in range(size):
                connection.execute("INSERT INTO benchmark_floor (text) VALUES (%s)", [ROW])


def name(size: int) -> str:
    """What the phase is called."""
    return f"{size} insert{'s' if size > 1 else ''}"


@cache
def _connection() -> psycopg.Connection[tuple[object, ...]]:
    connection = psycopg.connect(settings.DATABASE_URL, autocommit=True)
    with connection.transaction():  # two clients that make one table at once fail, IF NOT EXISTS or not
        connection.execute("SELECT pg_advisory_xact_lock(1)")
        connection.execute("CREATE TABLE IF NOT EXISTS benchmark_floor (id bigserial PRIMARY KEY, text text NOT NULL)")
    return connection
