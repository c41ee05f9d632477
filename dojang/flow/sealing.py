"""The end of a contract's life. Apart from `journey`, so that the web process does not load the PDF libraries."""

from django.db import transaction

from dojang.contracts import access, machine
from dojang.contracts.models import Contract
from dojang.documents import finishing
from dojang.flow import queue
from dojang.flow.telling import document_urls, tell


def seal(contract_id: int) -> bool:
    """Make the sealed document and its certificate and complete the contract. Called by the worker, perhaps twice.

    Rendering takes a while, so it happens before the row is taken; nothing that it reads changes while a contract is sealing.
    """
    known = Contract.objects.select_related("company", "starter", "template_version__template")
    contract = known.get(pk=contract_id)
    if contract.status != Contract.Status.SEALING:
        return False
    finished = finishing.finish(contract)
    with transaction.atomic():
        lent = access.sealing(contract_id)
        if lent is None:
            return False
        finishing.store(lent, finished)
        event = machine.sealed(lent, finished.facts)
        queue.picture(contract_id)
        tell(lent, event, acted=lent.signers.get(step=lent.step_count), documents=document_urls(lent))
    return True
