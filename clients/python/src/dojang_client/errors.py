"""What can go wrong. Everything is a `DojangError`; none of its texts holds a token."""


class DojangError(Exception):
    """Anything of the following."""

    todo = ""  # what to do, in a sentence


class NotReached(DojangError):
    """The server could not be reached, or the connection broke before its whole answer was there."""

    todo = "Check the address and the network, and try again."

    def __init__(self, request: str, reason: str, *, may_have_arrived: bool) -> None:
        super().__init__(f"{request}: {reason}. {self.todo}")
        self.request = request
        # Whether the server may have done what it was asked for. With the same `key` it does so only once.
        self.may_have_arrived = may_have_arrived


class TimedOut(NotReached):
    """The server did not answer in time."""

    todo = "Try again, with the same `key` if it is to happen only once, or give more `timeout`."


class NotUnderstood(DojangError):
    """What answered does not speak as Dojang does: a proxy, a page, another server."""

    todo = "Check that `base_url` is the server's own, with https where it has it."

    def __init__(self, request: str, status: int, reason: str) -> None:
        super().__init__(f"{request}: {status}, {reason}. {self.todo}")
        self.request, self.status = request, status


class Refused(DojangError):
    """The server understood, and said no.

    `status` is that of HTTP, `code` a word for programs (of the coded calls a number), `text` a sentence for people, and
    `todo` what to do about it. `retry_after` are the seconds to wait, where the server said so.
    """

    todo = "Change the request as the text says; sent again as it is, it will be refused again."

    def __init__(self, request: str, status: int, code: str, text: str, *, retry_after: float | None = None) -> None:
        super().__init__(f"{request}: {status} {code}: {text} {self.todo}")
        self.request, self.status, self.code, self.text, self.retry_after = request, status, code, text, retry_after


class BadRequest(Refused):
    """400, 413, 422: the request cannot be taken as it is."""


class NotAuthenticated(Refused):
    """401: the token is missing, unknown, expired or revoked."""

    todo = "Log in again, or give a token that is valid."


class NotAllowed(Refused):
    """403: the token lacks the scope, or the plan does not allow it."""

    todo = "Use a token with the scope that the call needs, or have the company's plan changed."


class NotFound(Refused):
    """404: there is no such thing in the token's company."""

    todo = "Check the id, and that the token is of the right company."


class Conflict(Refused):
    """409: the state of things does not allow it now."""

    todo = "Read it again and decide anew."


class TooManyRequests(Refused):
    """429: called too often, and waiting as the server asked would take longer than `Retries` allows."""

    todo = "Wait for `retry_after` seconds, and call less often."


class ServerFault(Refused):
    """5xx: a fault of the server, or of what stands before it."""

    todo = "Try again later; the server's log tells more."


class WaitedInVain(DojangError):
    """What was waited for has not come in the time that was given."""

    todo = "Wait longer; it goes on without you."


class NotGenuine(DojangError):
    """What arrived is not a fresh export of this company."""

    todo = "Answer 401 and use nothing of it. If it was one, check the secret, the clock, and that the body is as it arrived."


_BY_STATUS: dict[int, type[Refused]] = {
    400: BadRequest,
    401: NotAuthenticated,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    413: BadRequest,
    422: BadRequest,
    429: TooManyRequests,
}


def refusal_of(status: int) -> type[Refused]:
    """The error of this status."""
    return _BY_STATUS.get(status, ServerFault if status >= 500 else Refused)
