"""Answers that come later: the request gives its thread back, and is answered once what it waits for has come to its end.

There are few threads. One that waits for a receiver or a worker serves no other request.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse

WAITS = "dojang.waits"  # in a request's environment: its server can wait without a thread
T = TypeVar("T")
Outcome = Callable[[], T]  # returns what came, or raises


class DeferredResponse(HttpResponse):
    """What a view answers in the meantime. `config.buffering` awaits `work`, and sends what `then` makes of its outcome."""

    def __init__(self, work: Callable[[], Awaitable[Any]], then: Callable[[Outcome[Any]], HttpResponse]) -> None:
        super().__init__(status=202)
        self.work, self.then = work, then


def respond_later(
    request: HttpRequest, work: Callable[[], Awaitable[T]], then: Callable[[Outcome[T]], HttpResponse]
) -> HttpResponse:
    """An answer that `then` makes, in a thread again, when `work` is done. `then` raises nothing.

    A server that cannot wait, as in tests, waits in this thread.
    """
    if request.META.get(WAITS):
        return DeferredResponse(work, then)
    return then(asyncio.run(outcome_of(work)))


async def outcome_of(work: Callable[[], Awaitable[T]]) -> Outcome[T]:
    """What comes of the work, or the error that it ends with; the caller asks for it later."""
    try:
        value = await work()
    except Exception as exc:  # noqa: BLE001 - raised again where it can be answered
        error = exc  # the name ends with the clause

        def fail() -> T:
            raise error

        return fail
    return lambda: value


async def query_in_thread(query: Callable[[], T]) -> T:
    """What a short look into the database gives, by a thread that holds no connection afterwards."""

    def act() -> T:
        try:
            return query()
        finally:
            if not connection.in_atomic_block:
                connection.close()

    return await asyncio.to_thread(act)
