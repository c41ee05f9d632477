"""Processes that are started, watched and ended: the receiver, deliverers, and PostgreSQL, of which only the time is asked."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 300.0  # seconds; a process that needs longer is stuck
_TICK = os.sysconf("SC_CLK_TCK")
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Receiver:
    """The integrator's server."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([sys.executable, "-m", "benchmarks.exports.receiver", str(port)])
        wait_until(self._answers)

    def count(self) -> int:
        """How many requests came since `arrivals` was asked."""
        return int(self._get("/count"))

    def arrivals(self) -> list[tuple[str, float]]:
        """The id and the moment of each, in the order of arrival; in seconds of the monotonic clock."""
        lines = [line.split() for line in self._get("/arrivals").splitlines()]
        return [(name, int(at) / 1e9) for name, at in lines]

    def _get(self, path: str) -> str:
        with _direct.open(self.url + path, timeout=30) as reply:
            text: str = reply.read().decode()
            return text

    def _answers(self) -> bool:
        try:
            return self.count() >= 0
        except OSError:
            return False


class Deliverer:
    """A dispatcher or a worker, by the name of its module."""

    def __init__(self, module: str) -> None:
        environment = {**os.environ, "DOJANG_EXPORT_ALLOW": "127.0.0.0/8"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", module], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    @property
    def cpu(self) -> float:
        """Seconds of the processor."""
        return _spent(self._process.pid)

    def kill(self) -> float:
        """kill -9; returns the moment."""
        self._process.kill()
        return time.monotonic()

    def end(self) -> list[tuple[float, float]]:
        """End in good order. Returns when each claim started, and the seconds it took."""
        self._process.send_signal(signal.SIGTERM)
        told, _ = self._process.communicate(timeout=PATIENCE)
        return [(began / 1e9, took / 1e9) for began, took in json.loads(told.splitlines()[-1])] if told else []


@contextmanager
def deliverer(module: str) -> Iterator[Deliverer]:
    """One that is gone after the block, whatever happens."""
    one = Deliverer(module)
    try:
        yield one
    finally:
        one._process.kill()
        one._process.wait()


def postgres_cpu(cluster: Path) -> float:
    """Seconds of the processor that the server and all its sessions have had."""
    first = int((cluster / "postmaster.pid").read_text().split()[0])
    sessions = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return _spent(first, dead_children=True) + sum(_spent(int(session)) for session in sessions)


def wait_until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s in vain")
        time.sleep(0.02)


def _spent(pid: int, *, dead_children: bool = False) -> float:
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
    except OSError:
        return 0.0
    return sum(map(int, ticks if dead_children else ticks[:2])) / _TICK
