"""Forgetting what messages of a deleted contract said, and to whom."""

from dojang.contracts.models import Contract
from dojang.notifications.models import Message

State = Message.State


def forget(contract: Contract) -> bool:
    """Erase every message but those about to be sent; whether there are none of these.

    One that waits for a provider will not be sent any more: there is nobody left whom it concerns.
    """
    messages = Message.objects.filter(contract=contract)
    # Asked first: what leaves the queue meanwhile is erased now or the next time, but never overlooked.
    nothing_queued = not messages.filter(state=State.QUEUED).exists()
    messages.filter(state=State.WAITING).update(state=State.ERASED)
    messages.exclude(state=State.QUEUED).update(address="", name="", subject="", text="", html="", answer="")
    return nothing_queued
