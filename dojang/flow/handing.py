"""Going on at another device: whoever sits at a desk signs on their phone, without proving again who they are.

The desk's session stays as it is. The phone gets one of its own for the same signer, with the proofs that the desk had passed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import locking
from dojang.contracts.errors import LinkDead
from dojang.contracts.models import Event, HandOver, Link, Session, Signer
from dojang.contracts.record import record, signer_actor, timestamp
from dojang.flow.opening import Entry
from dojang.lib import clock
from dojang.lib.tokens import digest, new_token
from dojang.lib.visitor import Visitor

LIFETIME = timedelta(minutes=10)
OFFERS = RateLimit("hand-over", 20, timedelta(hours=1))
# How such a secret dies, beside the deaths of links.
TAKEN, OVER = "hand-taken", "hand-over"


@dataclass(frozen=True)
class Offer:
    """A secret for the other device, good for one exchange until `until`."""

    secret: str
    until: datetime


def offer(session: Session, visitor: Visitor) -> Offer:
    """Let the session's signer go on at another device; an earlier offer opens nothing any more.

    Raises `TooManyRequests`, and what `locking.for_reading` raises.
    """
    rate_limits.take(OFFERS, session.link_id)
    token, until = new_token(), clock.now() + LIFETIME
    with transaction.atomic():
        turn = locking.for_reading(session)
        if turn.done:
            raise LinkDead(Link.RevokeReason.USED)
        HandOver.objects.filter(session=session, used_at=None).delete()
        HandOver.objects.create(session=session, digest=token.digest, expires_at=until)
        actor = signer_actor(turn.signer, visitor)
        record(turn.contract, Event.Kind.HANDED_OVER, actor, {"until": timestamp(until)})
    return Offer(token.secret, until)


def take(secret: str, visitor: Visitor) -> Entry | None:
    """The other device's session; None if the secret is not of this kind. Only a POST may call this, as with `exchange`.

    Raises `LinkDead` once it was taken, when its time is over, when the signer has acted, and when their link is dead.
    """
    offers = HandOver.objects.select_related("session__link", "session__signer")
    found = offers.filter(digest=digest(secret)).first()
    if found is None or found.session.signer is None:
        return None
    desk, signer, token = found.session, found.session.signer, new_token()
    with transaction.atomic():
        contract = locking.in_any_state(desk.link.contract_id)
        _require_alive(desk, signer)
        _use(found)
        # As old as the desk's: handing over again and again does not make one proof last for ever.
        phone = Session.objects.create(
            link=desk.link, signer=signer, round=desk.round, digest=token.digest, created_at=desk.created_at,
            code_proved_at=desk.code_proved_at, phone_proved_at=desk.phone_proved_at,
        )  # fmt: skip
        passed = {"access-code": desk.code_proved_at, "phone": desk.phone_proved_at}
        facts = {"through": "hand-over", "carried": [method for method, at in passed.items() if at]}
        record(contract, Event.Kind.OPENED, signer_actor(signer, visitor), facts)
    return Entry(phone, token.secret)


def state(session: Session) -> str:
    """How the session's newest offer stands: waiting, opened, or over."""
    newest = HandOver.objects.filter(session=session).order_by("pk").last()
    if newest is None:
        return "over"
    if newest.used_at is not None:
        return "opened"
    return "waiting" if newest.expires_at > clock.now() else "over"


def _require_alive(desk: Session, signer: Signer) -> None:
    link = Link.objects.get(pk=desk.link_id)
    if link.revoked_at is not None:
        raise LinkDead(link.revoke_reason)
    # The starter's link, by which a starter who signs may have come, does not die with the act.
    if Signer.objects.filter(pk=signer.pk, acted_round__gte=desk.round).exists():
        raise LinkDead(Link.RevokeReason.USED)


def _use(found: HandOver) -> None:
    now = clock.now()
    if not HandOver.objects.filter(pk=found.pk, used_at=None, expires_at__gt=now).update(used_at=now):
        raise LinkDead(OVER if HandOver.objects.filter(pk=found.pk, used_at=None).exists() else TAKEN)
