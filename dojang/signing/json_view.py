"""What the scripts of a signer's page ask for: small answers in JSON, whatever goes wrong."""

from collections.abc import Callable
from functools import wraps
from math import ceil

from django.http import HttpRequest, HttpResponse, JsonResponse

from dojang.contracts.errors import (
    ConsentRequired,
    ContractEnded,
    LinkDead,
    LinkUnknown,
    NotYourTurn,
    ProofRequired,
    ValueRefused,
    WrongState,
)
from dojang.contracts.models import Session
from dojang.lib.errors import DojangError, TooManyRequests
from dojang.pages.bounds import ViewBounds
from dojang.pages.error_pages import ERRORS
from dojang.pages.language import of_reader
from dojang.pages.responses import guarded
from dojang.signing import box_errors, sessions
from dojang.signing.session_frame import frame_of
from dojang.signing.texts import TEXTS, say

SessionView = Callable[[HttpRequest, Session], HttpResponse]
_SMALL = 10_000
_MOVED_ON = (WrongState, ContractEnded, NotYourTurn, ProofRequired, ConsentRequired)


def json_view(method: str, *, max_bytes: int = _SMALL) -> Callable[[SessionView], Callable[..., HttpResponse]]:
    """A view of a session that answers `method` alone, for our own scripts; a refusal is JSON too, with a `text` to show."""

    def around(view: SessionView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inner(request: HttpRequest, session_id: int) -> HttpResponse:
            session = sessions.find(request, session_id)
            if session is None:
                return refused(403, say("dead.session.text", of_reader(request)))
            try:
                return view(request, session)
            except DojangError as error:
                return _refusal(error, frame_of(request, session).language)

        ViewBounds((method,), max_bytes, _error).put_on(inner)
        return inner

    return around


def _error(request: HttpRequest, status: int) -> HttpResponse:
    """A request without its cookies fails as forged first; the reader's session has ended, and the page says so."""
    match = request.resolver_match
    if status == 403 and match and sessions.find(request, match.kwargs["session_id"]) is None:
        return refused(403, say("dead.session.text", of_reader(request)))
    return refused(status, ERRORS[status][1].of(of_reader(request)))


def answered(**facts: object) -> HttpResponse:
    """Facts for the script."""
    return guarded(JsonResponse(facts))


def refused(status: int, text: str, **facts: object) -> HttpResponse:
    """What is wrong, in words that the script may show."""
    return guarded(JsonResponse({"text": text, **facts}, status=status))


def _refusal(error: DojangError, language: str) -> HttpResponse:
    """The answer to an error; one that is not about the request or how the contract stands is raised again."""
    if isinstance(error, ValueRefused):
        return refused(422, box_errors.of_value(error.reason, error.details, language), reason=error.reason)
    if isinstance(error, TooManyRequests):
        response = refused(429, say("script.slower", language))
        response["Retry-After"] = str(max(ceil(error.wait.total_seconds()), 1))
        return response
    if isinstance(error, LinkDead):
        name = f"dead.{error.reason}.text"
        return refused(410, TEXTS.get(name, ERRORS[404][1]).of(language))
    if isinstance(error, LinkUnknown):
        return refused(404, ERRORS[404][1].of(language))
    if isinstance(error, _MOVED_ON):
        return refused(409, say("script.moved", language))
    raise error
