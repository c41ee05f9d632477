"""The one clean address of a session: what it shows depends on where its holder stands."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Link, Session
from dojang.flow.entry import next_secret
from dojang.lib.times import to_the_minute
from dojang.pages.responses import page
from dojang.signing import carried, progress, sessions
from dojang.signing.page_view import READING, page_view, with_session
from dojang.signing.session_frame import dead_again, frame_of, home_again
from dojang.signing.standing import Standing, standing
from dojang.signing.texts import addressed, say
from dojang.signing.views import consent, document, proof
from dojang.signing.views.entry import entered

_PROVING = (Standing.CODE, Standing.PHONE)


@page_view(*READING)
@with_session
def session(request: HttpRequest, session: Session) -> HttpResponse:
    """The document, a question before it, what comes next, or why nothing does."""
    complaints = carried.read(request)
    response = _shown(request, session, complaints)
    return carried.spent(response, sessions.home(session.pk)) if complaints else response


def _shown(request: HttpRequest, session: Session, complaints: Mapping[str, str]) -> HttpResponse:
    where = standing(session)
    if where in _PROVING:
        return proof.show(request, session, where, complaints)
    if where is Standing.CONSENT:
        return consent.show(request, session, complaints)
    if where is Standing.SIGN:
        return document.show(request, session, complaints)
    if where.is_dead:
        return dead_again(request, session, str(where))
    return _progress(request, session, where)


@page_view(*READING, "POST")
@with_session
def following(request: HttpRequest, session: Session) -> HttpResponse:
    """On to the next contract that waits for the same person."""
    secret = next_secret(session) if request.method == "POST" and standing(session).is_done else ""
    if not secret:
        return home_again(request, session)
    return entered(request, secret, sessions.options(request, session))


def _progress(request: HttpRequest, session: Session, where: Standing) -> HttpResponse:
    contract, frame = session.link.contract, frame_of(request, session)
    title, text = progress.words(where, session)
    lines = progress.lines(session, frame.language)
    return page(
        request,
        "signing/progress.html",
        frame,
        standing=str(where),
        named=where.named,
        headline=title,
        sentence=say(text, frame.language, company=contract.company.name),
        contract=contract,
        state=f"status.{contract.status}",
        starter=addressed(contract.starter.display_name, frame.language),
        started=to_the_minute(contract.started_at, contract.timezone, frame.language),
        ended=to_the_minute(contract.ended_at, contract.timezone, frame.language) if contract.ended_at else "",
        deadline=to_the_minute(contract.expires_at, contract.timezone, frame.language) if contract.expires_at else "",
        email="" if session.link.purpose == Link.Purpose.STARTER else contract.starter.email,
        lines=lines,
        # Who rejected it says why at their own line.
        reason="" if contract.end_reason in [line.opinion for line in lines] else contract.end_reason,
        home=frame.home,
        ways_on=_ways_on(request, session, where),
        may_download=where.may_download,
        may_look=where.may_look,
    )


def _ways_on(request: HttpRequest, session: Session, where: Standing) -> dict[str, object]:
    """Once the reader has acted: the next document, and the button that closes the page for an integrator's page."""
    if session.signer is None or not where.is_done:
        return {}
    options = sessions.options(request, session)
    return {
        "following": options.get("next_sign") != "false" and bool(next_secret(session)),
        "closes": options.get("callback_fn") == "true",
        "origins": " ".join(session.link.contract.company.frame_origins),
    }
