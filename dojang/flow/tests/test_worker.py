"""The worker: what it asks for belongs to its transactions, what raises is logged, and its death is noticed."""

import logging
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.utils import connector_params

from dojang.flow import presence, queue, worker

TASK = "test.task"


@pytest.fixture
def task(transactional_db: None) -> Iterator[Any]:
    """Makes a function the worker's only task."""
    _no_jobs()

    def ask(function: Any) -> None:
        app.task(name=TASK)(function)
        app.configure_task(TASK).defer(number=7)

    yield ask
    app.tasks.pop(TASK, None)
    _no_jobs()


def _no_jobs() -> None:
    # Its tables are not Django's, which empties only its own between such tests.
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")


def doing(heartbeat: int) -> tuple[int, int]:
    """A job that a worker is doing whose last heartbeat was so many seconds ago; both numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [heartbeat],
        )
        worker = int(cursor.fetchone()[0])
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) VALUES ('default', %s, 'doing', %s)"
            " RETURNING id",
            [queue.SEAL, worker],
        )
        return int(cursor.fetchone()[0]), worker


def test_what_a_job_asks_for_is_gone_with_its_transaction(task: Any) -> None:
    def asks_and_fails(number: int) -> None:
        with transaction.atomic():
            queue.seal(number)
            raise ValueError

    task(asks_and_fails)
    worker.run(until_idle=True)
    assert not ProcrastinateJob.objects.filter(task_name=queue.SEAL).exists()


def test_a_job_that_raises_is_logged_whatever_is_heard_of_procrastinate(
    task: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(number: int) -> None:
        raise ValueError(f"not {number}")

    task(fails)
    caplog.set_level(logging.CRITICAL, "procrastinate")
    caplog.handler.setLevel(logging.ERROR)
    worker.run(until_idle=True)
    (told,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert isinstance(told.msg, dict)
    assert (told.msg["task"], told.msg["args"], told.msg["attempt"]) == (TASK, {"number": 7}, 1)
    assert "ValueError: not 7" in caplog.text
    assert not ProcrastinateJob.objects.exists(), "a job that fails each minute would fill the database"


@pytest.mark.django_db
@pytest.mark.parametrize(("heartbeat", "is_left"), [(presence.PAUSE - 1, False), (presence.PAUSE + 1, True)])
def test_a_worker_that_is_silent_and_holds_no_lock_is_soon_dead(heartbeat: int, is_left: bool) -> None:
    job, _ = doing(heartbeat)
    assert [left.job for left in presence.left_jobs()] == ([job] if is_left else [])


@pytest.mark.django_db
@pytest.mark.parametrize(("heartbeat", "is_left"), [(presence.SILENCE - 1, False), (presence.SILENCE + 1, True)])
def test_a_worker_whose_session_lives_may_be_silent_for_longer(heartbeat: int, is_left: bool) -> None:
    job, worker = doing(heartbeat)
    with psycopg.connect(**connector_params()) as session:
        session.execute("SELECT pg_advisory_lock(%s, %s)", [presence._LOCK_CLASS, worker])
        assert [left.job for left in presence.left_jobs()] == ([job] if is_left else [])


def test_a_worker_at_work_holds_its_lock(task: Any) -> None:
    seen = list[object]()

    def looks(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [presence._LOCK_CLASS]
            )
            seen.extend(cursor.fetchall())
            cursor.execute("SELECT worker_id FROM procrastinate_jobs WHERE task_name = %s", [TASK])
            seen.extend(cursor.fetchall())

    task(looks)
    worker.run(until_idle=True)
    held, number = seen
    assert held == number
