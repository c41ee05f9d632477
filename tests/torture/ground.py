"""Where a scenario takes place: a database, dispatchers that can be killed, the integrator's server."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from dojang.exports.dispatch.statements import LOCK_CLASS
from dojang.lib.process import dying_with_parent
from tests.torture.book import Arrival, Book, read
from tests.torture.dispatching import Doomed, Habits
from tests.torture.receiver import POLITE, Manners

_UNDER_WAY = """
SELECT count(*) FROM export_stream s JOIN contracts_contract c ON c.id = s.contract_id
 WHERE c.company_id = %s AND s.state = 'running' AND (s.next_at IS NOT NULL OR s.owner IS NOT NULL)
"""
_AT_WORK = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_THROW_OUT = """
SELECT count(pg_terminate_backend(pid)) FROM (
  SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY random() LIMIT 1) one
"""


class Receiver:
    """The integrator's server, and the book it keeps."""

    def __init__(self, folder: Path) -> None:
        self._file, self._offset, self._arrivals = folder / "book", 0, list[Arrival]()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.receiver", str(self._file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=dying_with_parent(signal.SIGTERM),
        )
        self._port = int(self._said())

    def url(self, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self._port}/exports"

    def behave(self, manners: Manners, **at: Manners) -> int:
        """Answer like this from now on. Returns how many requests are under way. `at_2=` is for 127.0.0.2 alone."""
        told = {"": manners} | {f"127.0.0.{name.removeprefix('at_')}": own for name, own in at.items()}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({host: asdict(one) for host, one in told.items()}) + "\n")
        self._process.stdin.flush()
        return int(self._said())

    def book(self) -> Book:
        """What is over so far."""
        more, self._offset = read(self._file, self._offset)
        self._arrivals += more
        return Book(self._arrivals)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@dataclass(frozen=True)
class Ground:
    """A database with Django on it."""

    conninfo: str

    @contextmanager
    def receiver(self, manners: Manners = POLITE) -> Iterator[Receiver]:
        with TemporaryDirectory(prefix="dojang-torture-") as folder:
            receiver = Receiver(Path(folder))
            receiver.behave(manners)
            try:
                yield receiver
            finally:
                receiver.close()

    @contextmanager
    def dispatchers(self, count: int, habits: Habits) -> Iterator[list[Doomed]]:
        """So many at work. A caller that kills one starts another in its place. All are killed in the end."""
        before = self.at_work()
        doomed = [Doomed(self.conninfo, habits) for _ in range(count)]
        try:
            wait_until(lambda: self.at_work() >= before + count)
            yield doomed
        finally:
            for one in doomed:
                one.kill()

    def at_work(self) -> int:
        """How many dispatchers are present in the database."""
        return self._count(_AT_WORK, [LOCK_CLASS])

    def throw_out_one(self) -> None:
        """End the session by which a dispatcher, chosen by chance, is present."""
        self._count(_THROW_OUT, [LOCK_CLASS])

    def drain(self, company: int, seconds: float) -> None:
        """Wait until nothing of the company is due or under way. What is then left shows in the account."""
        with suppress(TimeoutError):
            wait_until(lambda: self._count(_UNDER_WAY, [company]) == 0, seconds)

    def _count(self, question: str, values: Sequence[int]) -> int:
        with psycopg.connect(self.conninfo) as database:
            row = database.execute(question, values).fetchone()
            assert row is not None
            return int(row[0])


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Raises TimeoutError when it does not get true in so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s in vain")
        time.sleep(0.05)
