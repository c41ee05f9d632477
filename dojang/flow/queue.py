"""Asking for a job, in the caller's transaction: it runs only if that commits. The jobs themselves are in `jobs`."""

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from procrastinate.types import JSONValue

from dojang.lib import clock

SEAL, PICTURE, SEND, ERASE = "contracts.seal", "documents.picture", "messages.send", "contracts.erase"
BULK = "bulk.start"
# Whoever waits for a single contract does not wait for those of a bulk: neither for their starts nor for their messages.
_BULK_START, _BULK_MESSAGE = -10, -20
# Not that of Procrastinate's app: within a worker it has connections of its own, which know nothing of our transaction.
_manager = JobManager(DjangoConnector())


def seal(contract_id: int) -> None:
    """Have the contract sealed by a worker."""
    configure_task(name=SEAL, job_manager=_manager, lock=f"seal-{contract_id}").defer(contract_id=contract_id)


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


def erase(contract_id: int) -> None:
    """Have erased what a deleted contract still holds of its people."""
    configure_task(name=ERASE, job_manager=_manager, lock=f"erase-{contract_id}").defer(contract_id=contract_id)


def again(job: int) -> None:
    """Have a job done that a dead worker was doing. Raises `ConnectorException` when it is not that worker's any longer."""
    with transaction.atomic():
        _manager.retry_job_by_id(job, retry_at=clock.now())
