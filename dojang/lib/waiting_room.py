"""Limits how many callers wait for something at once: few of each asker, and not too many in all."""

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock

from dojang.lib.errors import TooManyRequests


class WaitingRoom:
    """The waiting callers of one process. `wait` is how long a refused caller should wait before the next try."""

    def __init__(self, each: int, most: int, wait: timedelta) -> None:
        self._each, self._most, self._wait = each, most, wait
        self._inside, self._lock = Counter[Hashable](), Lock()

    @contextmanager
    def room(self, asker: Hashable) -> Iterator[None]:
        """Within the block the asker is among the waiting. Raises `TooManyRequests`."""
        with self._lock:
            if self._inside[asker] >= self._each or self._inside.total() >= self._most:
                raise TooManyRequests(self._wait)
            self._inside[asker] += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside[asker] -= 1
                if not self._inside[asker]:
                    del self._inside[asker]
