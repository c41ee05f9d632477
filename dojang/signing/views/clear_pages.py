"""Pages that say plainly what is the matter and what to do: unknown and dead links, and every kind of error."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Contract, Link
from dojang.signing import texts
from dojang.signing.answers import Frame, page
from dojang.signing.language import of_reader

_KNOWN = (400, 403, 404, 405, 413, 429, 500)


def clear(request: HttpRequest, status: int, home: str = "") -> HttpResponse:
    """The page for an HTTP error."""
    known = status if status in _KNOWN else 400
    return _said(request, f"error.{known}", status, Frame(of_reader(request), home=home))


def dead(
    request: HttpRequest,
    reason: str,
    status: int = 410,
    known: str = "",
    home: str = "",
    ancestors: Sequence[str] = (),
    about: Contract | None = None,
) -> HttpResponse:
    """The page for a link that opens nothing any more, in the language `known` of its signer.

    `reason` is one of `Link.Death`, or unknown, session, preview, over; `ancestors` are the origins that may frame the page. Whoever
    holds a link to the contract `about` is told whom to ask.
    """
    if about is not None and about.embed and reason == Link.Death.USED:
        reason = "used-embed"
    name = f"dead.{reason}" if f"dead.{reason}.title" in texts.TEXTS else "error.404"
    frame = Frame(of_reader(request, known), ancestors, home=home)
    return _said(request, name, status, frame, about)


def damaged(request: HttpRequest, *, is_missing: bool) -> HttpResponse:
    """The page for a file that is not given out, because the store no longer has it as it was."""
    name = "damaged.missing" if is_missing else "damaged.changed"
    return _said(request, name, 500, Frame(of_reader(request)))


def wrong_method(request: HttpRequest, methods: Iterable[str]) -> HttpResponse:
    """405, naming what is allowed."""
    response = clear(request, 405)
    response["Allow"] = ", ".join(methods)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handler404
    return clear(request, 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400, which also hears of bodies that are too large."""
    return clear(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handler403
    return clear(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django's CSRF_FAILURE_VIEW
    return clear(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: asks nothing of the database."""
    return clear(request, 500)


def _said(request: HttpRequest, name: str, status: int, frame: Frame, about: Contract | None = None) -> HttpResponse:
    title, text = (texts.say(f"{name}.{part}", frame.language) for part in ("title", "text"))
    whom = _whom_to_ask(about, frame.language) if about else {}
    # A page that answers a form cannot be shown again in another language by asking for its address.
    return page(
        request, "clear.html", frame, status, title=title, text=text, **whom, switchable=request.method == "GET"
    )


def _whom_to_ask(contract: Contract, language: str) -> dict[str, str]:
    starter = contract.starter
    named = texts.addressed(starter.display_name, language)
    return {"company": contract.company.name, "starter": named, "email": starter.email}
