"""The body of one request while it is read: kept up to the bounds of its address, counted to its end."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import Self

from dojang.lib.bounded_json import Bounds

USUAL_BYTES = 1024 * 1024  # what an address takes unless it has bounds of its own
MAX_BYTES = 64 * 1024 * 1024  # of any request to any address
MAX_HELD = 1024 * 1024 * 1024  # of all requests that this process reads at once, mostly on disk
IN_MEMORY = 16 * 1024
BYTES_OF_VALUE = 20
_USUAL = Bounds(USUAL_BYTES, 0)


class TurnedAway(Exception):
    """The request ends before Django sees it."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


class Room:
    """The bytes that all bodies hold together."""

    held = 0

    def take(self, count: int) -> None:
        self.held += count
        if self.held > MAX_HELD:
            raise TurnedAway(503, "Too much is being sent at once. Try again in a minute.")


class Body:
    """`bounds` returns how much its address takes, or None if the address has no bounds of its own.

    A longer body is still read to its end, so that the client gets the answer. It is not kept: the address sees only its length,
    and refuses it in its own words.
    """

    def __init__(self, room: Room, bounds: Callable[[], Bounds | None]) -> None:
        self.file = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)
        self.length, self._held = 0, 0
        self._room, self._ask = room, bounds
        self._bounds: Bounds | None = None  # None while the body is short

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._empty()
        self.file.close()

    @property
    def is_large(self) -> bool:
        """Whether working on it costs more than usual."""
        return self.weight > USUAL_BYTES

    def take(self, piece: bytes) -> None:
        """The next piece. Raises `TurnedAway`."""
        self.length += len(piece)
        if self._bounds is None and self.length > IN_MEMORY:
            self._bounds = self._ask() or _USUAL
        if self.length > MAX_BYTES:
            raise TurnedAway(413, f"A request may have {MAX_BYTES // 2**20} MiB at most.")
        if self.length > USUAL_BYTES and self._bounds is _USUAL:
            raise TurnedAway(413, f"A request to this address may have {USUAL_BYTES // 2**20} MiB at most.")
        if self._bounds is not None and self.length > self._bounds.bytes:
            self._empty()
            return
        self._held += len(piece)
        self._room.take(len(piece))
        self.file.write(piece)

    @property
    def weight(self) -> int:
        """The cost of working on it, in bytes. Many small values cost more than their bytes."""
        return max(self._held, BYTES_OF_VALUE * (self._bounds.values if self._bounds else 0))

    def _empty(self) -> None:
        self.file.seek(0)
        self.file.truncate()
        self._room.held -= self._held
        self._held = 0
