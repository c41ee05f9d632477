"""Every end of a contract but its completion: canceled, expired, disposed of, deleted, erased."""

from django.db import transaction

from dojang.bulk import erasure as bulk
from dojang.companies.models import Member
from dojang.contracts import erasure as contracts
from dojang.contracts import locking, machine, record, tally
from dojang.contracts.models import Contract, Event
from dojang.contracts.record import OPERATOR, Actor, member_actor
from dojang.documents import files
from dojang.exports import erasure as exports
from dojang.flow import queue
from dojang.flow.outbox import publish
from dojang.lib import blobs, clock
from dojang.lib.visitor import Visitor
from dojang.notifications import erasure as notifications

MAX_REASON = 500


def dispose(contract_id: int, member: Member, reason: str, visitor: Visitor, *, offset: str = "") -> Contract:
    """Discard a completed contract, and say why. Its files stay, for the company alone; every link to them dies.

    `offset` is where the member's clock stands (±hh:mm), if they said so. Raises `WrongState` when it is not complete.
    """
    with transaction.atomic():
        contract = locking.complete(contract_id)
        facts = {"timezone_offset": offset} if offset else {}
        machine.dispose(contract, member_actor(member, visitor), reason[:MAX_REASON], facts)
    return contract


def delete(contract_id: int, member: Member, visitor: Visitor) -> Contract:
    """Hide a canceled contract for good and erase whom it was about; its events stay, with hashes in place of people.

    Waiting messages and exports are sent first, and erased by `erase` afterwards. Raises `WrongState` when it is
    not canceled.
    """
    with transaction.atomic():
        contract = locking.canceled(contract_id)
        machine.delete(contract, member_actor(member, visitor))
        tally.leave(contract)
        erase_people(contract)
        queue.erase(contract_id)
    return contract


def erase_people(contract: Contract) -> bool:
    """Erase, in the caller's transaction, all rows about people but those that are still to be sent; whether there are none.

    A message that was promised goes out, and an export is delivered or left out by a person, before what it says is erased.
    """
    contracts.forget(contract)
    bulk.forget(contract)
    nothing_to_say = notifications.forget(contract)
    return exports.forget(contract) and nothing_to_say


def erase(contract_id: int) -> bool:
    """Erase what a deleted contract still holds. Returns whether all is gone. The worker calls it until then."""
    deleted = Contract.objects.only("company", "pictures").get(pk=contract_id)
    if deleted.pictures:
        blobs.remove(deleted.pictures)
    files.sweep(deleted)  # of one that could not be sealed
    with transaction.atomic():
        contract = locking.to_erase(contract_id)
        if contract is None:
            return True
        if not erase_people(contract):
            return False
        contract.erased_at = clock.now()
        contract.save(update_fields=["erased_at"])
        record.record(contract, Event.Kind.ERASED, record.SYSTEM)
    return True


def cancel(contract_id: int, member: Member, reason: str, visitor: Visitor) -> Contract:
    """The company cancels a contract in progress, or one that cannot be sealed. Raises `WrongState` when it is neither."""
    return _cancel(contract_id, member_actor(member, visitor), reason)


def cancel_by_operator(contract_id: int, reason: str) -> Contract:
    """The same from the server's command line, where the operator is no member of the company."""
    return _cancel(contract_id, OPERATOR, reason)


def _cancel(contract_id: int, actor: Actor, reason: str) -> Contract:
    with transaction.atomic():
        contract = locking.cancelable(contract_id)
        publish(contract, machine.cancel(contract, actor, reason))
    return contract


def expire(contract_id: int) -> bool:
    """Cancel the contract if its deadline has passed; whether it was."""
    with transaction.atomic():
        contract = locking.due_to_expire(contract_id)
        if contract is not None:
            publish(contract, machine.expire(contract))
    return contract is not None
