"""What a phase took, and how much of that was waiting for the database."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from unittest.mock import patch

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Sample:
    """One phase of one contract; times are in seconds."""

    phase: str
    seconds: float
    cpu: float  # of this process, all its threads
    database: float
    queries: int

    def __sub__(self, other: "Sample") -> "Sample":
        return Sample(
            self.phase,
            self.seconds - other.seconds,
            self.cpu - other.cpu,
            self.database - other.database,
            self.queries - other.queries,
        )


class Stopwatch:
    """Takes samples of phases, which may lie within one another: the outer one then holds the inner one's time too."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self._database, self._queries = 0.0, 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Within the block, statements and commits of this thread's connection are counted."""
        # Django shows statements to a wrapper, but not the commit, where the disk is waited for.
        with connection.execute_wrapper(self._statement), patch.object(connection, "commit", self._commit()):
            yield

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """The block is one phase. What raises is no sample."""
        before = self._read(name)
        yield
        self.samples.append(self._read(name) - before)

    def inside(
        self, owner: Any, name: str, phase: Callable[..., str] | str
    ) -> AbstractContextManager[Callable[..., Any]]:
        """Within the block, each call of `owner.name` is a phase; its name may depend on the call's arguments."""
        function = getattr(owner, name)

        @wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            with self.phase(phase if isinstance(phase, str) else phase(*args, **named)):
                return function(*args, **named)

        return patch.object(owner, name, timed)

    def rest(self, name: str, *, of: str, without: str) -> None:
        """What the newest phase `of` did apart from the newest phase `without` is a phase too."""
        newest = {sample.phase: sample for sample in self.samples}
        whole, part = newest[of], newest[without]
        self.samples.append(replace(whole - part, phase=name))

    def _read(self, phase: str) -> Sample:
        return Sample(phase, time.perf_counter(), time.process_time(), self._database, self._queries)

    def _statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self._queries += 1
        return self._waiting(execute)(sql, params, many, context)

    def _commit(self) -> Callable[[], None]:
        return self._waiting(connection.commit)

    def _waiting(self, function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def timed(*args: P.args, **named: P.kwargs) -> R:
            began = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self._database += time.perf_counter() - began

        return timed
