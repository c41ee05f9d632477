"""A whole Dojang as an operator runs it: `dojang up` in a data folder and on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dojang.cli.up import is_ready
from dojang.lib.postgres_leftovers import _first_process
from dojang.lib.process import dying_with_parent

PASSWORD = "guide-password"
_PATIENCE = 120.0  # seconds; never waited for where all goes well


class Server:
    """One `dojang up`, with the sample company and its templates."""

    def __init__(self, folder: Path) -> None:
        self.data, self.port = folder / "data", _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "up.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_DOJANG, "up", "--port", str(self.port)],
                env=self._environment(),
                stdout=log,
                stderr=log,
                preexec_fn=dying_with_parent(signal.SIGTERM),
            )

    def wait_until_ready(self) -> None:
        wait_until(lambda: self._is_alive() and is_ready("127.0.0.1", self.port))

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

    def kill(self, part: str) -> None:
        """kill -9 of web, worker, dispatcher or postgres."""
        pid = self.pid(part)
        assert pid is not None, f"no {part} runs"
        os.kill(pid, signal.SIGKILL)

    def pid(self, part: str) -> int | None:
        """The first process of a part."""
        if part == "postgres":
            return _first_process(self.data / "postgres")
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return next((int(pid) for pid in children if part.encode() in _command(int(pid))), None)

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait()

    def _is_alive(self) -> bool:
        assert self._process.poll() is None, self.log()
        return True

    def _environment(self) -> dict[str, str]:
        # The tests' own server and settings are not this one's.
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("DOJANG_", "DATABASE_"))}
        return kept | {
            "DOJANG_DATA": str(self.data),
            "DOJANG_BASE_URL": self.url,
            "DOJANG_EXPORT_ALLOW": "127.0.0.1",
            "DOJANG_DEVELOPMENT": "true",
        }


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server that is ready and has the sample templates."""
    server = Server(folder)
    try:
        server.wait_until_ready()
        server.run("samples", "--password", PASSWORD)
        yield server
    finally:
        server.stop()


def wait_until(true: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain"
        time.sleep(0.05)


_DOJANG = [sys.executable, "-m", "dojang"]


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
