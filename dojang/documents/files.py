"""The folder of a contract's sealed files, and its clean-up."""

from datetime import timedelta

from dojang.contracts.models import Contract
from dojang.documents.models import Sealed
from dojang.lib import blobs, clock

_ANY_CLOCK = timedelta(days=1)  # the store's clock may differ from ours


def folder(contract: Contract) -> str:
    """The folder of the contract's sealed files in the store."""
    return f"companies/{contract.company_id}/contracts/{contract.pk}"


def sweep(contract: Contract) -> None:
    """Delete sealed files that no row names: of failed tries, or of tries that ended after the contract was canceled."""
    named = set(Sealed.objects.filter(contract=contract).values_list("blob", flat=True))
    for found in blobs.kept_before(folder(contract), clock.now() + _ANY_CLOCK):
        blobs.delete([key for key in found if key.endswith(".pdf") and key not in named])
