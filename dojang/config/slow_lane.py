"""A few threads beside those that answer quickly, for work that takes long."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

THREADS, WAITING = 2, 4


class SlowLane:
    """`THREADS` requests work at once and `WAITING` more wait. The next one is refused at once."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="slow")
        self._inside = 0

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Within the block the caller has a place. Yields False if there is none. Only the event loop calls it."""
        has_room = self._inside < THREADS + WAITING
        self._inside += has_room
        try:
            yield has_room
        finally:
            self._inside -= has_room
