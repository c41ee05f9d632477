"""Whose token a request carries, in the words of the eSignon API or in the usual ones, and whether the request is admitted."""

import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from dojang.companies import rate_limits
from dojang.companies.callers import Caller, find_caller
from dojang.companies.errors import ApiNotAllowed
from dojang.companies.rate_limits import RateLimit
from dojang.lib.errors import TooManyRequests

_TOKEN = re.compile(r"\s*(?:esignon|bearer)\s+(\S+)\s*", re.IGNORECASE)


def caller_of(request: HttpRequest) -> Caller | None:
    """The caller, counted once against the pace of its token; None without a good token.

    The caller is kept on the request, for `known_caller`. Raises `ApiNotAllowed` and `TooManyRequests`.
    """
    if getattr(request, "is_admitted", False):
        return known_caller(request)
    given = (_TOKEN.fullmatch(request.headers.get(name, "")) for name in ("Authorization", "Authentication"))
    secret = next((match[1] for match in given if match), None)
    caller = find_caller(secret) if secret else None
    request.caller = caller  # type: ignore[attr-defined]
    if caller is not None:
        is_of_ours = request.headers.get("Origin", settings.BASE_URL) == settings.BASE_URL
        if not is_of_ours and not caller.company.cors:
            return None  # a page of another origin, for a company that wants none of that
        rate_limits.take(RateLimit("token", settings.API_CALLS, timedelta(minutes=1)), caller.token_id)
    request.is_admitted = True  # type: ignore[attr-defined]
    return caller


def is_admitted(request: HttpRequest) -> bool:
    """Whether the request has a good token that is within its pace."""
    try:
        return caller_of(request) is not None
    except (ApiNotAllowed, TooManyRequests):
        return False


def known_caller(request: HttpRequest) -> Caller | None:
    """The caller that was found for the request, if one was, also where the call was then refused."""
    caller = getattr(request, "caller", None)
    return caller if isinstance(caller, Caller) else None
