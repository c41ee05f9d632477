"""Forgetting what messages of a deleted contract said, and to whom."""

import re

from django.db.models import Q

from dojang.contracts.models import Contract
from dojang.lib.texts import Language
from dojang.notifications.alerts.texts import CONTRACT
from dojang.notifications.models import Message

State = Message.State


def forget(contract: Contract) -> bool:
    """Erase every message but those about to be sent; whether there are none of these.

    One that waits for a provider will not be sent any more: there is nobody left whom it concerns.
    """
    messages = Message.objects.filter(Q(contract=contract) | _naming(contract))
    # Asked first: what leaves the queue meanwhile is erased now or the next time, but never overlooked.
    nothing_queued = not messages.filter(state=State.QUEUED).exists()
    messages.filter(state=State.WAITING).update(state=State.ERASED)
    messages.exclude(state=State.QUEUED).update(address="", name="", subject="", text="", html="", answer="")
    return nothing_queued


def _naming(contract: Contract) -> Q:
    """A company's messages that name the contract among others."""
    names = "|".join(re.escape(CONTRACT.of(each, number=contract.pk, title="").strip()) for each in Language)
    return Q(company=contract.company_id, text__regex=rf"(^|\D)({names})")
