"""The session's signer proves who they are: by an access code, by a one-time code to their phone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from dojang.companies import rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import locking
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Event, Link, PhoneCode, Session, Signer
from dojang.contracts.record import record, signer_actor
from dojang.flow import queue
from dojang.flow.errors import CodeJustSent, CodeOver, CodesSpent, ProofPaused, WrongCode
from dojang.lib import access_codes, clock
from dojang.lib.errors import DojangError
from dojang.lib.visitor import Visitor
from dojang.notifications import plan as notifications

TRIES_BEFORE_PAUSE, TRIES_IN_ALL = 5, 15
PAUSE = timedelta(minutes=10)
PHONE_CODE_LIFETIME, PHONE_CODE_PAUSE = timedelta(minutes=3), timedelta(seconds=30)
# Each costs the company a text message, and each holder of the link can ask for one.
MAX_PHONE_CODES = 10
# Of all links of a company together: each costs it a text message, and the number may be a stranger's.
CODES_TO_PHONE = RateLimit("codes-to", 15, timedelta(hours=1))
_FOURTHS = range(
    TRIES_BEFORE_PAUSE - 1, TRIES_IN_ALL, TRIES_BEFORE_PAUSE
)  # wrong tries after which the next one pauses
Kind = Event.Kind


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

    Of the whole link: otherwise repeated sessions would flood the phone.
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
