"""An integrator's server: a real one on loopback that remembers what came and answers as asked."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Arrival:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes
    began: float
    ended: float

    @property
    def webhook_id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def sequence(self) -> int:
        return int(self.headers["dojang-sequence"])

    @property
    def contract(self) -> str:
        return str(json.loads(self.body)["body"]["wfuid"])


@dataclass(frozen=True)
class Reply:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"ok"


class Receiver:
    """`answer` decides on each request by what arrived and how often this id was there before."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.answer: Callable[[Arrival, int], Reply] = lambda _arrival, _before: Reply()
        self.pause = 0.0
        self._times = Counter[str]()
        self._lock = threading.Lock()
        self.connections = self.begun = 0
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.receiver = self
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Reply:
        began, pause = time.monotonic(), self.pause
        self.begun += 1  # from here on, a change of `pause` is for later requests only
        time.sleep(pause)
        with self._lock:
            arrival = Arrival(path, headers, body, began, time.monotonic())
            before = self._times[arrival.headers.get("webhook-id", "")]
            self._times[arrival.headers.get("webhook-id", "")] += 1
            self.arrivals.append(arrival)
        return self.answer(arrival, before)

    def wait_for(self, count: int, seconds: float = 10.0) -> list[Arrival]:
        """The arrivals once there are `count` of them, or those there are when the time is over."""
        return self.wait_until(lambda: len(self.arrivals) >= count, seconds)

    def wait_until(self, true: Callable[[], bool], seconds: float = 10.0) -> list[Arrival]:
        deadline = time.monotonic() + seconds
        while not true() and time.monotonic() < deadline:
            time.sleep(0.005)
        return list(self.arrivals)

    @contextmanager
    def serving(self) -> Iterator["Receiver"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    receiver: Receiver

    def get_request(self) -> Any:
        self.receiver.connections += 1
        return super().get_request()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = receiver.take(self.path, dict(self.headers.items()), body)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            """Tests are quiet."""

    return Handler
