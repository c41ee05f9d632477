"""Signing on the phone what was opened at a desk: a QR code, and a page that waits for what the phone does."""

from django.http import HttpRequest, HttpResponse

from dojang.contracts.errors import ContractEnded, NotYourTurn, ProofRequired
from dojang.contracts.models import Session
from dojang.flow import entry
from dojang.lib import addresses
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import TooManyRequests
from dojang.pages import qr
from dojang.pages.error_pages import error_page
from dojang.pages.responses import page
from dojang.signing.json_view import answered, json_view
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.session_frame import frame_of, home_again
from dojang.signing.standing import Standing, standing

_OPEN = (Standing.CONSENT, Standing.SIGN)
_MOVED_ON = (ContractEnded, NotYourTurn, ProofRequired)


@page_view(*READING, "POST")
@with_session
def hand_over(request: HttpRequest, session: Session) -> HttpResponse:
    """The code for the phone. Looking at this address makes none."""
    frame = frame_of(request, session)
    if request.method != "POST" or standing(session) not in _OPEN:
        return home_again(request, session)
    try:
        offer = entry.offer_handoff(session, visitor_of(request))
    except _MOVED_ON:
        return home_again(request, session)
    except TooManyRequests:
        return error_page(request, 429, frame.home)
    return page(
        request,
        "signing/phone.html",
        frame,
        contract=session.link.contract,
        home=frame.home,
        code=qr.code(addresses.sign(offer.secret)),
        minutes=int(entry.HANDOFF_LIFETIME.total_seconds() // 60),
        switchable=False,
    )


@json_view("GET")
def state(request: HttpRequest, session: Session) -> HttpResponse:  # noqa: ARG001 — every such view gets the request
    """How it stands with the phone: waiting, opened, over; or done, when the desk's page has something new to show."""
    return answered(state=entry.handoff_status(session) if standing(session) in _OPEN else "done")
