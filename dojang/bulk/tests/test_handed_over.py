"""Two workers and a bulk: when the one that starts its rows has to end, the other one continues."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import connection

from dojang.bulk.models import Bulk, BulkRow
from dojang.companies.models import Company
from dojang.flow.bulk import AT_ONCE, BulkRowOrder, enqueue
from tests import factories

LANES = 2  # of a worker process: templates are taken in beside all other jobs
ROWS, PATIENCE = 100 * AT_ONCE, 120  # more than one worker starts before it ends


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {"DATABASE_URL": database}
    with subprocess.Popen([sys.executable, "-m", "dojang", "worker"], env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, Counter(map(str, BulkRow.objects.values_list("state", "tries", "error")))
        time.sleep(0.05)


def workers() -> list[int]:
    """One for each lane of each process."""
    return _numbers("select id from procrastinate_workers")


def at_work() -> list[int]:
    return _numbers("select worker_id from procrastinate_jobs where task_name = 'bulk.start' and status = 'doing'")


def _numbers(statement: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [number for (number,) in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_leaves_when_it_is_stopped_another_starts() -> None:
    company = factories.company()
    kim, template = factories.member(company), factories.template(company)
    started = BulkRow.objects.filter(state=BulkRow.State.STARTED)
    with worker() as one:
        wait_until(lambda: len(workers()) == LANES)
        own = workers()
        with worker() as other:
            wait_until(lambda: len(workers()) == 2 * LANES)
            enqueue(company, kim, template, [BulkRowOrder(order=factories.order(company))] * ROWS)
            wait_until(started.exists)
            busy = one if set(at_work()) <= set(own) else other
            busy.send_signal(signal.SIGTERM)
            assert busy.wait(PATIENCE) == 0
            assert started.count() < ROWS, "it was done before it was stopped"
            wait_until(lambda: Bulk.objects.exclude(finished_at=None).exists())
    contracts = Counter(started.values_list("contract", flat=True))
    assert (len(contracts), set(contracts.values())) == (ROWS, {1})
    assert Company.objects.get().usage == ROWS
