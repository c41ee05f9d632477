"""How a worker shows that it is alive, so that its jobs go to another one soon after it died, and never before.

It writes a heartbeat, and its session in the database holds a lock under its number. The lock ends with the process, and a
heartbeat may be late while a large document keeps the process busy: dead at once is a worker that shows neither.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Self

import psycopg
import structlog
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django.utils import connector_params
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

log = structlog.get_logger(__name__)

# Seconds: between heartbeats; without one for a worker that holds no lock; without one for a worker whose machine may be gone.
HEARTBEAT, PAUSE, SILENCE = 2, 8, 20
_PATIENCE = 5  # seconds for the session, which a job waits for
_LOCK_CLASS = 0x646A776B  # any number, as long as all workers share it
_SESSION: dict[str, Any] = {
    "autocommit": True, "application_name": "dojang worker", "connect_timeout": 5, "keepalives_idle": 5,
    "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 15_000,
}  # fmt: skip
_LEFT_BEHIND = """
SELECT job.id, job.task_name, (job.args->>'contract_id')::bigint, job.attempts + 1
  FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
 WHERE job.status = 'doing'
   AND (worker.id IS NULL
        OR worker.last_heartbeat < now() - make_interval(secs => %(silence)s)
        OR worker.last_heartbeat < now() - make_interval(secs => %(pause)s) AND NOT EXISTS (
             SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %(class)s AND objid::bigint = worker.id AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))
 ORDER BY job.id
"""


class Presence:
    """One worker's session that holds its lock."""

    def __init__(self) -> None:
        self._session: psycopg.AsyncConnection | None = None
        self._alone = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def shown(self, run_job: AsyncCallNext, _context: JobContext, worker: Worker) -> Any:
        """Before each job make sure of the lock: the session may have ended with the database."""
        async with self._alone:
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._hold(worker.worker_id)
            except (psycopg.Error, TimeoutError) as error:
                # The heartbeat remains, and the job is as well done without.
                log.warning("the worker cannot show its presence", error=repr(error))
                self._session = None
        return await run_job()

    async def _hold(self, number: int | None) -> None:
        if self._session is not None and await _lives(self._session):
            return
        self._session = await psycopg.AsyncConnection.connect(**connector_params() | _SESSION)
        # Not waited for: only our own earlier session can hold it, until the server notices its end.
        await self._session.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_CLASS, number])


async def _lives(session: psycopg.AsyncConnection) -> bool:
    try:
        await session.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


@dataclass(frozen=True)
class LeftJob:
    """A job that a worker was doing when it died, in the order of the columns; `deaths` counts how often that has happened."""

    job: int
    task: str
    contract: int | None
    deaths: int


def left_jobs() -> list[LeftJob]:
    """The jobs that dead workers were doing."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_BEHIND, {"silence": SILENCE, "pause": PAUSE, "class": _LOCK_CLASS})
        return [LeftJob(*row) for row in cursor.fetchall()]
