"""The worker: it runs the jobs, logs every job that raises, and shows that it is alive."""

import asyncio
from typing import Any

import structlog
from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DEFAULT_QUEUE
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

import dojang.flow.jobs  # noqa: F401 — which says what the jobs are
from dojang.flow import seal_retries
from dojang.flow.presence import HEARTBEAT, SILENCE, Presence
from dojang.flow.queue import INTAKE
from dojang.lib.postgres.pooler import is_pooled

log = structlog.get_logger(__name__)
_JOBS, _INTAKES = 4, 2  # at once; a child that takes in a file may need more than a gigabyte


def run(*, until_idle: bool = False) -> None:
    """Run jobs until this process is asked to end, or with `until_idle` until none is due. Call it from the main thread."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 — what its Django integration always makes
    seal_retries.try_again_now(after_deaths=False)
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work(until_idle=until_idle, pooled=is_pooled(settings.DATABASE_URL)))


async def _work(*, until_idle: bool, pooled: bool) -> None:
    async with app.open_async(), asyncio.TaskGroup() as beside:
        intake = beside.create_task(_run([INTAKE], _INTAKES, until_idle=until_idle, pooled=pooled, leads=False))
        await _run([DEFAULT_QUEUE], _JOBS, until_idle=until_idle, pooled=pooled, leads=True)
        if not until_idle:
            intake.cancel()


async def _run(queues: list[str], concurrency: int, *, until_idle: bool, pooled: bool, leads: bool) -> None:
    """A worker for these queues. The one that leads hears of signals."""
    async with Presence() as presence:
        await app.run_worker_async(
            queues=queues,
            wait=not until_idle,
            concurrency=concurrency,
            install_signal_handlers=leads,
            listen_notify=not pooled,  # a pooler passes no notifications
            # A job that is tried again, or that a dead worker left, is not notified either: a signer may wait for its seal.
            fetch_job_polling_interval=0.5 if pooled else 1.0,
            shutdown_graceful_timeout=8 if leads else 1,  # an intake is broken off, and another worker starts it again
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=SILENCE,
            # What was done is in the contracts' history, what failed in the log. A periodic job that fails each minute must not fill
            # the database; what another one was to do is asked for again by `look_after`.
            delete_jobs="always",
            worker_middleware=[_logged] if pooled else [_logged, presence.shown],
        )


async def _logged(run_job: AsyncCallNext, context: JobContext, _worker: Worker) -> Any:
    """Procrastinate logs a failed job only when it is not tried again, and by a logger that may be silenced."""
    try:
        return await run_job()
    except Exception:
        job = context.job
        log.exception("a job failed", task=job.task_name, args=job.task_kwargs, job=job.id, attempt=job.attempts + 1)
        raise
