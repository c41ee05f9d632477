"""Work that is limited in all, shared fairly among those who ask for it."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Turns:
    """`room` for work that has a weight, in the order in which it came.

    Each asker has one turn at a time, so that no asker waits for all the work of another. Work that weighs more than the room
    waits until it has all of it.
    """

    def __init__(self, room: int) -> None:
        self._room = self._free = room
        self._waiting: deque[tuple[int, asyncio.Event]] = deque()
        self._own: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, asker: Hashable, weight: int = 1) -> AsyncIterator[None]:
        """A turn, once it has come."""
        weight = min(weight, self._room)
        own = self._own.setdefault(asker, asyncio.Lock())
        async with own:
            await self._enter(weight)
            try:
                yield
            finally:
                self._leave(weight)

    async def _enter(self, weight: int) -> None:
        mine = weight, asyncio.Event()
        self._waiting.append(mine)
        self._admit()
        try:
            await mine[1].wait()
        except asyncio.CancelledError:
            if mine in self._waiting:
                self._waiting.remove(mine)
                self._admit()
            else:  # its turn came in the same moment
                self._leave(weight)
            raise

    def _leave(self, weight: int) -> None:
        self._free += weight
        self._admit()

    def _admit(self) -> None:
        while self._waiting and self._waiting[0][0] <= self._free:
            weight, admitted = self._waiting.popleft()
            self._free -= weight
            admitted.set()
