"""The dispatcher's book in PostgreSQL: who works on which contract, what came of it. Its SQL is in `statements`.

What a dispatcher has claimed carries its number, so that a dispatcher that finds it absent (see `presence`) may free it; and a claim
number, so that a result which comes too late changes nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg.types.json import Json

from dojang.exports.dispatch.places import Endpoint, Room
from dojang.exports.dispatch.presence import Lease, Lock, Presence
from dojang.exports.dispatch.session import Session, connect
from dojang.exports.dispatch.statements import (
    CROWDED,
    GIVE_UP,
    MISSING,
    PARK_FORGOTTEN,
    REAP,
    RECORD,
    TAKE_DUE,
    TAKE_WAITING,
)
from dojang.lib.postgres.pooler import is_pooled


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this dispatcher alone is to send now; in the order of the columns that claims return."""

    contract_id: int
    claim: int
    company_id: int
    endpoint_id: int
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

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint(self.company_id, self.endpoint_id)


class Outcome(StrEnum):
    """What a try means for the contract's line."""

    DELIVERED = "delivered"
    RETRY = "retry"
    PARKED = "parked"
    STOPPED = "stopped"
    RELEASED = "released"  # broken off by us: due again at once, and no failure of the receiver's


@dataclass(frozen=True, slots=True)
class Result:
    """One try and its verdict, by the names that `RECORD` knows."""

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
    verdict: Outcome
    delay: float = 0.0  # seconds, for RETRY


@dataclass(frozen=True)
class Take:
    """What a look for due streams gave."""

    fresh: int  # streams that were due
    again: int  # and those of them that have failed before
    crowded: frozenset[Endpoint]  # those whose streams had to wait
    claimed: list[Claimed]


@dataclass(frozen=True)
class Recorded:
    """What came of writing results down."""

    done: frozenset[int]  # contracts; others' turn comes again
    due: bool  # whether one of them is due again
    claimed: list[Claimed]  # what is next for those that continued at once


_COLUMNS = tuple(column.name for column in fields(Result))


class Store:
    """One dispatcher's sessions: for presence and notifications, for claims, for results, and for looking after it all.

    Every method raises `psycopg.Error` when the database is out of reach or not as it should be; then all sessions are to be
    given up. Only from `record`, `psycopg.DataError` and `psycopg.IntegrityError` are about a result instead.
    """

    def __init__(self, presence: Presence, claims: Session, results: Session, upkeep: Session) -> None:
        self.presence, self._claims, self._results, self._upkeep = presence, claims, results, upkeep
        self._missing: set[int] = set()

    async def take_due(self, most: int, again: int, room: Room) -> Take:
        """Claim at most `most` deliveries that are due, and at most `again` where it has failed before, where there is room."""
        usual = {"usual": room.usual, "usual_of_company": room.usual_of_company}
        companies = {"companies": list(room.companies), "left": list(room.companies.values())}
        asked = {"most": most, "again": again, "me": self._me} | usual | companies | _as_columns(room.endpoints)
        rows = await (await self._claims.ask(TAKE_DUE, asked)).fetchall()
        fresh, failed, crowded = rows[0][:3]
        return Take(fresh, failed, _endpoints(crowded or ()), [Claimed(*row[3:]) for row in rows if row[3] is not None])

    async def take_waiting(self, most: int, room: Mapping[Endpoint, int]) -> list[Claimed]:
        """Claim deliveries that were set aside, as many of each endpoint as `room` says."""
        asked = {"most": most, "me": self._me} | _as_columns(room)
        return [Claimed(*row) for row in await (await self._claims.ask(TAKE_WAITING, asked)).fetchall()]

    async def crowded(self) -> frozenset[Endpoint]:
        """Endpoints, not paused, with streams that were set aside, by whichever dispatcher."""
        return _endpoints(await (await self._upkeep.ask(CROWDED)).fetchall())

    async def record(
        self, results: Sequence[Result], *, go_on: bool = False, crowded_out: Sequence[int] = ()
    ) -> Recorded:
        """Write the results down, in one transaction.

        `go_on` claims what comes next for those that have arrived, but not for the companies of `crowded_out`.
        """
        told = Json([_as_row(result) for result in results])
        asked = {"results": told, "go_on": go_on, "crowded_out": list(crowded_out), "me": self._me}
        rows = await (await self._results.ask(RECORD, asked)).fetchall()
        return Recorded(
            frozenset(row[0] for row in rows),
            any(row[1] for row in rows),
            [Claimed(*row[2:]) for row in rows if row[2] is not None],
        )

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
        """Free what dispatchers left behind that are gone; how many streams.

        Who has lost the database ends its tries as soon as it hears of that. So gone is who was missing the last time already:
        to take over at once would be to send beside it. No dispatcher comes back under the same number.
        """
        missing = {owner for (owner,) in await (await self._upkeep.ask(MISSING)).fetchall()}
        gone, self._missing = missing & self._missing, missing
        return len(await (await self._upkeep.ask(REAP, {"gone": list(gone)})).fetchall())

    async def park_forgotten(self, endpoints: Sequence[Endpoint], seconds: float) -> int:
        """Park streams that have waited longer than any trying lasts for these endpoints, which keep failing; how many."""
        asked = {"endpoints": [one.id for one in endpoints], "seconds": seconds}
        return (await self._upkeep.ask(PARK_FORGOTTEN, asked)).rowcount

    @property
    def _me(self) -> int:
        return self.presence.number


@asynccontextmanager
async def opened(conninfo: str) -> AsyncIterator[Store]:
    """Sessions with the database and, as long as the block lasts, a presence under a fresh number."""
    pooled = await asyncio.to_thread(is_pooled, conninfo)
    async with AsyncExitStack() as stack:
        sessions = []
        for _ in range(4):
            sessions.append(await connect(conninfo, pooled=pooled))
            await stack.enter_async_context(sessions[-1].connection)
        presence: Presence = await (Lease if pooled else Lock).taken(sessions[0])
        yield Store(presence, *sessions[1:])
        await presence.leave()


def _as_columns(room: Mapping[Endpoint, int]) -> dict[str, list[Any]]:
    return {"endpoints": [endpoint.id for endpoint in room], "free": list(room.values())}


def _endpoints(rows: Iterable[Sequence[int]]) -> frozenset[Endpoint]:
    return frozenset(Endpoint(*row) for row in rows)


def _as_row(result: Result) -> dict[str, Any]:
    # As JSON, because one value for all is dumped in a fraction of the time that twelve arrays take.
    row = {name: getattr(result, name) for name in _COLUMNS}
    return row | {"started_at": result.started_at.isoformat()}
