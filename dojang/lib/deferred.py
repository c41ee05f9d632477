"""Answers that come later: a request returns its thread while it waits for a receiver or a worker.

There are few threads, and one that waits serves no other request.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse

WAITS = "dojang.waits"  # in a request's environment: its server can wait without a thread
T = TypeVar("T")
Outcome = Callable[[], T]  # returns the result, or raises


class DeferredResponse(HttpResponse):
    """What a view returns. `config.buffering` awaits `work`, and sends what `then` makes of its outcome."""

    def __init__(self, work: Callable[[], Awaitable[Any]], then: Callable[[Outcome[Any]], HttpResponse]) -> None:
        super().__init__(status=202)
        self.work, self.then = work, then


def respond_later(
    request: HttpRequest, work: Callable[[], Awaitable[T]], then: Callable[[Outcome[T]], HttpResponse]
) -> HttpResponse:
    """An answer that `then` makes, in a thread, when `work` is done. `then` raises nothing.

    A server that cannot defer answers, as in tests, waits in this thread.
    """
    if request.META.get(WAITS):
        return DeferredResponse(work, then)
    return then(asyncio.run(outcome_of(work)))


async def outcome_of(work: Callable[[], Awaitable[T]]) -> Outcome[T]:
    """The result of the work, or the error that it raised; the caller gets it by calling the outcome."""
    try:
        value = await work()
    except Exception as exc:  # noqa: BLE001 - raised again where it can be answered
        error = exc  # the name ends with the clause

        def fail() -> T:
            raise error

        return fail
    return lambda: value


async def query_in_thread(query: Callable[[], T]) -> T:
    """The result of a short query, in a thread that holds no connection afterwards."""

    def act() -> T:
        try:
            return query()
        finally:
            if not connection.in_atomic_block:
                connection.close()

    return await asyncio.to_thread(act)
