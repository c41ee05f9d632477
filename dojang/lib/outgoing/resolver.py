"""Resolves names to addresses and checks each of them."""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

_RESOLVER_THREADS = 64  # a name server that hangs holds a thread; a few of them must not stop all calls
Permits = Callable[[str, int], bool]  # of an address and a port


class ForbiddenAddress(OSError):
    """The address is neither public nor allowed."""


class CheckedResolver(AbstractResolver):
    """Refuses a name as a whole when one of its addresses is not permitted, and on every error."""

    def __init__(self, lookup: AbstractResolver, permits: Permits) -> None:
        self._lookup, self._permits = lookup, permits

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._lookup.resolve(host, port, family)
        for one in found:
            if not self._permits(one["host"], port):
                raise ForbiddenAddress(f"{host} leads to {one['host']}")
        return found

    async def close(self) -> None:
        """The lookup is shared and closed by its owner."""


class SystemLookup(AbstractResolver):
    """The system's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolver")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        try:
            infos = await loop.run_in_executor(
                self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
            )
        except UnicodeError as error:  # a label that IDNA cannot write
            raise OSError(f"{host} is no name") from error
        return [_result(host, port, info) for info in infos]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _result(host: str, port: int, info: tuple[Any, ...]) -> ResolveResult:
    family, _type, proto, _name, address = info
    return ResolveResult(
        hostname=host, host=address[0], port=port, family=family, proto=proto, flags=socket.AI_NUMERICHOST
    )
