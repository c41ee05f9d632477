"""Erasing what a deleted contract held of its people, room by room, until nothing is left but hashes."""

from django.db import transaction

from dojang.bulk import erasure as bulk
from dojang.contracts import erasure as contracts
from dojang.contracts import locking, record
from dojang.contracts.models import Contract, Event
from dojang.documents import files
from dojang.exports import erasing as exports
from dojang.lib import blobs, clock
from dojang.notifications import erasure as notifications


def forget(contract: Contract) -> bool:
    """Erase, in the caller's transaction, all rows about people but those that are still to be sent; whether there are none.

    A message that was promised goes out, and an export is delivered or left out by a person, before what it says is erased.
    """
    contracts.forget(contract)
    bulk.forget(contract)
    nothing_to_say = notifications.forget(contract)
    return exports.forget(contract) and nothing_to_say


def erase(contract_id: int) -> bool:
    """Go on erasing a deleted contract; whether all is gone now. Called by the worker, perhaps often."""
    deleted = Contract.objects.only("company", "pictures").get(pk=contract_id)
    if deleted.pictures:
        blobs.remove(deleted.pictures)
    files.sweep(deleted)  # of one that could not be sealed
    with transaction.atomic():
        contract = locking.to_erase(contract_id)
        if contract is None:
            return True
        if not forget(contract):
            return False
        contract.erased_at = clock.now()
        contract.save(update_fields=["erased_at"])
        record.record(contract, Event.Kind.ERASED, record.SYSTEM)
    return True
