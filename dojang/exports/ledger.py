"""The dispatcher's book in PostgreSQL: who works on which contract, what came of it. Its SQL is in `statements`.

A dispatcher is present while its session holds an advisory lock under its number. What it has claimed carries that number, so
whoever finds the lock gone may free it; and a claim number, so that a result which comes too late changes nothing.
"""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from dojang.exports.statements import CROWDED, GIVE_UP, LOCK_CLASS, PARK_FORGOTTEN, REAP, RECORD, TAKE_DUE, TAKE_WAITING

CHANNEL = "dojang_exports"  # where others tell that there is something to do, by `waking`
_STATEMENT_SECONDS = 20
_CONNECTION: dict[str, Any] = {
    "connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 15_000,
    "application_name": "dojang dispatcher",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery that this dispatcher, and nobody else, is to send now."""

    contract_id: int
    claim: int
    endpoint: str
    fails: int
    failing_since: datetime | None
    delivery_id: int
    seq: int
    webhook_id: UUID
    url: str
    body: bytes
    authorization: str = field(repr=False)
    secrets: list[str] = field(repr=False)  # each signs, the newest first
    number: int


class Verdict(StrEnum):
    """What a try means for the contract's line."""

    DELIVERED = "delivered"
    RETRY = "retry"
    PARKED = "parked"
    STOPPED = "stopped"
    RELEASED = "released"  # broken off by us: due again at once, and no failure of the receiver's


@dataclass(frozen=True, slots=True)
class Result:
    """One try and its verdict, in the order of the columns that `RECORD` takes."""

    contract_id: int
    claim: int
    delivery_id: int
    number: int
    started_at: datetime
    duration: int  # milliseconds
    status: int | None
    error: str
    remote_ip: str | None
    answer: str
    verdict: Verdict
    delay: float = 0.0  # seconds, for RETRY


@dataclass(frozen=True)
class Take:
    """What a look for due streams gave: deliveries to send, and endpoints whose streams had to wait."""

    claimed: list[Claimed]
    crowded: frozenset[str]
    looked_at: int


_CLAIMED = tuple(column.name for column in fields(Claimed))
_ROW = attrgetter(*(column.name for column in fields(Result)))
Session = psycopg.AsyncConnection[Any]


class Ledger:
    """One dispatcher's sessions: one for presence and notifications, one for claims, one for results.

    Every method raises `psycopg.Error` when the database is out of reach or not as it should be; then all sessions are to be
    given up. Only from `record`, `psycopg.DataError` and `psycopg.IntegrityError` are about a result instead.
    """

    def __init__(self, number: int, presence: Session, claims: Session, results: Session) -> None:
        self.number = number
        self._presence, self._claims, self._results = presence, claims, results

    async def notifications(self) -> AsyncIterator[str]:
        """Once for each time that something was planned, about: the endpoint that a person let go on, or nothing.

        It ends only with an error.
        """
        async for notification in self._presence.notifies():
            yield notification.payload

    async def take_due(self, most: int, usual: int, room: dict[str, int]) -> Take:
        """Claim at most `most` deliveries that are due. `room` tells endpoints that have less than `usual` room."""
        asked = {"most": most, "usual": usual, "endpoints": list(room), "free": list(room.values()), "me": self.number}
        rows = await (await self._claims.execute(TAKE_DUE, asked)).fetchall()
        looked_at, crowded = rows[0][-2:]
        claimed = [Claimed(**dict(zip(_CLAIMED, row, strict=False))) for row in rows if row[0] is not None]
        return Take(claimed, frozenset(crowded or ()), looked_at)

    async def take_waiting(self, most: int, room: dict[str, int]) -> list[Claimed]:
        """Claim deliveries that were set aside, as many of each endpoint as `room` says."""
        asked = {"most": most, "endpoints": list(room), "free": list(room.values()), "me": self.number}
        async with self._claims.cursor(row_factory=class_row(Claimed)) as cursor:
            await cursor.execute(TAKE_WAITING, asked)
            return list(await cursor.fetchall())

    async def crowded(self) -> frozenset[str]:
        """Endpoints, not paused, with streams that were set aside, by whichever dispatcher."""
        return frozenset(row[0] for row in await (await self._claims.execute(CROWDED)).fetchall())

    async def record(self, results: Sequence[Result]) -> frozenset[int]:
        """Write the results down, in one transaction. Returns the contracts that are done; others' turn comes again."""
        columns = [list(column) for column in zip(*map(_ROW, results), strict=True)]
        return frozenset(row[0] for row in await (await self._results.execute(RECORD, columns)).fetchall())

    async def give_up(self, result: Result, reason: str) -> bool:
        """Park the stream of a result that cannot be written down. Returns whether it is done, as by `record`."""
        asked = {
            "contract_id": result.contract_id,
            "claim": result.claim,
            "delivery_id": result.delivery_id,
            "reason": reason,
        }
        return await (await self._results.execute(GIVE_UP, asked)).fetchone() is not None

    async def reap(self) -> int:
        """Free what dispatchers left behind that are gone; how many streams."""
        return len(await (await self._claims.execute(REAP)).fetchall())

    async def park_forgotten(self, endpoints: list[str], seconds: float) -> int:
        """Park streams that have waited longer than any trying lasts for these endpoints, which keep failing; how many."""
        asked = {"endpoints": endpoints, "seconds": seconds}
        return int((await self._claims.execute(PARK_FORGOTTEN, asked)).rowcount)


@asynccontextmanager
async def opened(conninfo: str) -> AsyncIterator[Ledger]:
    """Sessions with the database and, as long as the block lasts, a presence under a fresh number."""
    async with AsyncExitStack() as stack:
        sessions = [await stack.enter_async_context(await _connect(conninfo)) for _ in range(3)]
        number = await _take_number(sessions[0])
        await sessions[0].execute(f"LISTEN {CHANNEL}")
        yield Ledger(number, *sessions)


async def _connect(conninfo: str) -> Session:
    session = await psycopg.AsyncConnection.connect(conninfo, autocommit=True, **_CONNECTION)
    await session.execute(f"SET statement_timeout = '{_STATEMENT_SECONDS}s'")
    # Tables that are queues fill and empty faster than their statistics follow; every statement here has its index.
    await session.execute("SET enable_seqscan = off")
    return session


async def _take_number(session: Session) -> int:
    while True:
        number = secrets.randbelow(2**31 - 1) + 1
        row = await (await session.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, number])).fetchone()
        if row and row[0]:
            return number
