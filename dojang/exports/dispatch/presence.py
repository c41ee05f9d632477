"""How a dispatcher shows that it is there, so that no other takes its work, and how it is notified of new work."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from time import monotonic
from typing import Protocol

import psycopg

from dojang.exports.dispatch.session import Session
from dojang.exports.dispatch.statements import APPEAR, IS_DUE, LEAVE, LOCK_CLASS, STAY

CHANNEL = "dojang_exports"  # where others notify that there is something to do, by `waking`
RESUMED = "resumed"  # what is said there when an endpoint is no longer paused
# A dispatcher that has not been able to renew its lease by a margin before it ends gives up all that it is doing.
LEASE, RENEWAL, MARGIN = 3.0, 1.0, 0.5  # seconds
SHORTEST_PAUSE, LONGEST_PAUSE = 0.01, 0.1  # seconds between looks


class Presence(Protocol):
    """What both can do."""

    number: int

    def news(self) -> AsyncIterator[str]:
        """Once for each time that something was planned, about: `RESUMED`, or nothing.

        It ends only with `psycopg.Error`, when the presence has ended as well.
        """

    async def lost(self) -> None:
        """Raises `psycopg.OperationalError` as soon as others may believe that this dispatcher is gone."""

    async def leave(self) -> None:
        """End the presence."""


class Lock:
    """Present while the session holds an advisory lock under the number; PostgreSQL lets it go when the session ends."""

    def __init__(self, session: Session, number: int) -> None:
        self.number, self._session = number, session

    @classmethod
    async def taken(cls, session: Session) -> "Lock":
        while True:
            number = _some_number()
            cursor = await session.ask("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, number])
            if await cursor.fetchone() == (True,):
                await session.ask(f"LISTEN {CHANNEL}")
                return cls(session, number)

    async def news(self) -> AsyncIterator[str]:
        async for notification in self._session.connection.notifies():
            yield notification.payload
        raise psycopg.OperationalError("the session for notifications has ended")

    async def lost(self) -> None:
        await asyncio.Event().wait()  # it is lost with the session, which `news` notices

    async def leave(self) -> None:
        await self._session.connection.close()


class Lease:
    """Present by a row that has to be renewed: for poolers, where no session is one's own and no notification arrives."""

    def __init__(self, session: Session, number: int, until: float) -> None:
        self.number, self._session, self._until = number, session, until

    @classmethod
    async def taken(cls, session: Session) -> "Lease":
        while True:
            number, until = _some_number(), _from_now()
            cursor = await session.ask(APPEAR, {"me": number, "seconds": LEASE})
            if await cursor.fetchone():
                return cls(session, number, until)

    async def news(self) -> AsyncIterator[str]:
        pause, renewed = SHORTEST_PAUSE, monotonic()
        while True:
            await asyncio.sleep(pause)
            if monotonic() - renewed > RENEWAL:
                renewed = monotonic()
                await self._renew()
            if await (await self._session.ask(IS_DUE)).fetchone() == (True,):
                pause = SHORTEST_PAUSE
                yield ""
            else:
                pause = min(pause * 1.2, LONGEST_PAUSE)

    async def lost(self) -> None:
        # Beside `news`, whose statements may hang for longer.
        while (left := self._until - monotonic()) > 0:
            await asyncio.sleep(left)
        raise psycopg.OperationalError("the lease could not be renewed in time")

    async def leave(self) -> None:
        await self._session.ask(LEAVE, {"me": self.number})

    async def _renew(self) -> None:
        until = _from_now()
        cursor = await self._session.ask(STAY, {"me": self.number, "seconds": LEASE})
        if await cursor.fetchone() is None:
            raise psycopg.OperationalError("the lease has run out")
        self._until = until


def _some_number() -> int:
    return secrets.randbelow(2**31 - 1) + 1


def _from_now() -> float:
    return monotonic() + LEASE - MARGIN
