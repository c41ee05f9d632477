"""kill -9 of the worker that starts a bulk, again and again: every row becomes one contract, and none becomes two."""

import os
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.db import connection

from dojang.bulk.models import BulkRow
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.flow.bulk import AT_ONCE, BulkRowOrder, enqueue
from tests import factories

ROWS, KILLS = 12 * AT_ONCE, 2
_WORK = """
import django
django.setup()
from dojang.flow.bulk import start_waiting_rows
print("at work", flush=True)
start_waiting_rows(lambda: False)
"""


def at_work() -> "subprocess.Popen[str]":
    """A process that starts what waits, as the worker does."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {"DATABASE_URL": database}
    process = subprocess.Popen([sys.executable, "-c", _WORK], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def started() -> int:
    return BulkRow.objects.filter(state=BulkRow.State.STARTED).count()


def wait_for_more_than(rows: int) -> None:
    deadline = time.monotonic() + 60
    while started() <= rows:
        assert time.monotonic() < deadline, Counter(map(str, BulkRow.objects.values_list("state", "tries", "error")))
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_every_row_is_started_once_however_often_the_worker_is_killed() -> None:
    company = factories.company()
    kim, template = factories.member(company), factories.template(company)
    bulk = enqueue(company, kim, template, [BulkRowOrder(order=factories.order(company))] * ROWS)
    for _ in range(KILLS):
        process = at_work()
        wait_for_more_than(started() + 5)
        process.kill()
        process.wait()
    assert started() < ROWS, "the worker was done before it was killed"
    assert at_work().wait(60) == 0
    bulk.refresh_from_db()
    assert bulk.finished_at is not None
    contracts = Counter(BulkRow.objects.values_list("contract", flat=True))
    assert (len(contracts), set(contracts.values())) == (ROWS, {1})
    assert set(contracts) == set(Contract.objects.values_list("pk", flat=True))
    assert Company.objects.get().usage == ROWS
