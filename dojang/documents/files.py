"""Where sealed files are kept, and that nothing is kept there which no row names."""

from datetime import timedelta

from dojang.contracts.models import Contract
from dojang.documents.models import Sealed
from dojang.lib import blobs, clock

_ANY_CLOCK = timedelta(days=1)  # the store's need not be ours


def folder(contract: Contract) -> str:
    """Where the contract's sealed files are kept."""
    return f"companies/{contract.company_id}/contracts/{contract.pk}"


def sweep(contract: Contract) -> None:
    """Take away sealed files that no row names: of tries that failed, or that came too late for a contract that was canceled."""
    named = set(Sealed.objects.filter(contract=contract).values_list("blob", flat=True))
    for found in blobs.kept_before(folder(contract), clock.now() + _ANY_CLOCK):
        blobs.delete([key for key in found if key.endswith(".pdf") and key not in named])
