"""What is raised in a call of v3 becomes what is answered; `problems` has the table."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from dojang.api import json_body
from dojang.api.parameters import InvalidParameter
from dojang.api.start.complaints import RuleBroken, bad_value
from dojang.api.v3.json import language_of, refusal
from dojang.api.v3.problems import (
    BAD_PARAMETER,
    BAD_TOKEN,
    BAD_VALUE,
    BROKEN_FORM,
    NOT_FOUND,
    TABLE,
    TOO_BIG,
    UNEXPECTED,
    UNREADABLE,
)
from dojang.api.v3.validation import SPELLING, invalid_parameter
from dojang.contracts.errors import ValueRefused
from dojang.lib.bounded_json import Bounds
from dojang.lib.errors import DojangError, TooManyRequests, row_for

_log = logging.getLogger(__name__)


def register(api: NinjaAPI) -> None:
    """Have the API answer what is raised in its calls as said here."""
    for kind, handler in _HANDLERS.items():
        api.add_exception_handler(kind, handler)


def answered(request: HttpRequest, exc: Exception) -> HttpResponse:
    """The answer to what was raised where ninja does not see it."""
    handler = row_for(_HANDLERS, exc) or _unexpected
    return handler(request, exc)


def _from_table(request: HttpRequest, exc: Any) -> HttpResponse:
    problem = row_for(TABLE, exc) or UNEXPECTED
    response = refusal(request, problem, **(exc.params() if isinstance(exc, DojangError) else {}))
    if problem is BAD_TOKEN:
        response["WWW-Authenticate"] = "Bearer"
    if isinstance(exc, TooManyRequests):
        response["Retry-After"] = str(exc.seconds)
    return response


def _wrong_parameter(request: HttpRequest, exc: InvalidParameter) -> HttpResponse:
    return refusal(request, BAD_PARAMETER, reason=exc.text.of(language_of(request), **exc.values))


def _broken_rule(request: HttpRequest, exc: RuleBroken) -> HttpResponse:
    return refusal(request, BAD_PARAMETER, reason=exc.sentence(language_of(request), SPELLING))


def _bad_value(request: HttpRequest, exc: ValueRefused) -> HttpResponse:
    return refusal(request, BAD_VALUE, reason=bad_value(exc, language_of(request)))


def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    """The first of what pydantic found. An id in the path that can be none names nothing."""
    if any(error["loc"][0] == "path" for error in exc.errors):
        return refusal(request, NOT_FOUND)
    return _wrong_parameter(request, invalid_parameter(exc.errors[0]))


def _unreadable(request: HttpRequest, exc: HttpError) -> HttpResponse:
    """Ninja wraps whatever the reader of bodies raises."""
    cause = exc.__cause__
    fault = cause.fault if isinstance(cause, json_body.Unreadable) else BROKEN_FORM
    problem = TOO_BIG if isinstance(cause, json_body.Unreadable) and cause.is_too_big else UNREADABLE
    return refusal(request, problem, reason=fault.of(language_of(request)))


def _broken_form(request: HttpRequest, _exc: Exception) -> HttpResponse:
    return refusal(request, UNREADABLE, reason=BROKEN_FORM.of(language_of(request)))


def too_big(request: HttpRequest, bounds: Bounds) -> HttpResponse:
    """The answer to more than the call takes."""
    return refusal(request, TOO_BIG, reason=json_body.too_big(bounds).fault.of(language_of(request)))


def _unexpected(request: HttpRequest, exc: Exception) -> HttpResponse:
    _log.error("A call of v3 failed", exc_info=exc)
    return refusal(request, UNEXPECTED)


_HANDLERS: Mapping[type[Exception], Callable[..., HttpResponse]] = {
    **dict.fromkeys(TABLE, _from_table),
    Exception: _unexpected,
    HttpError: _unreadable,
    ValidationError: _invalid,
    InvalidParameter: _wrong_parameter,
    ValueRefused: _bad_value,
    RuleBroken: _broken_rule,
    SuspiciousOperation: _broken_form,
    BadRequest: _broken_form,
    MultiPartParserError: _broken_form,
    UnreadablePostError: _broken_form,
}
