"""Coming in: a link is exchanged for a session, and the signer proves who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import links, locking, queries
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Contract, Event, Link, PhoneCode, Session, Signer
from dojang.contracts.record import record, signer_actor
from dojang.flow import queue
from dojang.flow.errors import CodeJustSent, CodeOver, CodesSpent, ProofPaused, WrongCode
from dojang.lib import access_codes, clock
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.errors import DojangError
from dojang.lib.tokens import digest, new_token
from dojang.lib.visitor import Visitor
from dojang.notifications import plan as notifications

TRIES_BEFORE_PAUSE, TRIES_IN_ALL = 5, 15
PAUSE = timedelta(minutes=10)
PHONE_CODE_LIFETIME, PHONE_CODE_PAUSE = timedelta(minutes=3), timedelta(seconds=30)
# Each costs the company a text message, and whoever holds the link can ask for one.
MAX_PHONE_CODES = 10
# Of all links of a company together: each costs it a text message, and somebody may have given a stranger's number.
CODES_TO_PHONE = RateLimit("codes-to", 15, timedelta(hours=1))
SESSION_LIFETIME = timedelta(hours=24)
# New sessions of one link: each is an event of a history that is kept for ever, and a program may reload a link without end.
OPENINGS = RateLimit("openings", 30, timedelta(hours=1))
OPENINGS_OF_DAY = RateLimit("openings-of-day", 100, timedelta(days=1))
_FOURTHS = range(
    TRIES_BEFORE_PAUSE - 1, TRIES_IN_ALL, TRIES_BEFORE_PAUSE
)  # wrong tries after which the next one pauses
Kind = Event.Kind


@dataclass(frozen=True)
class Entry:
    """A session and its secret, which the door keeps in a cookie."""

    session: Session
    secret: str


def exchange(
    secret: str, visitor: Visitor, facts: Mapping[str, str] | None = None, *, before: Entry | None = None
) -> Entry:
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
    return Entry(session, token.secret)


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


def prove_access_code(session: Session, code: str, visitor: Visitor) -> None:
    """The session's signer enters their access code.

    Raises `WrongCode`, `ProofPaused` after five wrong codes, `LinkDead` after fifteen: then the link is dead for good.
    """
    signer = _signer_of(session)
    _take_a_try(session)
    if not access_codes.matches(code, signer.access_code):
        _note(session, signer, Kind.FAILED_PROOF, "access-code", visitor)
        raise _refusal(session)
    Session.objects.filter(pk=session.pk).update(code_proved_at=clock.now())
    _passed(session, signer, "access-code", visitor)


def send_phone_code(session: Session) -> None:
    """Send the session's signer a one-time code; an earlier one stops working.

    Raises `CodeJustSent` within thirty seconds of the last one for the link, `CodesSpent` after ten for it, and
    `TooManyRequests` where the company has sent too many to this phone.
    """
    signer = _signer_of(session)
    with transaction.atomic():
        contract = locking.in_any_state(session.link.contract_id)
        wait = next_phone_code(session)
        if wait is not None:
            raise CodeJustSent(wait)
        link = Link.objects.filter(pk=session.link_id, codes_sent__lt=MAX_PHONE_CODES)
        if not link.update(codes_sent=F("codes_sent") + 1):
            raise CodesSpent(MAX_PHONE_CODES)
        rate_limits.take(CODES_TO_PHONE, contract.company_id, signer.mobile_number)
        PhoneCode.objects.filter(session=session, used_at=None).update(used_at=clock.now())
        code = access_codes.new_phone_code()
        PhoneCode.objects.create(
            session=session, digest=access_codes.phone_digest(code), expires_at=clock.now() + PHONE_CODE_LIFETIME
        )
        queue.send(notifications.phone_code(contract, signer, code).pk)


def next_phone_code(session: Session) -> datetime | None:
    """When the link of the session may have another code sent; None for now.

    Of the whole link: otherwise whoever comes in again and again floods the phone.
    """
    recent = PhoneCode.objects.filter(session__link=session.link_id, created_at__gt=clock.now() - PHONE_CODE_PAUSE)
    newest = recent.order_by("created_at").last()
    return newest.created_at + PHONE_CODE_PAUSE if newest else None


def waiting_phone_codes(session: Session) -> QuerySet[PhoneCode]:
    """The session's code that can still be entered, if there is one."""
    return PhoneCode.objects.filter(session=session, used_at=None, expires_at__gt=clock.now())


