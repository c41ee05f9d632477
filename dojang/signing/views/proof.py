"""Proving who one is before the document is shown: the access code, then the code sent to the phone."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil

from django.http import HttpRequest, HttpResponse

from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Session
from dojang.flow.errors import CodeJustSent, CodeOver, CodesSpent, ProofPaused, WrongCode
from dojang.flow.proofs import (
    MAX_PHONE_CODES,
    next_phone_code,
    prove_access_code,
    prove_phone,
    send_phone_code,
    waiting_phone_codes,
)
from dojang.lib import clock
from dojang.lib.client_address import visitor_of
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.errors import TooManyRequests
from dojang.lib.times import to_the_minute
from dojang.pages.error_pages import error_page
from dojang.pages.responses import page
from dojang.signing import box_errors, carried, sessions
from dojang.signing.forms import CodeForm
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.session_frame import frame_of, home_again
from dojang.signing.standing import Standing, standing
from dojang.signing.texts import addressed, say

_PROOFS = {Standing.CODE: prove_access_code, Standing.PHONE: prove_phone}


@page_view(*READING, "POST")
@with_session
def code(request: HttpRequest, session: Session) -> HttpResponse:
    return _proved(request, session, Standing.CODE)


@page_view(*READING, "POST")
@with_session
def phone(request: HttpRequest, session: Session) -> HttpResponse:
    return _proved(request, session, Standing.PHONE)


@page_view(*READING, "POST")
@with_session
def send(request: HttpRequest, session: Session) -> HttpResponse:
    if request.method == "POST" and standing(session) is Standing.PHONE:
        try:
            send_phone_code(session)
        except (CodeJustSent, CodesSpent):
            pass  # The page itself says how long to wait, or whom to ask.
        except TooManyRequests:
            return error_page(request, 429, sessions.home(session.pk))
    return home_again(request, session)


def show(request: HttpRequest, session: Session, wanted: Standing, complaints: Mapping[str, str]) -> HttpResponse:
    """The form that asks for the proof. `complaints` are what a refused form carried here."""
    signer, frame, contract = session.signer, frame_of(request, session), session.link.contract
    if signer is None:
        raise LinkUnknown
    both = bool(signer.access_code and signer.mobile_number)
    return page(
        request,
        "signing/proof.html",
        frame,
        kind=str(wanted),
        home=frame.home,
        company=contract.company.name,
        starter=addressed(contract.starter.display_name, frame.language),
        deadline=to_the_minute(contract.expires_at, contract.timezone, frame.language) if contract.expires_at else "",
        person=addressed(signer.name, frame.language),
        hint=signer.access_hint,
        written=contract.language,
        phone=Contact(ContactKind.PHONE, signer.mobile_number).masked,
        sent=waiting_phone_codes(session).exists(),
        wait=_seconds_until(next_phone_code(session)),
        most=MAX_PHONE_CODES,
        spent=session.link.codes_sent >= MAX_PHONE_CODES,
        number=2 if both and wanted is Standing.PHONE else 1,
        count=2 if both else 1,
        error=_pause(session, frame.language) or complaints.get(str(wanted), ""),
        paused=_is_paused(session),
    )


def _proved(request: HttpRequest, session: Session, wanted: Standing) -> HttpResponse:
    if request.method != "POST" or standing(session) is not wanted:
        return home_again(request, session)
    frame = frame_of(request, session)
    try:
        wrong = _tried(request, session, wanted, frame.language)
    except LinkDead:
        wrong = ""  # The page itself says so.
    return carried.go_on(frame.home, frame, {str(wanted): wrong}) if wrong else home_again(request, session)


def _tried(request: HttpRequest, session: Session, wanted: Standing, language: str) -> str:
    """Try the code that was entered; what is wrong with it, or nothing. Raises `LinkDead`."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return say("wrong-code.empty", language)
    try:
        _PROOFS[wanted](session, form.cleaned_data["code"], visitor_of(request))
    except CodeOver:
        return say("phone.over", language)
    except (WrongCode, ProofPaused) as error:
        return box_errors.of_proof(error, language)
    return ""


def _seconds_until(moment: datetime | None) -> int:
    return max(ceil((moment - clock.now()).total_seconds()), 0) if moment else 0


def _is_paused(session: Session) -> bool:
    until = session.link.paused_until
    return until is not None and until > clock.now()


def _pause(session: Session, language: str) -> str:
    until = session.link.paused_until
    if until is None or not _is_paused(session):
        return ""
    return box_errors.of_pause(until, language)
