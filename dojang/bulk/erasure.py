"""Erasing the people of bulk starts."""

from datetime import datetime

from dojang.bulk.models import Bulk, BulkRow
from dojang.contracts.models import Contract
from dojang.lib import clock

_BATCH = 1000


def forget(contract: Contract) -> None:
    """Erase the caller's reference to a deleted contract, and the warnings of its row."""
    BulkRow.objects.filter(contract=contract).update(reference="", warnings=[])


def empty(bulk: Bulk) -> None:
    """Remove the rows of a bulk start that has finished, in short statements; its counts stay."""
    rows = BulkRow.objects.filter(bulk=bulk)
    while batch := list(rows.order_by("number").values_list("pk", flat=True)[:_BATCH]):
        BulkRow.objects.filter(pk__in=batch).delete()
    bulk.emptied_at = clock.now()
    bulk.save(update_fields=["emptied_at"])


def finished_before(moment: datetime) -> list[Bulk]:
    """The bulk starts that finished by `moment` and still have their rows."""
    return list(Bulk.objects.filter(finished_at__lte=moment, emptied_at=None).order_by("pk"))
