"""A socket that takes no more from its peer than any honest answer needs.

Parsers bound what they keep, not what they throw away: blank lines before an answer, answers of status 1xx, extensions of
chunks. A peer that sends those without end would keep us busy for as long as a call may last.
"""

import socket
from typing import Any

MOST_RECEIVED = 1024 * 1024  # bytes since we last sent something; headers alone may be about as long


class BoundedSocket(socket.socket):
    """Breaks off when its peer has sent more than `MOST_RECEIVED` bytes in answer to what was sent last."""

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
        if self._received > MOST_RECEIVED:
            raise ConnectionAbortedError("the peer does not stop sending")
