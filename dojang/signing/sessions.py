"""The cookie that holds a browser's session: one for each session, seen only by that session's own pages."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Session
from dojang.flow.opening import SESSION_LIFETIME, Entry, session_of
from dojang.signing.answers import set_cookie

_SECONDS = int(SESSION_LIFETIME.total_seconds())


def home(session_id: int) -> str:
    """The clean address of a session."""
    return f"/s/{session_id}"


def keep(response: HttpResponse, entry: Entry, options: str) -> None:
    """Give the browser its session, and the options of the link for the page that will heed them."""
    number = entry.session.pk
    set_cookie(response, _name(number), entry.secret, home(number), _SECONDS)
    if options:
        set_cookie(response, _options_name(number), options, home(number), _SECONDS)


def options(request: HttpRequest, session: Session) -> dict[str, str]:
    """What the link's opener asked of the pages: `callback_fn`, `next_sign`."""
    return dict(parse_qsl(request.COOKIES.get(_options_name(session.pk), "")))


def find(request: HttpRequest, session_id: int) -> Session | None:
    """The session that the browser shows for this page."""
    secret = request.COOKIES.get(_name(session_id), "")
    return session_of(session_id, secret) if secret else None


def _options_name(session_id: int) -> str:
    return f"dojang_o{session_id}"


def _name(session_id: int) -> str:
    return f"dojang_s{session_id}"
