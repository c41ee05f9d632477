"""The company's end of the exports: an HTTP server on this machine that passes each arrival to a function."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MAX_BYTES = 10_000_000
_IDLE_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One POST. The names of its headers are in lower case."""

    at: datetime
    path: str
    headers: Mapping[str, str]
    body: bytes


class Receiver:
    """Listens on `host`; `port` 0 takes a free one. `take` gets each arrival in its own thread and returns the status."""

    def __init__(self, take: Callable[[Arrival], int], host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = _Server((host, port), _handler(take))
        self.host = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 — where it can be reached from here
        self.port = int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/exports"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def _handler(take: Callable[[Arrival], int]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        timeout = _IDLE_SECONDS

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length") or ""
            if not (length.isascii() and length.isdigit()) or int(length) > MAX_BYTES:
                self.close_connection = True
                self._answer(413 if length.isdigit() else 411)
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(length))
            self._answer(take(Arrival(at=datetime.now(UTC), path=self.path, headers=headers, body=body)))

        def do_GET(self) -> None:
            self._answer(405)

        def _answer(self, status: int) -> None:
            text = b"" if status in (204, 304) else b"dojang listen\n"
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """`take` reports the arrivals."""

    return Handler
