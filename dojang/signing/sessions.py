"""The cookie that holds a browser's session: one for each session, seen only by that session's own pages."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Session
from dojang.flow.entry import SESSION_LIFETIME, NewSession, session_of
from dojang.pages.responses import set_cookie

_DIGITS = 19  # a number with fewer fits into the database
_SECONDS = int(SESSION_LIFETIME.total_seconds())


def home(session_id: int) -> str:
    """The clean address of a session."""
    return f"/s/{session_id}"


def keep(response: HttpResponse, entry: NewSession, options: str, opened_at: str) -> None:
    """Give the browser its session, and the options of the link for the page that will heed them.

    The address where the link was opened gets the session as well, so that opening it again leads to the same one.
    """
    number = entry.session.pk
    set_cookie(response, _name(number), entry.secret, home(number), _SECONDS)
    set_cookie(response, _of_link_name(entry.session.link_id), f"{number}.{entry.secret}", opened_at, _SECONDS)
    if options:
        set_cookie(response, _options_name(number), options, home(number), _SECONDS)


def options(request: HttpRequest, session: Session) -> dict[str, str]:
    """What the link's opener asked of the pages: `callback_fn`, `next_sign`."""
    return dict(parse_qsl(request.COOKIES.get(_options_name(session.pk), "")))


def find(request: HttpRequest, session_id: int) -> Session | None:
    """The session that the browser shows for this page."""
    secret = request.COOKIES.get(_name(session_id), "")
    return session_of(session_id, secret) if secret else None


def of_link(request: HttpRequest, link_id: int) -> NewSession | None:
    """The session that the browser got when it opened the link here before."""
    number, _, secret = request.COOKIES.get(_of_link_name(link_id), "").partition(".")
    is_number = number.isascii() and number.isdigit() and len(number) < _DIGITS
    session = session_of(int(number), secret) if is_number and secret else None
    return NewSession(session, secret) if session else None


def _options_name(session_id: int) -> str:
    return f"dojang_o{session_id}"


def _of_link_name(link_id: int) -> str:
    return f"dojang_l{link_id}"


def _name(session_id: int) -> str:
    return f"dojang_s{session_id}"
