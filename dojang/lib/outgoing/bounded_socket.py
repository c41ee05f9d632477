"""A connection that takes no more from its peer than any honest answer needs.

Parsers bound what they keep, not what they drop: blank lines before an answer, answers of status 1xx, extensions of chunks.
A peer that sends those without end would keep the server busy for as long as a call may last.
"""

import socket
from functools import partial
from typing import Any

from aiohttp import ClientConnectionError, TCPConnector
from aiohttp.client_proto import ResponseHandler

MAX_RECEIVED = 1024 * 1024  # bytes since we last sent something; headers alone may be about as long
MAX_INTERIM = 16  # answers of status 1xx before the real one; each costs far more to read than its bytes
_SWITCHING_PROTOCOLS = 101  # is an answer


class BoundedSocket(socket.socket):
    """Breaks off when its peer has sent more than `MAX_RECEIVED` bytes in answer to what was sent last."""

    _received = 0

    def recv(self, *args: Any) -> bytes:
        data = super().recv(*args)
        self._count(len(data))
        return data

    def recv_into(self, *args: Any) -> int:
        received = super().recv_into(*args)
        self._count(received)
        return received

    def send(self, *args: Any) -> int:
        self._received = 0
        return super().send(*args)

    def _count(self, received: int) -> None:
        self._received += received
        if self._received > MAX_RECEIVED:
            raise ConnectionAbortedError("the peer does not stop sending")


class BoundedConnector(TCPConnector):
    """Its connections break off when a peer sends one interim answer after another, within TLS as well."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        handlers: Any = partial(_BoundedHandler, loop=self._loop)
        self._factory = handlers


class _BoundedHandler(ResponseHandler):
    """Counts interim answers, which aiohttp reads past silently for as long as a call may last."""

    _interim = 0

    def feed_data(self, data: Any, size: int = 0) -> None:
        status = data[0].code
        self._interim = self._interim + 1 if 100 <= status < 200 and status != _SWITCHING_PROTOCOLS else 0
        if self._interim <= MAX_INTERIM:
            super().feed_data(data, size)
        elif self.transport is not None:
            self.set_exception(ClientConnectionError("the peer sends nothing but interim answers"))
            self.transport.abort()
