"""A whole Dojang as an operator runs it: `dojang up` in a data folder and on a port of its own."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from dojang.cli.server.up import is_ready
from dojang.lib.postgres.address import url_of
from dojang.lib.postgres.leftovers import _first_process
from dojang.lib.process import dying_with_parent
from tests import prepared

PASSWORD = "guide-password"
_PATIENCE = 120.0  # seconds; never waited for where all goes well


class Instance:
    """One Dojang with its data folder and port."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.data, self.port = folder / "data", _free_port()
        self._settings = settings or {}
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"

    def run(self, *arguments: str) -> str:
        """What a command of `dojang` prints when it is run beside the server."""
        done = subprocess.run(
            [*_DOJANG, *arguments], env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def authority(self) -> bytes:
        """The certificate of the authority that this server seals with."""
        return (self.data / "keys" / "ca.cert.pem").read_bytes()

    def kill(self, victim: str) -> float:
        """kill -9 of a part, of `postgres`, or of a `backend` in it; a `session` is a backend that is asked to end.

        Returns the moment, by the monotonic clock.
        """
        how = signal.SIGTERM if victim == "session" else signal.SIGKILL
        wait_until(lambda: self._hit(victim, how))
        return time.monotonic()

    def pid(self, victim: str) -> int | None:
        """The process that does this; the first of several, or a backend by chance."""
        if victim == "postgres":
            return _first_process(self.data / "postgres")
        if victim in ("backend", "session"):
            with psycopg.connect(url_of(self.data)) as database:
                row = database.execute(_A_BACKEND).fetchone()
                return int(row[0]) if row else None
        return self.part(victim)

    def part(self, name: str) -> int | None:
        """The first process of a part."""
        raise NotImplementedError

    def look_after(self) -> None:
        """Called often during a wait. With a supervisor there is nothing to do."""

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A command of `dojang` that runs by itself and writes to the log; call it from the main thread."""
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [*_DOJANG, *arguments],
                env=self._environment(),
                stdout=log,
                stderr=log,
                preexec_fn=dying_with_parent(signal.SIGTERM),
            )

    def _hit(self, victim: str, how: signal.Signals) -> bool:
        try:
            pid = self.pid(victim)
            if pid is not None:
                os.kill(pid, how)
        except (ProcessLookupError, psycopg.OperationalError):
            return False  # it ended by itself in this moment, or the database is not back yet
        return pid is not None

    def _environment(self) -> dict[str, str]:
        # The tests' own server and settings are not this one's.
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("DOJANG_", "DATABASE_"))}
        return kept | {
            "DOJANG_DATA": str(self.data),
            "DOJANG_BASE_URL": self.url,
            "DOJANG_EXPORT_ALLOW": "127.0.0.1",
            "DOJANG_DEVELOPMENT": "true",
            **self._settings,
        }


class Server(Instance):
    """One `dojang up`, with the sample company and its templates."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(folder, settings)
        self._process = self.spawn("up", "--port", str(self.port))

    def wait_until_ready(self) -> None:
        wait_until(lambda: self._is_alive() and is_ready("127.0.0.1", self.port))

    def part(self, name: str) -> int | None:
        return next((pid for pid in children(self._process.pid) if name.encode() in _command(pid)), None)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()

    def _is_alive(self) -> bool:
        assert self._process.poll() is None, self.log()
        return True


@contextmanager
def running(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server that is ready and has the sample templates; `settings` are environment variables of its own."""
    _lay_out(folder)
    server = Server(folder, settings)
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()


def _lay_out(folder: Path) -> None:
    """Its data folder, with the samples. They are taken in once in a run of the tests, since that takes as long as a start."""
    shared = Path(os.environ.get("DOJANG_DATA", folder))
    made = Instance(shared / "samples")
    with (shared / "samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not made.data.exists():
            begun = Instance(shared / "samples.begun")
            prepared.lay_out(begun.data)
            begun.run("samples", "--password", PASSWORD)
            begun.data.parent.rename(made.data.parent)
    subprocess.run(["cp", "-a", made.data, folder / "data"], check=True)


def wait_until(true: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain"
        time.sleep(0.05)


_DOJANG = [sys.executable, "-m", "dojang"]
_A_BACKEND = """
SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1
"""


def children(pid: int) -> list[int]:
    """The child processes of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _command(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
