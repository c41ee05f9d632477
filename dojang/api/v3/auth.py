"""Who may make a call of v3: `auth=needs(scope)`."""

from typing import Any

from django.http import HttpRequest

from dojang.api.auth import caller_of
from dojang.companies.callers import Caller, Scope


class BadToken(Exception):
    """The call has no token, or one that opens nothing."""


class Request(HttpRequest):
    """A request whose token is a good one."""

    auth: Caller


class Token:
    """The token of a login, or one made for a program, with the scope that the call needs; None: any token will do."""

    openapi_security_schema: dict[str, Any] = {
        "type": "http",
        "scheme": "bearer",
        "description": "`Authorization: Bearer <token>` or, as the eSignon API writes it, `Authorization: esignon <token>`.",
    }

    def __init__(self, scope: Scope | None) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        caller = caller_of(request)
        if caller is None:
            raise BadToken
        if self.scope is not None:
            caller.require(self.scope)
        return caller


def needs(scope: Scope | None) -> Token:
    """What the token of a call has to allow; None: nothing but that it is a good one."""
    return Token(scope)
