"""Pages that say plainly what is the matter and what to do: unknown and dead links, and every kind of error."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Contract, Link, PublicLink
from dojang.documents.errors import FileDamaged
from dojang.lib.errors import BlobDamaged
from dojang.lib.times import to_the_minute
from dojang.signing import texts
from dojang.signing.answers import Frame, page
from dojang.signing.bounds import error_of
from dojang.signing.language import of_reader

# Of these contracts nobody but the company reads anything any more.
_TAKEN_BACK = (Link.RevokeReason.DISPOSED, Link.RevokeReason.DELETED)
_KNOWN = (400, 403, 404, 405, 413, 429, 500)


def clear(request: HttpRequest, status: int, home: str = "") -> HttpResponse:
    """The page for an HTTP error."""
    known = status if status in _KNOWN else 400
    return _said(request, f"error.{known}", status, Frame(of_reader(request), home=home))


@dataclass(frozen=True)
class About:
    """The contract behind a dead link. `is_known` says whether who holds the link may read what it is about."""

    contract: Contract
    is_known: bool


def dead(
    request: HttpRequest, reason: str, frame: Frame | None = None, about: About | None = None, status: int = 410
) -> HttpResponse:
    """The page for a link that no longer opens anything. `reason` is one of `Link.RevokeReason`, or unknown, session, preview, over.

    Who holds a link to a contract reads whom to ask, and what it was and why it ended if they may know.
    """
    if about is not None and about.contract.embed and reason == Link.RevokeReason.USED:
        reason = "used-embed"
    name = f"dead.{reason}" if f"dead.{reason}.title" in texts.TEXTS else "error.404"
    frame = frame or Frame(of_reader(request))
    told = {**whom_to_ask(about.contract, frame.language), **_ended(about, reason, frame.language)} if about else {}
    return _said(request, name, status, frame, told)


def damaged(request: HttpRequest, fault: FileDamaged | BlobDamaged) -> HttpResponse:
    """The page for a file that is not given out, because the store no longer has it as it was.

    Only of a completed document or certificate is the company notified by the server.
    """
    name = "damaged.unread"
    if isinstance(fault, FileDamaged):
        name = "damaged.missing" if fault.is_missing else "damaged.changed"
    return _said(request, name, 500, Frame(of_reader(request)))


def opened_too_often(request: HttpRequest, wait: timedelta, frame: Frame) -> HttpResponse:
    """The page for a link that has been opened too often, with when it opens again."""
    seconds = max(ceil(wait.total_seconds()), 1)
    title = texts.say("opened-often.title", frame.language)
    text = texts.say("opened-often.text", frame.language, minutes=ceil(seconds / 60))
    response = page(request, "clear.html", frame, 429, title=title, text=text, switchable=bool(frame.query))
    response["Retry-After"] = str(seconds)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handler404
    return clear(request, 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400, which also hears of bodies that are too large."""
    return error_of(request, clear)(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 — Django's handler403
    return clear(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django's CSRF_FAILURE_VIEW
    return error_of(request, clear)(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: asks nothing of the database."""
    return clear(request, 500)


def _said(
    request: HttpRequest, name: str, status: int, frame: Frame, told: Mapping[str, str] | None = None
) -> HttpResponse:
    title, text = (texts.say(f"{name}.{part}", frame.language) for part in ("title", "text"))
    # A page that answers a form is shown in another language only if it has an address of its own.
    switchable = request.method == "GET" or bool(frame.home or frame.query)
    return page(request, "clear.html", frame, status, title=title, text=text, switchable=switchable, **(told or {}))


def whom_to_ask(about: Contract | PublicLink, language: str) -> dict[str, str]:
    """The company and the person in whose name it was sent."""
    named = texts.addressed(about.starter.display_name, language)
    return {"company": about.company.name, "starter": named, "email": about.starter.email}


def _ended(about: About, reason: str, language: str) -> dict[str, str]:
    """What the contract was, and why or when it ended."""
    contract = about.contract
    if not about.is_known or reason in _TAKEN_BACK:
        return {}
    expired = reason == Link.RevokeReason.EXPIRED and contract.expires_at is not None
    return {
        "document": contract.title,
        "written": contract.language,
        "why": contract.end_reason if reason == Link.RevokeReason.CANCELED else "",
        "deadline": to_the_minute(contract.expires_at, contract.timezone, language)
        if expired and contract.expires_at
        else "",
    }
