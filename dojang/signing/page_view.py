"""What every view of this door shares: allowed methods, a bound on the body, forged requests refused, dead links told clearly."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Session
from dojang.documents.errors import FileDamaged
from dojang.lib.bounded_json import Bounds
from dojang.lib.errors import BlobDamaged
from dojang.signing import sessions
from dojang.signing.views import clear_pages

View = Callable[..., HttpResponse]
# Room for some twenty pictures and a long signature; the form is refused beyond it before a byte of it is read.
MOST_BODY_BYTES = 25_000_000
READING = ("GET", "HEAD")


def page_view(*methods: str, forms_from_anywhere: bool = False) -> Callable[[View], View]:
    """A view that answers `methods` and tells everything else with a clear page.

    Django checks forms against forgery before a view runs, and reads the whole body for it; here the size comes first.
    `forms_from_anywhere` leaves the check out, for forms whose secret is in the form itself.
    """

    def around(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return clear_pages.wrong_method(request, methods)
            if length(request) > MOST_BODY_BYTES:
                return clear_pages.clear(request, 413)
            if not forms_from_anywhere and is_forged(request):
                return clear_pages.clear(request, 403)
            try:
                return view(request, *args, **kwargs)
            except LinkUnknown:
                return clear_pages.dead(request, "unknown", status=404)
            except LinkDead as dead:
                return clear_pages.dead(request, dead.reason)
            except (FileDamaged, BlobDamaged) as damaged:
                return clear_pages.damaged(request, damaged)

        inner.bounds = Bounds(MOST_BODY_BYTES, 0)  # type: ignore[attr-defined]
        return inner

    return around


def with_session(view: View) -> View:
    """The view gets the session that the browser shows instead of its number; without one the page says how to come in."""

    @wraps(view)
    def inner(request: HttpRequest, session_id: int, **kwargs: Any) -> HttpResponse:
        session: Session | None = sessions.find(request, session_id)
        if session is None:
            return clear_pages.dead(request, "session", status=403)
        return view(request, session, **kwargs)

    return inner


def length(request: HttpRequest) -> int:
    """How long the body is, as the request tells."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def is_forged(request: HttpRequest) -> bool:
    """Whether a form comes from elsewhere."""
    check = CsrfViewMiddleware(_unused)
    return check.process_view(request, _unused, (), {}) is not None


def _unused(_request: HttpRequest) -> HttpResponseBase:
    return HttpResponse()
