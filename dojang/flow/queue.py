"""Asking for a job, in the caller's transaction: it runs only if that commits. The jobs themselves are in `jobs`."""

from procrastinate.contrib.django import app

SEAL, PICTURE, SEND, ERASE = "contracts.seal", "documents.picture", "messages.send", "contracts.erase"


def seal(contract_id: int) -> None:
    """Have the contract sealed by a worker."""
    app.configure_task(SEAL, lock=f"seal-{contract_id}").defer(contract_id=contract_id)


def picture(contract_id: int) -> None:
    """Have the pages of the contract's sealed files pictured."""
    app.configure_task(PICTURE).defer(contract_id=contract_id)


def send(message_id: int) -> None:
    """Have the message sent by a worker."""
    app.configure_task(SEND).defer(message_id=message_id)


def erase(contract_id: int) -> None:
    """Have erased what a deleted contract still holds of its people."""
    app.configure_task(ERASE, lock=f"erase-{contract_id}").defer(contract_id=contract_id)
