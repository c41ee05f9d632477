"""The dispatcher's book in PostgreSQL: who works on which contract, what came of it. Its SQL is in `statements`.

What a dispatcher has claimed carries its number, so that whoever finds it absent (see `presence`) may free it; and a claim
number, so that a result which comes too late changes nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any
from uuid import UUID

from dojang.exports.presence import Lease, Lock, Presence
from dojang.exports.sessions import Session, connect
from dojang.exports.statements import CROWDED, GIVE_UP, PARK_FORGOTTEN, REAP, RECORD, TAKE_DUE, TAKE_WAITING
from dojang.lib.pooler import is_pooled


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


class Ledger:
    """One dispatcher's sessions: one for presence and notifications, one for claims, one for results.

    Every method raises `psycopg.Error` when the database is out of reach or not as it should be; then all sessions are to be
    given up. Only from `record`, `psycopg.DataError` and `psycopg.IntegrityError` are about a result instead.
    """

    def __init__(self, presence: Presence, claims: Session, results: Session) -> None:
        self.presence, self._claims, self._results = presence, claims, results

    async def take_due(self, most: int, usual: int, room: dict[str, int]) -> Take:
        """Claim at most `most` deliveries that are due. `room` tells endpoints that have less than `usual` room."""
        asked = {"most": most, "usual": usual, "endpoints": list(room), "free": list(room.values()), "me": self._me}
        rows = await (await self._claims.ask(TAKE_DUE, asked)).fetchall()
        looked_at, crowded = rows[0][-2:]
        return Take([_claimed(row) for row in rows if row[0] is not None], frozenset(crowded or ()), looked_at)

    async def take_waiting(self, most: int, room: dict[str, int]) -> list[Claimed]:
        """Claim deliveries that were set aside, as many of each endpoint as `room` says."""
        asked = {"most": most, "endpoints": list(room), "free": list(room.values()), "me": self._me}
        return [_claimed(row) for row in await (await self._claims.ask(TAKE_WAITING, asked)).fetchall()]

    async def crowded(self) -> frozenset[str]:
        """Endpoints, not paused, with streams that were set aside, by whichever dispatcher."""
        return frozenset(row[0] for row in await (await self._claims.ask(CROWDED)).fetchall())

    async def record(self, results: Sequence[Result]) -> frozenset[int]:
        """Write the results down, in one transaction. Returns the contracts that are done; others' turn comes again."""
        columns = [list(column) for column in zip(*map(_ROW, results), strict=True)]
        return frozenset(row[0] for row in await (await self._results.ask(RECORD, columns)).fetchall())

    async def give_up(self, result: Result, reason: str) -> bool:
        """Park the stream of a result that cannot be written down. Returns whether it is done, as by `record`."""
        asked = {
            "contract_id": result.contract_id,
            "claim": result.claim,
            "delivery_id": result.delivery_id,
            "reason": reason,
        }
        return await (await self._results.ask(GIVE_UP, asked)).fetchone() is not None

    async def reap(self) -> int:
        """Free what dispatchers left behind that are gone; how many streams."""
        return len(await (await self._claims.ask(REAP)).fetchall())

    async def park_forgotten(self, endpoints: list[str], seconds: float) -> int:
        """Park streams that have waited longer than any trying lasts for these endpoints, which keep failing; how many."""
        return (await self._claims.ask(PARK_FORGOTTEN, {"endpoints": endpoints, "seconds": seconds})).rowcount

    @property
    def _me(self) -> int:
        return self.presence.number


@asynccontextmanager
async def opened(conninfo: str) -> AsyncIterator[Ledger]:
    """Sessions with the database and, as long as the block lasts, a presence under a fresh number."""
    pooled = await asyncio.to_thread(is_pooled, conninfo)
    async with AsyncExitStack() as stack:
        sessions = []
        for _ in range(3):
            sessions.append(await connect(conninfo, pooled=pooled))
            await stack.enter_async_context(sessions[-1].connection)
        presence: Presence = await (Lease if pooled else Lock).taken(sessions[0])
        yield Ledger(presence, *sessions[1:])
        await presence.leave()


def _claimed(row: Sequence[Any]) -> Claimed:
    return Claimed(**dict(zip(_CLAIMED, row, strict=False)))
