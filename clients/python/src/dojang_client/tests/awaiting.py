"""The awaited client for tests that do not await, so that one test serves both flavours."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, cast

import httpx

from dojang_client import AsyncDojang, Dojang

Flavour = Literal["sync", "async"]
FLAVOURS: tuple[Flavour, ...] = ("sync", "async")


_TLS = ssl.create_default_context()  # to make one for each test would cost more than the tests


@contextmanager
def client(
    flavour: Flavour,
    base_url: str,
    token: str | None = None,
    *,
    transport: httpx.MockTransport | None = None,
    **more: Any,
) -> Iterator[Dojang]:
    """A client of either flavour, called in the same way."""
    if flavour == "sync":
        with (
            httpx.Client(transport=transport, verify=_TLS) as http,
            Dojang(base_url, token, http=http, **more) as dojang,
        ):
            yield dojang
        return
    with asyncio.Runner() as runner:
        awaited = httpx.AsyncClient(transport=transport, verify=_TLS)
        yield cast("Dojang", _Waiting(AsyncDojang(base_url, token, http=awaited, **more), runner))
        runner.run(awaited.aclose())


class _Waiting:
    """Waits for whatever the thing behind it would have had awaited."""

    def __init__(self, thing: object, runner: asyncio.Runner) -> None:
        self._thing, self._runner = thing, runner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        return _Waiting(found, self._runner) if callable(found) or name in vars(self._thing) else found

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        told = cast("Any", self._thing)(*arguments, **named)
        if isinstance(told, AsyncIterator):
            return self._each(told)
        return self._runner.run(_awaited(told)) if isinstance(told, Awaitable) else told

    def __repr__(self) -> str:
        return repr(self._thing)

    def _each(self, rows: AsyncIterator[Any]) -> Iterator[Any]:
        while True:
            try:
                yield self._runner.run(_awaited(anext(rows)))
            except StopAsyncIteration:
                return


async def _awaited(what: Awaitable[Any]) -> Any:
    return await what
