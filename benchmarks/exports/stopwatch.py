"""What claims took, reported at the end by the process that delivers."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """When each claim started, by the machine's monotonic clock, and how long it took, in nanoseconds."""

    def __init__(self) -> None:
        self._claims: list[tuple[int, int]] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        began = time.monotonic_ns()
        yield
        self._claims.append((began, time.monotonic_ns() - began))

    def tell(self) -> None:
        print(json.dumps(self._claims), flush=True)
