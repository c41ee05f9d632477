"""What a company does with contracts that have ended: it disposes of completed ones and deletes canceled ones."""

from django.db import transaction

from dojang.companies.models import Member
from dojang.contracts import locking, machine, tally
from dojang.contracts.models import Contract
from dojang.contracts.record import member_actor
from dojang.flow import erasing, queue
from dojang.lib.visitor import Visitor

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

    What is still on its way to somebody is sent first, and erased by `erasing` afterwards. Raises `WrongState` when it is
    not canceled.
    """
    with transaction.atomic():
        contract = locking.canceled(contract_id)
        machine.delete(contract, member_actor(member, visitor))
        tally.leave(contract)
        erasing.forget(contract)
        queue.erase(contract_id)
    return contract
