"""The parts of one Dojang without a supervisor: whatever dies is started again at once, so that it can be killed again soon."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dojang.cli.server.up import is_ready
from dojang.lib.postgres.server import Postgres
from tests.journeys.server import PASSWORD, Instance, children, wait_until

_STEADY = 3.0  # seconds after its start that a part is at work for certain


class Parts(Instance):
    """web, worker and dispatcher as their own commands, beside a PostgreSQL that waits for the disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._postgres = Postgres(self.data)
        self._commands = {"web": ("--port", str(self.port)), "worker": (), "dispatcher": ()}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._since: dict[str, float] = {}

    def start(self) -> None:
        self._postgres.start()
        self.run("migrate")
        self.run("samples", "--password", PASSWORD)
        self.look_after()
        wait_until(lambda: is_ready("127.0.0.1", self.port))

    def look_after(self) -> None:
        """Start what does not run."""
        self._postgres.start()
        for name, arguments in self._commands.items():
            if name not in self._running or self._running[name].poll() is not None:
                self._running[name], self._since[name] = self.spawn(name, *arguments), time.monotonic()

    def kill(self, victim: str) -> float:
        """As soon as it has been at work for a while. `web-child` is the process that answers for `web`."""
        name = victim.removesuffix("-child")
        wait_until(lambda: time.monotonic() - self._since.get(name, 0.0) > _STEADY)
        moment = super().kill(victim)
        if victim in self._running:
            self._running[victim].wait()
        self.look_after()
        return moment

    def part(self, name: str) -> int | None:
        pid = self._running[name.removesuffix("-child")].pid
        return next(iter(children(pid)), None) if name.endswith("-child") else pid

    def stop(self) -> None:
        for one in self._running.values():
            one.send_signal(signal.SIGTERM)
        for one in self._running.values():
            one.wait()
        self._postgres.stop()


@contextmanager
def apart(folder: Path) -> Iterator[Parts]:
    """All parts, at work."""
    parts = Parts(folder)
    try:
        parts.start()
        yield parts
    finally:
        parts.stop()
