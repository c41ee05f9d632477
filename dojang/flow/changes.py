"""Changes to a contract in progress: its deadline, a signer who has not acted, a new link for the one who has the turn."""

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.models import Member
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import locking, machine
from dojang.contracts.announcement import Invitation
from dojang.contracts.models import Contract, Event
from dojang.contracts.record import member_actor, record
from dojang.flow.errors import RemindedTooOften
from dojang.flow.outbox import invite, publish
from dojang.lib import access_codes
from dojang.lib.contact import Contact
from dojang.lib.errors import TooManyRequests
from dojang.lib.languages import ReaderLanguage
from dojang.lib.texts import Language
from dojang.lib.visitor import Visitor

REMINDERS = RateLimit("reminders", 5, timedelta(hours=1))  # of one contract


@dataclass(frozen=True, kw_only=True)
class SignerChange:
    """What is to change, checked; None stays as it is. An empty `mobile_number` or `access_code` asks for that proof no more."""

    name: str | None = None
    contact: Contact | None = None
    language: Language | ReaderLanguage | None = None
    mobile_number: str | None = None
    access_code: str | None = field(default=None, repr=False)
    access_hint: str | None = None


def set_deadline(contract_id: int, member: Member, until: datetime | None, visitor: Visitor) -> Contract:
    """Have the contract expire then, or never. The same deadline again changes nothing. Raises `WrongState`."""
    with transaction.atomic():
        contract = locking.before_deadline(contract_id)
        if contract.expires_at != until:
            machine.set_deadline(contract, member_actor(member, visitor), until)
    return contract


def change_signer(
    contract_id: int, step: int, change: SignerChange, member: Member, visitor: Visitor
) -> Invitation | None:
    """Change a signer who has not acted. Their link dies. If it is their turn, they get a new one, which is returned.

    What is as it should be changes nothing. Raises `WrongState`, `UnknownSigner`, `SignerHasActed`.
    """
    given = _columns(change)
    with transaction.atomic():
        contract, signer = locking.before_first_act(contract_id, step)
        changes = {name: value for name, value in given.items() if value != getattr(signer, name)}
        if not changes:
            return None
        event = machine.change_signer(contract, signer, member_actor(member, visitor), changes)
        if contract.turn != step:
            return None
        invitation = invite(contract)
        publish(contract, event, invitation=invitation)
    return invitation


def _columns(change: SignerChange) -> dict[str, str]:
    """What is to stand in the signer's columns. An access code becomes its hash, here because that is slow on purpose."""
    given = {one.name: getattr(change, one.name) for one in fields(change)}
    contact, code = given.pop("contact"), given.pop("access_code")
    if contact is not None:
        given |= {"contact_kind": contact.kind, "contact_address": contact.address, "contact_key": contact.key}
    if code is not None:
        given["access_code"] = access_codes.protect(code) if code else ""
    return {name: value for name, value in given.items() if value is not None}


def remind(contract_id: int, member: Member, visitor: Visitor) -> Invitation:
    """Give the signer a new link; the old one dies. They are notified, unless the integrator does that (embed).

    Raises `WrongState` with the contract's status, or "expired", when no signer has the turn; `RemindedTooOften` where they
    would be notified.
    """
    with transaction.atomic():
        contract = locking.before_deadline(contract_id)
        if not contract.embed:
            _spare_the_signer(contract_id)
        invitation = invite(contract)
        step = invitation.signer.step
        event = record(contract, Event.Kind.LINK_ROTATED, member_actor(member, visitor), {"turn": step})
        publish(contract, event, invitation=invitation)
    return invitation


def _spare_the_signer(contract_id: int) -> None:
    """However often a program asks, the signer is not flooded with messages."""
    try:
        rate_limits.take(REMINDERS, contract_id)
    except TooManyRequests as exc:
        raise RemindedTooOften(exc.wait) from exc
