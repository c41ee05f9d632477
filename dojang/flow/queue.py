"""Asking for a job, in the caller's transaction: it runs only if that commits. The jobs themselves are in `jobs`."""

from datetime import datetime

from django.db import connection, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DEFAULT_QUEUE, Job
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from procrastinate.types import JSONValue

from dojang.lib import clock

SEAL, PICTURE, SEND, ERASE = "contracts.seal", "documents.picture", "messages.send", "contracts.erase"
BULK, TAKE_IN = "bulk.start", "templates.take-in"
INTAKE = "intake"  # a queue of its own: what takes a minute must not keep seals and messages waiting
# Single contracts come before those that cannot be sealed, and before the starts and messages of a bulk.
_SEAL_AGAIN, _BULK_START, _BULK_MESSAGE = -5, -10, -20
_FORGET = "DELETE FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' AND lock = ANY(%s)"
# Not that of Procrastinate's app: within a worker it has connections of its own, which know nothing of our transaction.
_manager = JobManager(DjangoConnector())


def seal(contract_id: int) -> None:
    """Have the contract sealed by a worker."""
    configure_task(name=SEAL, job_manager=_manager, lock=f"seal-{contract_id}").defer(contract_id=contract_id)


def seal_again(*contracts: int, at: datetime | None = None) -> None:
    """Have contracts that could not be sealed tried again, then or now, in place of any try that they wait for."""
    locks = [f"seal-{contract}" for contract in contracts]
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [SEAL, locks])
    _manager.batch_defer_jobs(
        [
            Job(task_name=SEAL, queue=DEFAULT_QUEUE, lock=lock, queueing_lock=None, priority=_SEAL_AGAIN, scheduled_at=at,
                task_kwargs={"contract_id": contract})
            for contract, lock in zip(contracts, locks, strict=True)
        ]
    )  # fmt: skip


def picture(contract_id: int) -> None:
    """Have the pages of the contract's sealed files pictured."""
    configure_task(name=PICTURE, job_manager=_manager).defer(contract_id=contract_id)


def send(*messages: int, in_bulk: bool = False) -> None:
    """Have the messages sent by a worker, each by a job of its own; those of a bulk after all others."""
    if messages:
        job = configure_task(name=SEND, job_manager=_manager, priority=_BULK_MESSAGE if in_bulk else 0)
        wanted: list[dict[str, JSONValue]] = [{"message_id": message} for message in messages]
        job.batch_defer(*wanted)


def bulk() -> None:
    """Have what waits in bulk started. Only one job at a time does, so that it never takes more than one place of a worker's."""
    configure_task(name=BULK, job_manager=_manager, lock=BULK, priority=_BULK_START).defer()


def take_in(upload_id: int, company_id: int, behind: int = 0) -> None:
    """Have an upload taken in, after `behind` others of its company: its second comes after every other company's first."""
    job = configure_task(
        name=TAKE_IN, job_manager=_manager, queue=INTAKE, lock=f"intake-{company_id}", priority=-behind
    )
    job.defer(upload_id=upload_id)


def erase(contract_id: int) -> None:
    """Have erased what a deleted contract still holds of its people."""
    configure_task(name=ERASE, job_manager=_manager, lock=f"erase-{contract_id}").defer(contract_id=contract_id)


def drop(job: int) -> None:
    """Forget a job that a dead worker was doing, because another one was asked for in its place."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s AND status = 'doing'", [job])


def again(job: int) -> None:
    """Have a job done that a dead worker was doing. Raises `ConnectorException` when it is not that worker's any longer."""
    with transaction.atomic():
        _manager.retry_job_by_id(job, retry_at=clock.now())
