"""Asking for a job, in the caller's transaction: it runs only if that commits. The jobs themselves are in `jobs`."""

from procrastinate.contrib.django import app

SEAL, SEND = "contracts.seal", "messages.send"


def seal(contract_id: int) -> None:
    """Have the contract sealed by a worker."""
    app.configure_task(SEAL, lock=f"seal-{contract_id}").defer(contract_id=contract_id)


def send(message_id: int) -> None:
    """Have the message sent by a worker."""
    app.configure_task(SEND).defer(message_id=message_id)
