"""What every view of a page shares: its methods, a bound on the body, dead links and damaged files reported clearly."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Session
from dojang.documents.errors import FileDamaged
from dojang.lib.errors import BlobDamaged
from dojang.pages.bounds import ViewBounds
from dojang.pages.error_pages import error_page
from dojang.signing import dead_links, sessions

View = Callable[..., HttpResponse]
# Room for some twenty pictures and a long signature; the form is refused beyond it before a byte of it is read.
MAX_BODY_BYTES = 25_000_000
READING = ("GET", "HEAD")


def page_view(*methods: str, forms_from_anywhere: bool = False) -> Callable[[View], View]:
    """A view that answers `methods`, and everything else with a page that says what is wrong.

    `forms_from_anywhere` leaves Django's check against forgery out, for forms whose secret is in the form itself.
    """

    def around(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except LinkUnknown:
                return dead_links.dead(request, "unknown", status=404)
            except LinkDead as dead:
                return dead_links.dead(request, dead.reason)
            except (FileDamaged, BlobDamaged) as damaged:
                return dead_links.damaged(request, damaged)

        ViewBounds(methods, MAX_BODY_BYTES, error_page).put_on(inner)
        return csrf_exempt(inner) if forms_from_anywhere else inner

    return around


def with_session(view: View) -> View:
    """The view gets the session that the browser shows instead of its number; without one the page says how to come in."""

    @wraps(view)
    def inner(request: HttpRequest, session_id: int, **kwargs: Any) -> HttpResponse:
        session: Session | None = sessions.find(request, session_id)
        if session is None:
            return dead_links.dead(request, "session", status=403)
        return view(request, session, **kwargs)

    return inner
