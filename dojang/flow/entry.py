"""Coming in: a link is exchanged for a session, and a session is handed to another device of the same signer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import links, locking, queries
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Contract, Event, HandOver, Link, Session, Signer
from dojang.contracts.record import record, signer_actor, timestamp
from dojang.lib import clock
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.tokens import digest, new_token
from dojang.lib.visitor import Visitor

SESSION_LIFETIME = timedelta(hours=24)
# New sessions of one link: each is an event of a history that is kept for ever, and a program may reload a link without end.
OPENINGS = RateLimit("openings", 30, timedelta(hours=1))
OPENINGS_OF_DAY = RateLimit("openings-of-day", 100, timedelta(days=1))
Kind = Event.Kind
HANDOFF_LIFETIME = timedelta(minutes=10)
HANDOFFS = RateLimit("hand-over", 20, timedelta(hours=1))
# How such a secret dies, beside the deaths of links.
HANDOFF_USED, HANDOFF_EXPIRED = "hand-taken", "hand-over"


@dataclass(frozen=True)
class NewSession:
    """A session and its secret, which the door keeps in a cookie."""

    session: Session
    secret: str


def exchange(
    secret: str, visitor: Visitor, facts: Mapping[str, str] | None = None, *, before: NewSession | None = None
) -> NewSession:
    """Turn a link's secret into a session. Only a POST may call this: mail scanners follow links with GET.

    A signing link gives its signer's session; the starter's link gives the current signer's session when that is the starter
    themself, else one that only reads. `facts` tell the history how they came. `before` is the session that the browser has
    of this link: where it is still good, it is the answer, and the history gets no event. Raises `LinkUnknown`, `LinkDead`,
    and `TooManyRequests` where the link has been opened too often.
    """
    link = links.find(secret)
    if link is None or link.purpose not in (Link.Purpose.SIGN, Link.Purpose.STARTER, Link.Purpose.COPY):
        raise LinkUnknown
    if link.revoked_at is not None:
        raise LinkDead(link.revoke_reason)
    token = new_token()
    with transaction.atomic():
        contract = locking.in_any_state(link.contract_id)
        signer = _signer_behind(link, contract)
        if before is not None and _is_for(before.session, link, signer):
            return before
        rate_limits.take(OPENINGS, link.pk)
        rate_limits.take(OPENINGS_OF_DAY, link.pk)
        session = Session.objects.create(
            link=link, signer=signer, round=signer.round if signer else 0, digest=token.digest
        )
        if signer is not None:
            record(contract, Kind.OPENED, signer_actor(signer, visitor), facts)
    return NewSession(session, token.secret)


def session_of(session_id: int, secret: str) -> Session | None:
    """The session that a browser shows, if the secret is right and it is not too old."""
    known = Session.objects.select_related(
        "link__contract__company", "link__contract__starter", "link__contract__template_version", "signer"
    )
    # Most pages of a session do without the words of the version's pages, and its layout comes from `layout_of`.
    known = known.defer("link__contract__template_version__pages", "link__contract__template_version__layout")
    young = clock.now() - SESSION_LIFETIME
    return known.filter(pk=session_id, digest=digest(secret), created_at__gt=young).first()


def next_secret(session: Session) -> str:
    """What lets the session's signer into the contract that has waited longest for the same person at the same company.

    Empty when none waits, or when the session has not proved who it is. That contract's own proofs are asked for there.
    """
    signer = session.signer
    if signer is None or not session.proves(signer) or _only_says_so(session, signer):
        return ""
    waiting = queries.waiting_for(session.link.contract.company, signer.contact)
    return links.signing_secret(waiting) if waiting else ""


def _signer_behind(link: Link, contract: Contract) -> Signer | None:
    if link.signer_id is not None:
        return Signer.objects.get(pk=link.signer_id)
    if link.purpose != Link.Purpose.STARTER or contract.status != Contract.Status.PLAYING:
        return None
    current = contract.signers.get(step=contract.turn)
    return current if current.contact_address.casefold() == contract.starter.email.casefold() else None


def _is_for(session: Session, link: Link, signer: Signer | None) -> bool:
    """Whether it is a session of this link, for what the link opens now."""
    now = (signer.pk, signer.round) if signer else (None, 0)
    return session.link_id == link.pk and (session.signer_id, session.round) == now


def _only_says_so(session: Session, signer: Signer) -> bool:
    """Whether the signer's contact is what a visitor entered at a public link, and was never verified."""
    entered = signer.step == 1 and session.link.contract.via == Contract.Via.LINK
    proved = bool(signer.mobile_number) and Contact(ContactKind.PHONE, signer.mobile_number).is_same(signer.contact)
    return entered and not proved


@dataclass(frozen=True)
class HandoffOffer:
    """A secret for the other device, good for one exchange until `until`."""

    secret: str
    until: datetime


def offer_handoff(session: Session, visitor: Visitor) -> HandoffOffer:
    """Let the session's signer continue at another device; an earlier offer no longer works.

    Raises `TooManyRequests`, and what `locking.for_reading` raises.
    """
    rate_limits.take(HANDOFFS, session.link_id)
    token, until = new_token(), clock.now() + HANDOFF_LIFETIME
    with transaction.atomic():
        turn = locking.for_reading(session)
        if turn.done:
            raise LinkDead(Link.RevokeReason.USED)
        HandOver.objects.filter(session=session, used_at=None).delete()
        HandOver.objects.create(session=session, digest=token.digest, expires_at=until)
        actor = signer_actor(turn.signer, visitor)
        record(turn.contract, Event.Kind.HANDED_OVER, actor, {"until": timestamp(until)})
    return HandoffOffer(token.secret, until)


def redeem_handoff(secret: str, visitor: Visitor) -> NewSession | None:
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
        _mark_used(found)
        # As old as the desk's: handing over again and again does not make one proof last for ever.
        phone = Session.objects.create(
            link=desk.link, signer=signer, round=desk.round, digest=token.digest, created_at=desk.created_at,
            code_proved_at=desk.code_proved_at, phone_proved_at=desk.phone_proved_at,
        )  # fmt: skip
        passed = {"access-code": desk.code_proved_at, "phone": desk.phone_proved_at}
        facts = {"through": "hand-over", "carried": [method for method, at in passed.items() if at]}
        record(contract, Event.Kind.OPENED, signer_actor(signer, visitor), facts)
    return NewSession(phone, token.secret)


def handoff_status(session: Session) -> str:
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


def _mark_used(found: HandOver) -> None:
    now = clock.now()
    if not HandOver.objects.filter(pk=found.pk, used_at=None, expires_at__gt=now).update(used_at=now):
        raise LinkDead(HANDOFF_EXPIRED if HandOver.objects.filter(pk=found.pk, used_at=None).exists() else HANDOFF_USED)
