"""What is measured, the same for both sides."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString

from benchmarks.exports.machine import Deliverer, Receiver, deliverer, postgres_cpu, wait_until
from benchmarks.exports.results import Figure, delays

if TYPE_CHECKING:
    from benchmarks.exports.ground import Ground

DEAD = "http://127.{}.{}.1:9/0"  # no server listens there, and each address is an endpoint of its own
ORPHANS = 50  # what one deliverer holds when it dies


@dataclass(frozen=True)
class Side:
    """One way to deliver."""

    name: str
    module: str
    plan: Callable[[Sequence[int], int], list[str]]
    present: LiteralString  # a query for how many deliverers are at work
    block: Callable[[Sequence[int]], None]  # plans ten deliveries of each contract, which cannot arrive
    contracts: int  # with ten deliveries each, for the speed
    rate: int  # acts a second behind what is blocked


@dataclass(frozen=True)
class Speed:
    """Deliveries a second, and seconds of the processor for each."""

    rate: float
    own_cpu: float
    database_cpu: float


@dataclass(frozen=True)
class Delays:
    """Seconds from the commit of an act to its POST, and what claims took meanwhile."""

    delays: Sequence[float]
    claims: Sequence[float]


class Bench:
    """A side at work before a receiver."""

    def __init__(self, side: Side, ground: "Ground", receiver: Receiver, cluster: Path) -> None:
        self.side, self._ground, self._receiver, self._cluster = side, ground, receiver, cluster

    def speed(self) -> Speed:
        """All deliveries are there before the first is sent; the first tenth does not count."""
        contracts = self._ground.contracts([f"{self._receiver.url}/0"] * self.side.contracts)
        count = len(self.side.plan(contracts, 10))
        with deliverer(self.side.module) as one:
            wait_until(lambda: self._receiver.count() > count / 10)
            before, own, database = self._receiver.count(), one.cpu, postgres_cpu(self._cluster)
            wait_until(lambda: self._receiver.count() >= count)
            own, database = one.cpu - own, postgres_cpu(self._cluster) - database
            one.end()
        moments = [at for _, at in self._receiver.arrivals()]
        self._ground.clear()
        rate = (count - before) / (moments[count - 1] - moments[before])
        return Speed(rate, own / (count - before), database / (count - before))

    def steady(self, seconds: float) -> Delays:
        """40 acts a second, each of another contract."""
        return self._paced(40, seconds, ())

    def blocked(self, seconds: float) -> Delays:
        """The same, behind ten deliveries to each of 2,000 receivers that are dead."""
        return self._paced(self.side.rate, seconds, dead_receivers(2000))

    def _paced(self, rate: int, seconds: float, blocked: Sequence[str]) -> Delays:
        contracts = self._ground.contracts([f"{self._receiver.url}/0"] * 400)
        with deliverer(self.side.module) as one:
            self._warm_up(contracts)
            if blocked:
                self.side.block(self._ground.contracts(blocked))
            acts = [[contracts[number % 400]] for number in range(int(rate * seconds))]
            return self._delays(one, acts, 1, 1 / rate)

    def bursts(self, seconds: float) -> Delays:
        """Eight times a second, three acts of one contract in a row; the receiver takes 20 ms for each."""
        contracts = self._ground.contracts([f"{self._receiver.url}/20"] * 400)
        with deliverer(self.side.module) as one:
            self._warm_up(contracts)
            return self._delays(one, [[contracts[number % 400]] for number in range(int(8 * seconds))], 3, 1 / 8)

    def orphans(self) -> float:
        """Seconds from the kill -9 of one deliverer until another has sent all that it held."""
        contracts = self._ground.contracts([f"{self._receiver.url}/hold"] * ORPHANS)
        with ExitStack() as both:
            doomed = both.enter_context(deliverer(self.side.module))
            self.side.plan(contracts, 1)
            wait_until(lambda: self._receiver.count() == ORPHANS)
            both.enter_context(deliverer(self.side.module))
            wait_until(lambda: self._ground.count(self.side.present) == 2)
            time.sleep(1)
            killed = doomed.kill()
            wait_until(lambda: self._receiver.count() == 2 * ORPHANS)
        last = max(at for _, at in self._receiver.arrivals())
        self._ground.clear()
        return last - killed

    def _warm_up(self, contracts: Sequence[int]) -> None:
        self.side.plan(contracts[:100], 1)
        wait_until(lambda: self._receiver.count() >= 100)
        self._receiver.arrivals()

    def _delays(self, one: Deliverer, acts: Sequence[Sequence[int]], times: int, pause: float) -> Delays:
        began, committed = time.monotonic(), dict[str, float]()
        for number, act in enumerate(acts):
            time.sleep(max(0.0, began + number * pause - time.monotonic()))
            for _ in range(times):
                planned = self.side.plan(act, 1)
                committed |= dict.fromkeys(planned, time.monotonic())
        wait_until(lambda: self._receiver.count() >= len(committed))
        arrived = dict(reversed(self._receiver.arrivals()))  # the first arrival of each counts
        claims = [took for at, took in one.end() if at > began]
        self._ground.clear()
        return Delays([arrived[name] - at for name, at in committed.items()], claims)


def dead_receivers(count: int) -> list[str]:
    """URLs of so many receivers."""
    return [DEAD.format(1 + number // 250, 1 + number % 250) for number in range(count)]


def _speed(bench: Bench, _seconds: float) -> Iterator[tuple[str, Figure]]:
    speed = bench.speed()
    yield "speed", Figure(f"{speed.rate:,.0f}", speed.rate)
    yield "own", Figure(f"{speed.own_cpu * 1e6:,.0f} µs", speed.own_cpu)
    yield "database", Figure(f"{speed.database_cpu * 1e6:,.0f} µs", speed.database_cpu)


def _steady(bench: Bench, seconds: float) -> Iterator[tuple[str, Figure]]:
    yield "steady", delays(bench.steady(seconds).delays)


def _bursts(bench: Bench, seconds: float) -> Iterator[tuple[str, Figure]]:
    yield "bursts", delays(bench.bursts(seconds).delays)


def _blocked(bench: Bench, seconds: float) -> Iterator[tuple[str, Figure]]:
    done = bench.blocked(seconds)
    yield "blocked", delays(done.delays)
    yield "claims", delays(done.claims)


def _orphans(bench: Bench, _seconds: float) -> Iterator[tuple[str, Figure]]:
    took = bench.orphans()
    yield "orphans", Figure(f"{took:.1f} s", took)


MEASURED: dict[str, Callable[[Bench, float], Iterator[tuple[str, Figure]]]] = {
    "speed": _speed, "steady": _steady, "bursts": _bursts, "blocked": _blocked, "orphans": _orphans,
}  # fmt: skip
