"""What surrounds a session's pages."""

from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Link, Session
from dojang.pages.language import of_reader
from dojang.pages.responses import OWN_REFERRER, PageFrame, see_other
from dojang.signing import dead_links
from dojang.signing.sessions import home


def frame_of(request: HttpRequest, session: Session) -> PageFrame:
    """The reader's language, the origins that the company lets frame its signing pages, and the clean address."""
    contract = session.link.contract
    known = session.signer.language if session.signer else _of_reading_link(session)
    return PageFrame(of_reader(request, known), contract.company.frame_origins, OWN_REFERRER, home(session.pk))


def home_again(request: HttpRequest, session: Session) -> HttpResponse:
    """Back to the session's clean address, by GET."""
    frame = frame_of(request, session)
    return see_other(frame.home, frame)


def dead_again(request: HttpRequest, session: Session, reason: str) -> HttpResponse:
    """Why the link that the session came by opens nothing any more, in its reader's language, and whom to ask."""
    signer = session.signer
    about = dead_links.About(session.link.contract, signer is None or session.proves(signer))
    return dead_links.dead(request, reason, frame_of(request, session), about)


def _of_reading_link(session: Session) -> str:
    contract = session.link.contract
    return contract.company.language if session.link.purpose == Link.Purpose.STARTER else contract.language
