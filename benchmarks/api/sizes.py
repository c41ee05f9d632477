"""One process for each size, with a database of its own, so that the sizes can be measured in turns on a machine that is shared."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from benchmarks.stopwatch import Sample, Stopwatch
from dojang.cli.server.database import set_up

if TYPE_CHECKING:
    from benchmarks.api.asking import Integration
    from benchmarks.api.bare import Bare

_integration: "Integration"
_bare: "Bare"
WARM_UP = 5  # of each call, before anything counts


@dataclass(frozen=True)
class Size:
    """A database with `total` contracts, the first of which has the id `first`."""

    total: int
    first: int
    database_url: str


class Side:
    """What is asked of one size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._process = ProcessPoolExecutor(1, get_context("spawn"), _enter, (size,))

    def measure(self, call: str, times: int) -> Sequence[Sample]:
        return self._process.submit(_measure, call, times).result()

    def plans(self, call: str) -> Sequence[str]:
        return self._process.submit(_plans, call).result()

    def close(self) -> None:
        self._process.submit(_leave).result()
        self._process.shutdown()


def _enter(size: Size) -> None:
    os.environ["DATABASE_URL"] = size.database_url
    set_up()
    from benchmarks.api.asking import CALLS, Integration, measured
    from benchmarks.api.bare import Bare

    global _integration, _bare
    _integration = Integration(size.total, size.first)
    _bare = Bare(_integration, size.database_url)
    for call in CALLS:
        measured(_integration, call, WARM_UP)


def _measure(call: str, times: int) -> Sequence[Sample]:
    from benchmarks.api.asking import measured
    from benchmarks.api.bare import BARE

    if call != BARE:
        return measured(_integration, call, times).samples
    watch = Stopwatch()
    for _ in range(times):
        _bare.run(watch)
    return watch.samples


def _plans(call: str) -> Sequence[str]:
    from benchmarks.api.asking import plans

    return list(plans(_integration, call))


def _leave() -> None:
    from django.db import connections

    _bare.connection.close()
    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]
