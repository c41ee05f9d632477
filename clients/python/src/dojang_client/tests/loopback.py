"""A server on this machine that misbehaves as a test wants."""

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What it does with one request. `sent` bytes of the body go out before it hangs up; None: all of them."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs_up: bool = False  # without any answer
    sent: int | None = None
    after: float = 0.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Request:
    """What arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def problem(status: int, code: str, text: str = "No.", **headers: str) -> Reply:
    """A refusal in the form of v3."""
    body = {"header": {"result_code": code, "result_msg": text}}
    return Reply(status=status, body=json.dumps(body).encode(), headers=headers)


def told(**answer: Any) -> Reply:
    """A good answer."""
    return Reply(body=json.dumps(answer).encode())


HANG_UP = Reply(hangs_up=True)


@contextmanager
def serving(*replies: Reply) -> Iterator[tuple[str, Sequence[Request]]]:
    """Gives these replies one after the other, the last again and again; the address, and what has arrived."""
    arrived: list[Request] = []
    server = _Server(("127.0.0.1", 0), _handler(list(replies), arrived))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", arrived
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients may hang up on it."""


def _handler(replies: list[Reply], arrived: list[Request]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = replies[min(len(arrived), len(replies) - 1)]
            arrived.append(Request(method=self.command, path=self.path, headers=headers, body=body))
            time.sleep(reply.after)
            if not reply.hangs_up:
                self._send(reply)
            self.close_connection = reply.hangs_up or reply.sent is not None

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 — as the base class has it

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            if reply.status != 204:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: reply.sent])

        def log_message(self, *_: object) -> None:
            """The test knows."""

    return Handler
