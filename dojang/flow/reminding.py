"""Reminding the signer who has the turn."""

from datetime import timedelta

from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.models import Member
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import locking
from dojang.contracts.announcement import Invitation
from dojang.contracts.models import Event
from dojang.contracts.record import member_actor, record
from dojang.flow.errors import RemindedTooOften
from dojang.flow.telling import invite, tell
from dojang.lib.errors import TooManyRequests
from dojang.lib.visitor import Visitor

REMINDERS = RateLimit("reminders", 5, timedelta(hours=1))  # of one contract


def remind(contract_id: int, member: Member, visitor: Visitor) -> Invitation:
    """Give the signer a fresh link; the old one dies. They are told, unless the integrator tells signers (embed).

    Raises `WrongState` with the contract's status, or "expired", when nobody is to sign; `RemindedTooOften` where they
    would be told.
    """
    with transaction.atomic():
        contract = locking.before_deadline(contract_id)
        if not contract.embed:
            _spare_the_signer(contract_id)
        invitation = invite(contract)
        step = invitation.signer.step
        event = record(contract, Event.Kind.LINK_ROTATED, member_actor(member, visitor), {"turn": step})
        tell(contract, event, invitation=invitation)
    return invitation


def _spare_the_signer(contract_id: int) -> None:
    """However often a program asks, nobody is flooded with messages."""
    try:
        rate_limits.take(REMINDERS, contract_id)
    except TooManyRequests as exc:
        raise RemindedTooOften(exc.wait) from exc
