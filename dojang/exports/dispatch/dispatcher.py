"""The process that delivers exports. Any number of them may run; each contract's exports stay in order all the same."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import psycopg
import structlog
from django.conf import settings

from dojang.exports.dispatch import sender
from dojang.exports.dispatch.circuit_breaker import MAX_PAUSE, PER_ENDPOINT, CircuitBreaker
from dojang.exports.dispatch.crowd import Crowd
from dojang.exports.dispatch.places import Endpoint, Places
from dojang.exports.dispatch.presence import RESUMED
from dojang.exports.dispatch.retry_schedule import SCHEDULE
from dojang.exports.dispatch.store import Claimed, Result, Store, opened
from dojang.lib.outgoing.client import Outgoing, Policy

log = structlog.get_logger(__name__)

Task = asyncio.Task[Any]
USER_AGENT = "Dojang-Exports/1"
_LOCKED_SECONDS = 0.02
_PORTION = 10  # of what has failed before, at one look


@dataclass(frozen=True, kw_only=True)
class DispatcherOptions:
    """How fast and how much; the defaults are meant for every server, tests hurry."""

    in_flight: int = 200
    doubtful: int = 100  # of these, at most, where a failure is likely
    per_endpoint: int = PER_ENDPOINT
    max_pause: float = MAX_PAUSE
    schedule: tuple[float, ...] = field(default=SCHEDULE)
    gather: float = 0.002  # seconds that results wait for company before they are written
    poll: float = 1.0  # seconds between looks at the clock: retries become due without a notification
    look_after: float = 0.5  # seconds between looks for what others left; free is what two looks have found
    reconnect: float = 0.5  # seconds between tries to reach the database
    grace: float = 5.0  # seconds that tries in flight have when the dispatcher is asked to end


@dataclass(frozen=True)
class Try:
    """A delivery that is being sent, or whose result is not written down yet."""

    task: Task
    endpoint: Endpoint
    doubtful: bool  # it has failed before, or its endpoint keeps failing


class Dispatcher:
    """Claims what is due, sends it, records the results; continues by itself when the database comes back."""

    def __init__(self, conninfo: str, policy: Policy, options: DispatcherOptions | None = None) -> None:
        self._conninfo, self._options = conninfo, options or DispatcherOptions()
        self._outgoing = Outgoing(policy, user_agent=USER_AGENT)
        self._breaker = CircuitBreaker(self._options.per_endpoint, self._options.max_pause)
        self._places = Places(self._options.in_flight)
        self._tries: dict[tuple[int, int], Try] = {}  # by contract and claim
        self._results: list[Result] = []
        self._crowd = Crowd(self._breaker, self._places)
        self._more = False  # whether something may be due that there was no room for
        self._due, self._arrived = asyncio.Event(), asyncio.Event()
        self._ending = False

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set, then finish what is in flight as far as `DispatcherOptions.grace` allows."""
        async with self._outgoing:
            lost = False
            while not stop.is_set():
                try:
                    async with opened(self._conninfo) as store:
                        lost = False
                        log.info(
                            "dispatcher works", number=store.presence.number, by=type(store.presence).__name__.lower()
                        )
                        await self._work(store, stop)
                except psycopg.Error as error:
                    if not lost:
                        log.warning("dispatcher has lost the database", error=str(error))
                    lost = True
                    await _wait(stop, self._options.reconnect)

    async def _work(self, store: Store, stop: asyncio.Event) -> None:
        # Results may be left from before the database was lost. What has arrived is not to be sent again.
        self._results = await self._written(store, self._results)
        self._due.set()
        self._arrived.set()
        writing = asyncio.create_task(self._write(store))
        loops = [
            asyncio.create_task(loop)
            for loop in (
                self._listen(store),
                store.presence.lost(),
                self._claim(store),
                self._look_after(store),
                self._park(store),
                stop.wait(),
            )
        ]
        try:
            done, _ = await asyncio.wait([writing, *loops], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            await _end(loops)
            await self._finish()
        finally:
            # Without our presence others may take over at once, so none of our work may still be under way. All is ended in
            # one go: as long as one of them works, it may start another try.
            await _end([writing, *loops, *(one.task for one in self._tries.values())])
            for key in list(self._tries):
                self._let_go(key)
        if self._results:
            self._results = await self._written(store, self._results)

    async def _listen(self, store: Store) -> None:
        async for what in store.presence.news():
            if what == RESUMED:
                self._crowd.found(await store.crowded())
            self._due.set()

    async def _claim(self, store: Store) -> None:
        while True:
            await _wait(self._due, self._options.poll)
            self._due.clear()
            await self._claim_waiting(store)
            await self._claim_due(store)

    async def _claim_due(self, store: Store) -> None:
        self._more = True
        # Not all free places at one look: what is taken at it changes what each company may take.
        while (most := self._places.usual) > 0:
            again = min(self._doubts_left, _PORTION)
            take = await store.take_due(most, again, self._places.room(self._breaker.share, self._breaker.room()))
            self._begin(take.claimed)
            self._crowd.joined(take.crowded)
            if take.fresh < most and (take.again < again or not again):
                self._more = not again
                break

    async def _claim_waiting(self, store: Store) -> None:
        """Streams that were set aside come first: they have waited longest."""
        most = self._places.usual
        room = self._crowd.room(self._doubts_left) if most > 0 else {}
        if not room:
            return
        claimed = await store.take_waiting(most, room)
        self._begin(claimed)
        if len(claimed) == most:  # there may be more for the next free place
            self._crowd.looked_at(room)

    async def _look_after(self, store: Store) -> None:
        """Now and then: free what dispatchers left that are gone, and find endpoints where streams wait."""
        while True:
            if freed := await store.reap():
                log.warning("freed exports of a dispatcher that is gone", streams=freed)
            self._crowd.found(await store.crowded())
            self._due.set()
            await asyncio.sleep(self._options.look_after)

    async def _park(self, store: Store) -> None:
        while True:
            if parked := await store.park_forgotten(
                self._breaker.open_endpoints(), sender.LONGEST_TRYING.total_seconds()
            ):
                log.warning("parked exports whose endpoint keeps failing", streams=parked)
            await asyncio.sleep(60)

    @property
    def _doubts_left(self) -> int:
        return max(0, self._options.doubtful - sum(one.doubtful for one in self._tries.values()))

    def _begin(self, claimed: list[Claimed]) -> None:
        for one in claimed:
            doubtful = one.fails > 0 or self._breaker.is_open(one.endpoint)
            self._breaker.enter(one.endpoint)
            self._places.enter(one.endpoint)
            task = asyncio.create_task(self._try(one))
            self._tries[one.contract_id, one.claim] = Try(task, one.endpoint, doubtful)

    async def _try(self, claimed: Claimed) -> None:
        started_at, start, reply = datetime.now(UTC), monotonic(), sender.BROKEN_OFF
        try:
            reply = await sender.call(self._outgoing, claimed, started_at)
        finally:
            milliseconds = round((monotonic() - start) * 1000)
            self._results.append(sender.judge(claimed, reply, started_at, milliseconds, self._options.schedule))
            self._breaker.hear(claimed.endpoint, troubled=reply.troubled)
            self._arrived.set()

    def _let_go(self, key: tuple[int, int]) -> None:
        """A try is over and recorded, or given up; its place is free."""
        one = self._tries.pop(key, None)
        if one is not None:
            self._crowd.leave(one.endpoint)

    async def _write(self, store: Store) -> None:
        """Record results in small batches. Those of streams that another session has locked come again."""
        while True:
            await self._arrived.wait()
            await asyncio.sleep(self._options.gather)
            self._arrived.clear()
            batch, self._results = self._results, []
            left = batch
            try:
                left = await self._written(store, batch)
            finally:
                self._results += left
            if left:
                asyncio.get_running_loop().call_later(_LOCKED_SECONDS, self._arrived.set)
            if self._more or self._crowd.may_go_on:
                self._due.set()

    async def _written(self, store: Store, batch: list[Result]) -> list[Result]:
        """Record a batch, and continue at once with contracts whose export has arrived. Returns what could not be written yet."""
        if not batch:
            return []
        try:
            over = self._places.crowded_out()
            recorded = await store.record(batch, go_on=not self._ending, crowded_out=over)
        except (psycopg.DataError, psycopg.IntegrityError):
            return await self._written_apart(store, batch)
        left = self._done_with(batch, recorded.done)
        self._begin(recorded.claimed)
        if recorded.due:
            self._due.set()
        return left

    async def _written_apart(self, store: Store, batch: list[Result]) -> list[Result]:
        """One of the results breaks a rule of the database. It must not take the others with it, nor come back for ever."""
        if len(batch) > 1:
            halves = batch[: len(batch) // 2], batch[len(batch) // 2 :]
            return [result for half in halves for result in await self._written(store, half)]
        log.exception(
            "the result of an export could not be written; its contract's exports are parked", result=batch[0]
        )
        given_up = await store.give_up(batch[0], sender.OUR_FAULT)
        return self._done_with(batch, {batch[0].contract_id} if given_up else set())

    def _done_with(self, batch: list[Result], done: Set[int]) -> list[Result]:
        for result in batch:
            if result.contract_id in done:
                self._let_go((result.contract_id, result.claim))
        return [result for result in batch if result.contract_id not in done]

    async def _finish(self) -> None:
        """Let what is in flight come to its end, and be written down, within the grace."""
        self._ending = True
        deadline = monotonic() + self._options.grace
        while self._tries and monotonic() < deadline:
            await asyncio.sleep(0.01)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    # Not `wait_for`: in Python 3.11 it can swallow a cancellation that comes in the same moment as the event.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


async def _end(tasks: Sequence[Task]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def main() -> None:
    """Deliver exports until SIGTERM or SIGINT."""
    # What has been imported stays. To look through it for garbage took a tenth of a second, again and again.
    gc.collect()
    gc.freeze()
    asyncio.run(_main())


async def _main() -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, stop.set)
    await Dispatcher(settings.DATABASE_URL, Policy.of_settings()).run(stop)


if __name__ == "__main__":
    main()
