"""The background's caretakers: what is due, what was lost, and what a dead worker left behind."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from dojang.companies import rate_limits
from dojang.companies.callers import Scope
from dojang.companies.models import AccessToken, Company, IdempotentResponse, RateLimitBucket
from dojang.companies.rate_limits import RateLimit
from dojang.companies.tokens import issue
from dojang.contracts.models import Contract, Signer
from dojang.exports.models import ExportStream
from dojang.exports.order import ExportOrder
from dojang.flow import jobs, queue, start
from dojang.flow.tests.test_acts import acme, approve, enter_step
from dojang.lib import clock
from dojang.notifications.models import Message
from tests import factories

__all__ = ["acme"]
Status = Contract.Status
TO_ERP = ExportOrder(url="https://erp.example/hook", scope="ALL")


def begin(company: Company, **given: Any) -> Contract:
    return start.start(factories.order(company, **given)).contract


def waiting(task: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=task, status="todo").count()


def test_what_is_past_its_deadline_is_canceled(acme: Company) -> None:
    yesterday = clock.now() - timedelta(days=1)
    contracts = [begin(acme, expires_at=yesterday), begin(acme)]
    jobs.expire_contracts(0)
    assert [Contract.objects.get(pk=one.pk).status for one in contracts] == [Status.CANCELED, Status.PLAYING]


def test_one_contract_that_cannot_expire_does_not_keep_the_others_from_it(acme: Company) -> None:
    yesterday = clock.now() - timedelta(days=1)
    broken, sound = (begin(acme, expires_at=yesterday, export=TO_ERP) for _ in range(2))
    ExportStream.objects.filter(contract=broken).delete()
    with pytest.raises(ExportStream.DoesNotExist):
        jobs.expire_contracts(0)
    assert Contract.objects.get(pk=sound.pk).status == Status.CANCELED


def test_a_seal_that_was_lost_is_asked_for_again_once(acme: Company) -> None:
    contract = begin(acme)
    approve(enter_step(contract, 1))
    approve(enter_step(contract, 2))
    Signer.objects.update(acted_at=clock.now() - timedelta(hours=3))
    ProcrastinateJob.objects.filter(task_name=queue.SEAL).delete()
    for _ in range(3):
        jobs.look_after(0)
    assert waiting(queue.SEAL) == 1


def test_a_message_that_was_lost_is_asked_for_again_once(acme: Company) -> None:
    begin(acme)
    Message.objects.update(planned_at=clock.now() - timedelta(hours=3))
    ProcrastinateJob.objects.filter(task_name=queue.SEND).delete()
    for _ in range(3):
        jobs.look_after(0)
    assert waiting(queue.SEND) == 1


def leave(task: str, status: str, queueing_lock: str | None) -> int:
    """A job as a worker that died, or none at all, left it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock) VALUES ('default', %s, %s, %s) RETURNING id",
            [task, status, queueing_lock],
        )
        return int(cursor.fetchone()[0])


def test_a_job_that_cannot_go_on_does_not_keep_the_others_of_a_dead_worker(transactional_db: None) -> None:
    leave("contracts.expire", "doing", "contracts.expire")
    leave("contracts.expire", "todo", "contracts.expire")
    lost = leave(queue.SEAL, "doing", None)
    jobs.recover_jobs(0)
    assert ProcrastinateJob.objects.get(pk=lost).status == "todo"


# What is remembered for a while only


@pytest.mark.django_db
def test_what_was_remembered_of_calls_is_removed_when_its_time_is_over() -> None:
    company = factories.company("acme")
    issue(factories.member(company), "Billing", [Scope.CONTRACTS_READ], days=1)
    rate_limits.take(RateLimit("test", 1, timedelta(minutes=1)), "Kim")
    IdempotentResponse.objects.create(company=company, key="k", request=b"")
    jobs.forget_callers(0)
    assert (AccessToken.objects.count(), RateLimitBucket.objects.count(), IdempotentResponse.objects.count()) == (
        1,
        1,
        1,
    )
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        jobs.forget_callers(0)
    assert (AccessToken.objects.count(), RateLimitBucket.objects.count(), IdempotentResponse.objects.count()) == (
        0,
        0,
        0,
    )