def prove_phone(session: Session, code: str, visitor: Visitor) -> None:
    """The session's signer enters the one-time code. Counted and refused like access codes.

    Raises `CodeOver`, which costs no try, where there is no code that could be right.
    """
    signer = _signer_of(session)
    waiting = waiting_phone_codes(session)
    if not waiting.exists():
        raise CodeOver
    _take_a_try(session)
    if not waiting.filter(digest=access_codes.phone_digest(code.strip())).update(used_at=clock.now()):
        _note(session, signer, Kind.FAILED_PROOF, "phone", visitor)
        raise _refusal(session)
    Session.objects.filter(pk=session.pk).update(phone_proved_at=clock.now())
    _passed(session, signer, "phone", visitor)


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
    """Whether the signer's contact is what somebody entered at a public link, and nobody has shown that it is theirs."""
    entered = signer.step == 1 and session.link.contract.via == Contract.Via.LINK
    proved = bool(signer.mobile_number) and Contact(ContactKind.PHONE, signer.mobile_number).is_same(signer.contact)
    return entered and not proved


def _signer_of(session: Session) -> Signer:
    if session.signer is None:
        raise LinkUnknown
    return session.signer


def _take_a_try(session: Session) -> None:
    """Count the try before looking at the code, in one UPDATE, so that parallel guesses are all counted.

    Every fifth try pauses the link beforehand; a right code lifts the pause again.
    """
    now = clock.now()
    link = Link.objects.filter(pk=session.link_id)
    may_try = Q(revoked_at=None, wrong_tries__lt=TRIES_IN_ALL) & (Q(paused_until=None) | Q(paused_until__lte=now))
    pause = Case(When(wrong_tries__in=_FOURTHS, then=Value(now + PAUSE)), default=None, output_field=DateTimeField())
    if link.filter(may_try).update(wrong_tries=F("wrong_tries") + 1, paused_until=pause):
        return
    there = link.get()
    if there.revoked_at is not None:
        raise LinkDead(there.revoke_reason)
    raise ProofPaused(there.paused_until or now)


def _refusal(session: Session) -> DojangError:
    link = Link.objects.get(pk=session.link_id)
    if link.wrong_tries >= TRIES_IN_ALL:
        return LinkDead(Link.RevokeReason.LOCKED)
    if link.paused_until is not None and link.paused_until > clock.now():
        return ProofPaused(link.paused_until)
    return WrongCode(TRIES_BEFORE_PAUSE - link.wrong_tries % TRIES_BEFORE_PAUSE)


def _note(session: Session, signer: Signer, kind: Event.Kind, method: str, visitor: Visitor) -> None:
    with transaction.atomic():
        contract = locking.in_any_state(session.link.contract_id)
        record(contract, kind, signer_actor(signer, visitor), {"method": method})
        link = Link.objects.get(pk=session.link_id)
        if kind == Kind.FAILED_PROOF and link.wrong_tries >= TRIES_IN_ALL and link.revoked_at is None:
            record(contract, Kind.LOCKED, signer_actor(signer, visitor), {"method": method})
            Link.objects.filter(pk=link.pk).update(revoked_at=clock.now(), revoke_reason=Link.RevokeReason.LOCKED)
            queue.send(notifications.link_locked(contract, signer).pk)


def _passed(session: Session, signer: Signer, method: str, visitor: Visitor) -> None:
    # Only this try is given back: if one proof forgave the wrong tries at another, knowing the access code would buy
    # endless guesses at the phone's code.
    Link.objects.filter(pk=session.link_id).update(wrong_tries=Greatest(F("wrong_tries") - 1, 0), paused_until=None)
    _note(session, signer, Kind.PROVED, method, visitor)
