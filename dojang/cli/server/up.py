"""`dojang up`: all of Dojang on this machine, from an empty folder to an answering server."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from dojang.cli.server.seal_name import with_seal_name
from dojang.cli.server.supervisor import Stopped, Supervisor, stop_on_signals
from dojang.config import environment
from dojang.config.environment import Environment
from dojang.lib.errors import PlainError
from dojang.lib.postgres.server import AlreadyRunning, Postgres, is_held, knows_letters

_LOOK = 0.25  # seconds between looks at the parts
Print = Callable[[str, str], None]
_SLOW = 60.0  # seconds after which a slow start is reported


class PortTaken(PlainError):
    """Another program listens on the port."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"Cannot listen on {host} port {port}: {reason}. Choose another with --port.")


class StartFailed(PlainError):
    """Dojang could not be started."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
def up(host: str, port: int) -> None:
    """Start everything and keep it running until Ctrl-C."""
    os.environ.setdefault("DOJANG_BASE_URL", f"http://localhost:{port}")
    found = environment.read()
    if not found.database_url and is_held(found.data):
        raise AlreadyRunning(found.data)
    check_port(host, port)
    found = with_seal_name(found)
    stop_on_signals()
    try:
        with everything(found, host, port) as keep_running:
            for _ in keep_running:
                time.sleep(_LOOK)
    except Stopped:
        say("up", "ended")


@contextmanager
def everything(found: Environment, host: str, port: int, print_line: Print | None = None) -> Iterator[Iterator[None]]:
    """All parts, started and ready. Step through what it yields to keep them running; leaving the block ends them.

    What the parts print goes to `print_line`, by default to the console.
    """
    print_line = print_line or say
    postgres = None if found.database_url else Postgres(found.data)
    parts = Supervisor({**os.environ, "DOJANG_DATA": str(found.data), "PYTHONUNBUFFERED": "1"}, print_line)
    try:
        if postgres is not None:
            postgres.start()
            _look_at_letters(postgres, print_line)
        if parts.run("migrate", ["migrate"]) != 0:
            raise StartFailed("The database could not be brought up to date; the reason is above.")
        parts.keep("web", ["web", "--host", host, "--port", str(port)])
        parts.keep("worker", ["worker"])
        parts.keep("dispatcher", ["dispatcher"])
        _wait_until_ready(parts, postgres, host, port)
        print_line("up", f"Dojang is ready at {found.base_url} (data in {found.data}). Ctrl-C ends it.")
        yield _kept(parts, postgres)
    finally:
        parts.end()
        if postgres is not None:
            postgres.stop()


def _look_at_letters(postgres: Postgres, print_line: Print) -> None:
    if not knows_letters(postgres.url):
        print_line(
            "up",
            "This database was made by an older Dojang: searching in Korean and Japanese text finds nothing in it. "
            f"Stop Dojang and run: dojang database rebuild --data {postgres.data}",
        )


def _kept(parts: Supervisor, postgres: Postgres | None) -> Iterator[None]:
    while True:
        _look_after(parts, postgres)
        yield


def _look_after(parts: Supervisor, postgres: Postgres | None) -> None:
    if postgres is not None and not postgres.alive:
        say("up", "the database ended; starting it again")
        postgres.start()
        say("up", "the database is back")
    parts.look_after()


def _wait_until_ready(parts: Supervisor, postgres: Postgres | None, host: str, port: int) -> None:
    started_at, is_reported = time.monotonic(), False
    while not is_ready(host, port):
        _look_after(parts, postgres)
        if not is_reported and time.monotonic() - started_at > _SLOW:
            say("up", "still not ready; the lines above may say why")
            is_reported = True
        time.sleep(0.05)


def is_ready(host: str, port: int) -> bool:
    """Whether the web server answers and reaches its database."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 — the name, not a bind
    connection = http.client.HTTPConnection(address, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def check_port(host: str, port: int) -> None:
    """Raises PortTaken if another program listens there. Call it before anything is started."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise PortTaken(host, port, (error.strerror or str(error)).lower()) from None


def say(part: str, line: str) -> None:
    """Print one line. JSON stays as it is, for programs that read it."""
    sys.stdout.write(f"{line}\n" if line.startswith("{") else f"{part:<10} {line}\n")
    sys.stdout.flush()
