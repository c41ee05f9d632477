"""What keeps a contract from being sealed: since when, how often it was tried, why, and when it is tried again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from dojang.lib import clock

if TYPE_CHECKING:
    from dojang.contracts.models import Contract

MOST_DETAIL = 500
# After each failed try. Most causes end by themselves in moments; the others wait for a person, who asks for the next try.
_PAUSES = (
    timedelta(seconds=2),
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=6),
)
_USUAL = timedelta(minutes=3)  # longer than any seal takes, and most queues


class SealingFailure(models.Model):
    """Why a contract that everybody has approved has no seal. The row is gone once it is sealed or canceled."""

    class Reason(models.TextChoices):
        TEMPLATE_MISSING = "template-missing"
        TEMPLATE_CHANGED = "template-changed"
        PICTURE_MISSING = "picture-missing"  # one that a signer put into a box
        PICTURE_CHANGED = "picture-changed"
        DOCUMENT = "document"  # its values cannot be drawn into it, or it cannot be sealed
        CERTIFICATE = "certificate"  # it cannot be typeset
        KEY = "key"  # the seal's key or a certificate is missing or unreadable
        FONTS = "fonts"  # they are missing or unreadable
        STORAGE = "storage"  # the files cannot be read or stored
        MEMORY = "memory"
        WORKER = "worker"  # the worker died of it, again and again
        INTERNAL = "internal"

    contract = models.OneToOneField(
        "contracts.Contract", models.CASCADE, primary_key=True, related_name="sealing_failure"
    )
    reason = models.CharField(max_length=16, choices=Reason)  # of the last try
    detail = models.CharField(max_length=MOST_DETAIL, blank=True)  # for the operator: the error's own words
    since = models.DateTimeField(default=clock.now)
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # the company
    operator_told_at = models.DateTimeField(null=True, blank=True)


def note(contract: "Contract", reason: SealingFailure.Reason, detail: str) -> SealingFailure:
    """Count one more failed try of a contract that `access` lent, and decide when the next one is due."""
    failure = of(contract) or SealingFailure(contract=contract)
    failure.reason, failure.detail = reason, detail.replace("\0", "")[:MOST_DETAIL]
    failure.tries += 1
    failure.next_at = clock.now() + _PAUSES[min(failure.tries, len(_PAUSES)) - 1]
    failure.save()
    return failure


def end(contract: "Contract") -> None:
    """The contract is sealed, or nobody wants it sealed any more."""
    SealingFailure.objects.filter(contract=contract).delete()


def of(contract: "Contract") -> SealingFailure | None:
    """Why the contract has no seal yet; None where no try has failed."""
    return getattr(contract, "sealing_failure", None) if contract.status == contract.Status.SEALING else None


def takes_long(contract: "Contract") -> bool:
    """Whether a contract that waits for its seal has failed, or has waited so long that nobody should watch for it."""
    if of(contract) is not None:
        return True
    last: datetime | None = contract.signers.aggregate(at=models.Max("acted_at"))["at"]
    return last is not None and last < clock.now() - _USUAL
