"""Calls of v3 whose answer waits for something outside: `return later(request, work, then)` in a call."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from dojang.api.v3 import errors
from dojang.lib.deferred import Outcome, respond_later

T = TypeVar("T")


def later(
    request: HttpRequest, work: Callable[[], Awaitable[T]], then: Callable[[Outcome[T]], HttpResponse]
) -> HttpResponse:
    """What `then` answers once the work is done. What it raises is answered as everywhere in v3."""

    def answer(outcome: Outcome[T]) -> HttpResponse:
        try:
            return then(outcome)
        except Exception as exc:  # noqa: BLE001 - as ninja does for what a call raises
            return errors.answered(request, exc)

    return respond_later(request, work, answer)
