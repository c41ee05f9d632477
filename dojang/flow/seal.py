"""The end of a contract's life. Apart from `acts`, so that the web process does not load the PDF libraries."""

import structlog
from django.db import InterfaceError, OperationalError, transaction

from dojang.contracts import locking, machine, sealing_failures
from dojang.contracts.models import Contract, SealingFailure
from dojang.documents import completion, files
from dojang.flow import queue, seal_retries
from dojang.flow.outbox import document_urls, publish

log = structlog.get_logger(__name__)


def seal(contract_id: int) -> bool:
    """Make the sealed document and its certificate and complete the contract. Called by the worker, perhaps twice.

    Whether it is sealed now, by this call. A try that fails leaves the contract as it is, notes why, and asks for another one.
    """
    known = Contract.objects.select_related("company", "starter", "template_version__template", "sealing_failure")
    contract = known.defer("template_version__layout").get(pk=contract_id)
    if contract.status != Contract.Status.SEALING:
        files.sweep(contract)
        return False
    try:
        return _seal(contract)
    except (OperationalError, InterfaceError):
        raise  # the database is away, which says nothing of the contract
    except completion.CannotFinish as trouble:
        seal_retries.record_failure(contract_id, trouble.reason, trouble.__cause__ or trouble)
    except Exception as error:  # noqa: BLE001 — whatever it is, people wait for the seal and have to hear of it
        seal_retries.record_failure(contract_id, SealingFailure.Reason.INTERNAL, error)
    return False


def _seal(contract: Contract) -> bool:
    """Rendering takes a while, so it happens before the row is taken; nothing that it reads changes while a contract is sealing."""
    has_failed = sealing_failures.of(contract) is not None
    finished = completion.finish(contract)
    with transaction.atomic():
        lent = locking.sealing(contract.pk)
        if lent is not None:
            completion.store(lent, finished)
            event = machine.sealed(lent, finished.facts)
            queue.picture(lent.pk)
            publish(lent, event, acted=lent.signers.get(step=lent.step_count), documents=document_urls(lent))
            if has_failed:
                sealing_failures.end(lent)
    if lent is None or has_failed:
        files.sweep(contract)
    if has_failed and lent is not None:
        log.info("a contract that could not be sealed is sealed", contract=contract.pk)
    return lent is not None
