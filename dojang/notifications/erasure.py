"""Erases the content and recipients of a deleted contract's messages."""

import re

from django.db.models import Q

from dojang.contracts.models import Contract
from dojang.lib.texts import Language
from dojang.notifications.alerts.texts import CONTRACT
from dojang.notifications.models import Message

State = Message.State


def forget(contract: Contract) -> bool:
    """Erase every message except those about to be sent. True if there are none of these.

    A message that waits for a provider is erased too: the people it was for are gone.
    """
    # A company's messages may name the contract among others.
    names = "|".join(re.escape(CONTRACT.of(each, number=contract.pk, title="").strip()) for each in Language)
    naming = Q(company=contract.company_id, text__regex=rf"(^|\D)({names})")
    messages = Message.objects.filter(Q(contract=contract) | naming)
    # Asked first: a message that leaves the queue meanwhile is erased now or the next time, never missed.
    nothing_queued = not messages.filter(state=State.QUEUED).exists()
    messages.filter(state=State.WAITING).update(state=State.ERASED)
    messages.exclude(state=State.QUEUED).update(address="", name="", subject="", text="", html="", answer="")
    return nothing_queued
