"""Asking for a job, in the caller's transaction: it runs only if that commits. The jobs themselves are in `jobs`."""

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

SEAL, PICTURE, SEND, ERASE = "contracts.seal", "documents.picture", "messages.send", "contracts.erase"
BULK = "bulk.start"
# Whoever waits for a single contract does not wait for those of a bulk: neither for their starts nor for their messages.
_BULK_START, _BULK_MESSAGE = -10, -20


def seal(contract_id: int) -> None:
    """Have the contract sealed by a worker."""
    app.configure_task(SEAL, lock=f"seal-{contract_id}").defer(contract_id=contract_id)


def picture(contract_id: int) -> None:
    """Have the pages of the contract's sealed files pictured."""
    app.configure_task(PICTURE).defer(contract_id=contract_id)


def send(*messages: int, in_bulk: bool = False) -> None:
    """Have the messages sent by a worker, each by a job of its own; those of a bulk after all others."""
    if messages:
        job = app.configure_task(SEND, priority=_BULK_MESSAGE if in_bulk else 0)
        wanted: list[dict[str, JSONValue]] = [{"message_id": message} for message in messages]
        job.batch_defer(*wanted)


def bulk() -> None:
    """Have what waits in bulk started. Only one job at a time does, so that it never takes more than one place of a worker's."""
    app.configure_task(BULK, lock=BULK, priority=_BULK_START).defer()


def erase(contract_id: int) -> None:
    """Have erased what a deleted contract still holds of its people."""
    app.configure_task(ERASE, lock=f"erase-{contract_id}").defer(contract_id=contract_id)
