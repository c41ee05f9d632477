"""Pages that say plainly what is wrong and what to do: every HTTP error, and notices of the same look."""

from collections.abc import Mapping

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from dojang.lib.sentences import Sentence, _
from dojang.pages.bounds import error_of
from dojang.pages.language import of_reader
from dojang.pages.responses import PageFrame, page

# Title and text for each status.
ERRORS: Mapping[int, tuple[Sentence, Sentence]] = {
    400: (_("The request cannot be read"), _("Please go back and try again.")),
    403: (
        _("You cannot open this page"),
        _("Please open the link in your message again. Your browser has to allow cookies."),
    ),
    404: (
        _("Page not found"),
        _("Check that the whole address was copied, or open the link in your message again."),
    ),
    405: (_("This page cannot be opened this way"), _("Please open the link in your message again.")),
    413: (_("The upload is too large"), _("Please try again with smaller pictures. Each may have up to 1 MB.")),
    429: (
        _("Please wait a moment"),
        _("There were too many requests in a short time. Please try again later."),
    ),
    500: (
        _("Something went wrong"),
        _("This is an error on our side. Please try again in a moment. Saved entries are safe."),
    ),
}


def error_page(request: HttpRequest, status: int, home: str = "") -> HttpResponse:
    """The page for an HTTP error; `home` is the address that shows the reader's page again."""
    title, text = ERRORS.get(status, ERRORS[400])
    frame = PageFrame(of_reader(request), home=home)
    return notice(request, frame, status, title.of(frame.language), text.of(frame.language))


def notice(
    request: HttpRequest, frame: PageFrame, status: int, title: str, text: str, facts: Mapping[str, str] | None = None
) -> HttpResponse:
    """A page of a title and a text.

    `facts` may have `company`, `starter` and `email`: whom to ask; and `document`, `written`, `deadline`, `why`: what it
    is about.
    """
    # A page that answers a form is shown in another language only if it has an address of its own.
    switchable = request.method == "GET" or bool(frame.home or frame.query)
    context = {"title": title, "text": text, "switchable": switchable, **(facts or {})}
    return page(request, "pages/notice.html", frame, status, **context)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handler404
    return error_page(request, 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400, which also gets bodies that are too large."""
    return error_of(request, error_page)(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handler403
    return error_page(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django's CSRF_FAILURE_VIEW
    return error_of(request, error_page)(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: asks nothing of the database."""
    return error_of(request, error_page)(request, 500)
