"""What keeps a contract from being sealed: since when, how many attempts, why, and when the next one is due."""

from datetime import datetime, timedelta

from django.db.models import Max

from dojang.contracts.models import Contract, SealingFailure
from dojang.contracts.models.contract import MAX_DETAIL
from dojang.lib import clock

# After each failed attempt. Most causes end by themselves in moments; the others wait for a person, who asks for the next attempt.
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


def note(contract: Contract, reason: SealingFailure.Reason, detail: str) -> SealingFailure:
    """Count one more failed attempt of a contract from `locking`, and decide when the next one is due."""
    failure = of(contract) or SealingFailure(contract=contract)
    failure.reason, failure.detail = reason, detail.replace("\0", "")[:MAX_DETAIL]
    failure.tries += 1
    failure.next_at = clock.now() + _PAUSES[min(failure.tries, len(_PAUSES)) - 1]
    failure.save()
    return failure


def end(contract: Contract) -> None:
    """The contract is sealed, or was canceled."""
    SealingFailure.objects.filter(contract=contract).delete()


def of(contract: Contract) -> SealingFailure | None:
    """Why the contract has no seal yet; None where no attempt has failed."""
    return getattr(contract, "sealing_failure", None) if contract.status == contract.Status.SEALING else None


def takes_long(contract: Contract) -> bool:
    """Whether a contract that waits for its seal has failed, or has waited so long that no person should keep watching."""
    if of(contract) is not None:
        return True
    last: datetime | None = contract.signers.aggregate(at=Max("acted_at"))["at"]
    return last is not None and last < clock.now() - _USUAL
