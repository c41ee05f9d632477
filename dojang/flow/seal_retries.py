"""Contracts that everybody has approved and that cannot be sealed: noted, tried again, sealed after all or canceled.

Apart from `sealing`, because the web process asks for another try and does not load the PDF libraries.
"""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.models import Company
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import locking, sealing_failures
from dojang.contracts.models import Contract, SealingFailure
from dojang.contracts.unsealed import stuck
from dojang.flow import queue
from dojang.lib import clock

log = structlog.get_logger(__name__)
Reason = SealingFailure.Reason

# Each try costs a worker as much as a seal does.
ASKED_FOR = RateLimit("reseal", 6, timedelta(minutes=10))
# A worker may die once or twice of something else, such as a power cut or an upgrade.
_DEATHS = 3
_DIED = "The worker process died while it sealed this contract; most often it had no memory left."


def record_failure(contract_id: int, reason: Reason, error: BaseException) -> None:
    """Note that a try has failed, ask for the next one, and log it. Harmless for a contract that is not being sealed any more."""
    failure = _noted(contract_id, reason, f"{type(error).__name__}: {error}")
    if failure is not None:
        log.error("a contract cannot be sealed", **_facts(failure), exc_info=error)


def may_retry(contract_id: int, deaths: int) -> bool:
    """Whether a seal may simply be tried again after its worker died so often in a row; otherwise that is noted as a failure."""
    was_it = SealingFailure.objects.filter(contract=contract_id, reason=Reason.WORKER).exists()
    if deaths < _DEATHS and not was_it:
        return True
    failure = _noted(contract_id, Reason.WORKER, _DIED)
    if failure is not None:
        log.error("a contract cannot be sealed", **_facts(failure))
    return False


def reseal(contract_id: int) -> Contract:
    """Have a contract that waits for its seal tried again now; one that got it meanwhile is complete. Raises `WrongState`."""
    with transaction.atomic():
        contract = locking.approved_by_all(contract_id)
        if contract.status == Contract.Status.SEALING:
            _hurry([contract_id])
    return contract


def reseal_for_company(contract_id: int) -> Contract:
    """The same, as often as a company may ask for it. Raises `WrongState`, `TooManyRequests`."""
    with transaction.atomic():
        rate_limits.take(ASKED_FOR, contract_id)
        return reseal(contract_id)


def try_again_now(company: Company | None = None, *, after_deaths: bool = True) -> int:
    """Have all contracts that could not be sealed, or those of a company, tried again now: their trouble may be over.

    Those of which workers died are left out without `after_deaths`: a worker that just started would die again at once.
    Returns how many there are.
    """
    failures = stuck(company) if after_deaths else stuck(company).exclude(reason=Reason.WORKER)
    contracts = list(failures.order_by("contract").values_list("contract", flat=True))
    with transaction.atomic():
        _hurry(contracts)
    return len(contracts)


def _hurry(contracts: Sequence[int]) -> None:
    SealingFailure.objects.filter(contract__in=contracts).update(next_at=clock.now())
    queue.seal_again(*contracts)


def _noted(contract_id: int, reason: Reason, detail: str) -> SealingFailure | None:
    with transaction.atomic():
        contract = locking.sealing(contract_id)
        if contract is None:
            return None
        failure = sealing_failures.note(contract, reason, detail)
        queue.seal_again(contract_id, at=failure.next_at)
    return failure


def _facts(failure: SealingFailure) -> dict[str, object]:
    contract = failure.contract
    return {
        "contract": contract.pk, "company": contract.company.comp_id, "reason": failure.reason, "tries": failure.tries,
        "next_try": failure.next_at.isoformat(), "stuck": stuck().count(),
    }  # fmt: skip
