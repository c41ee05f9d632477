"""Keeps the parts of Dojang running: starts them, prints their output, restarts those that end, stops them all."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

from dojang.lib.process import dying_with_parent

PATIENCE = 10.0  # seconds that a part has to end by itself
_PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds before each new start in a row
_STEADY = 60.0  # seconds after which a part counts as running well again


class Stopped(BaseException):
    """Dojang has to stop: Ctrl-C, a service manager, a closed terminal."""


def stop_on_signals() -> None:
    """From now on, SIGINT, SIGTERM and SIGHUP raise Stopped in the main thread, once."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under nohup
        signal.signal(signal.SIGHUP, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)  # Dojang is stopping; a second Ctrl-C must not interrupt it
    raise Stopped


@dataclass
class Part:
    """One child process, by the arguments of the `dojang` command it runs."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    due: float = field(default=0.0)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """The parts of one `dojang up`. Use it from the main thread only: its children die with that thread."""

    def __init__(self, environment: Mapping[str, str], say: Callable[[str, str], None]) -> None:
        self._environment = dict(environment)
        self._say = say
        self._parts: list[Part] = []

    def run(self, name: str, arguments: list[str]) -> int:
        """Runs a part to its end and returns its exit status."""
        part = Part(name, arguments)
        self._parts.append(part)
        self._start(part)
        assert part.process is not None  # noqa: S101 — just started
        status = part.process.wait()
        self._parts.remove(part)
        return status

    def keep(self, name: str, arguments: list[str]) -> None:
        """Starts a part that is to run until `end`."""
        part = Part(name, arguments)
        self._parts.append(part)
        self._start(part)

    def look_after(self) -> None:
        """Restarts parts that have ended, after a pause that grows. Call it often."""
        now = time.monotonic()
        for part in self._parts:
            if part.alive:
                continue
            if part.process is not None:
                self._note_end(part, now)
            if part.due <= now:
                self._start(part)

    def end(self) -> None:
        """Asks all parts to end, and kills those that do not within PATIENCE seconds."""
        running = [part.process for part in self._parts if part.process is not None and part.alive]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, part: Part) -> None:
        part.started_at = time.monotonic()
        part.process = subprocess.Popen(
            [sys.executable, "-m", "dojang", *part.arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is for us, who end the parts in order
            preexec_fn=dying_with_parent(signal.SIGTERM),
        )
        assert part.process.stdout is not None  # noqa: S101 — asked for above
        threading.Thread(target=self._repeat, args=(part.name, part.process.stdout), daemon=True).start()

    def _repeat(self, name: str, lines: IO[bytes]) -> None:
        for line in lines:
            self._say(name, line.decode(errors="replace").rstrip("\n"))

    def _note_end(self, part: Part, now: float) -> None:
        assert part.process is not None  # noqa: S101 — it has died
        if now - part.started_at > _STEADY:
            part.deaths = 0
        pause = _PAUSES[min(part.deaths, len(_PAUSES) - 1)]
        status = part.process.returncode
        end = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        self._say("up", f"{part.name} {end}; starting it again in {pause:.0f} s")
        part.process, part.due, part.deaths = None, now + pause, part.deaths + 1
