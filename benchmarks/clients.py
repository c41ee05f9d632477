"""Several clients at once, one process each: a web process and a worker are processes too, and threads would share one core."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier

from benchmarks.stopwatch import Sample, Stopwatch
from dojang.cli.server.database import set_up

WARM_UP = 3  # contracts of each client before anything counts: imports, fonts, the first query of each kind
_together: Barrier | None = None


@dataclass(frozen=True)
class Result:
    """All samples, and the seconds from the first client's start to the last one's end."""

    samples: Sequence[Sample]
    seconds: float


def run(way: str, contracts: int, clients: int) -> Result:
    """Run `contracts` contracts in all, each client one after the other; `way` is a name of `WAYS`."""
    context = multiprocessing.get_context("spawn")  # a fork would share the parent's database connection
    shares = [contracts // clients + (number < contracts % clients) for number in range(clients)]
    with ProcessPoolExecutor(clients, context, _enter, (context.Barrier(clients),)) as pool:
        runs = list(pool.map(_client, [way] * clients, shares))
    samples = [sample for run in runs for sample in run[0]]
    return Result(samples, max(run[2] for run in runs) - min(run[1] for run in runs))


def _enter(together: Barrier) -> None:
    global _together
    _together = together
    set_up()


def _client(way: str, share: int) -> tuple[list[Sample], float, float]:
    """The samples, and when this client started and ended. The monotonic clock is the machine's, so clients compare."""
    assert _together is not None
    journey = WAYS[way]()
    for _ in range(WARM_UP):
        journey(Stopwatch())
    _together.wait(timeout=300)
    watch, began = Stopwatch(), time.monotonic()
    with watch.running():
        for _ in range(share):
            journey(watch)
    return watch.samples, began, time.monotonic()


def _conductor() -> Callable[[Stopwatch], None]:
    from benchmarks import conductor

    return conductor.run


def _browser() -> Callable[[Stopwatch], None]:
    from benchmarks import browser

    return browser.run


def _floor() -> Callable[[Stopwatch], None]:
    from benchmarks import floor

    return floor.run


# Imported by the client, once Django is set up.
WAYS = {"conductor": _conductor, "browser": _browser, "floor": _floor}
