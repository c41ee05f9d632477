"""A company's end of the exports, small enough to read: it listens, keeps what arrives and says 200."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any

MOST_BYTES = 10_000_000


class Receiver:
    """Listens on 127.0.0.1; `port` 0 takes a free one."""

    def __init__(self, port: int = 0) -> None:
        self._exports: Queue[dict[str, Any]] = Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.port: int = self._server.server_address[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/exports"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def next(self, seconds: float) -> dict[str, Any]:
        """The next export, waited for: its HTTP `headers`, and `header` and `body` of its JSON. Raises TimeoutError."""
        try:
            return self._exports.get(timeout=seconds)
        except Empty:
            raise TimeoutError(f"no export arrived within {seconds:.0f} seconds") from None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        exports = self._exports

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), MOST_BYTES)
                export = {"headers": dict(self.headers), **json.loads(self.rfile.read(length))}
                self.send_response(200)
                self.end_headers()
                exports.put(export)

            def log_message(self, *_: object) -> None:
                """The demo prints what arrives."""

        return Handler
