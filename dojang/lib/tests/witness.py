"""Who sees every connection that is tried, whatever library tries it: Python's own audit events."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any


class Witness:
    """Hears of every connection that this process tries to make, and lets none leave the machine."""

    def __init__(self) -> None:
        self.connects: list[str] = []

    def to_anybody_but(self, innocent: str) -> list[str]:
        return [address for address in self.connects if address != innocent]

    def hear(self, address: Any) -> None:
        if not isinstance(address, tuple):
            return  # a socket of the file system
        self.connects.append(address[0])
        there = ip_address(address[0])
        if not (there.is_loopback or there.is_unspecified):
            raise ConnectionRefusedError(f"{there} is not on this machine")


_hooked: list[bool] = []
_witnesses: list[Witness] = []


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        for witness in _witnesses:
            witness.hear(args[1])


@contextmanager
def witnessing() -> Iterator[Witness]:
    """A witness for the length of the block."""
    if not _hooked:
        sys.addaudithook(_hook)  # it can never be taken out again
        _hooked.append(True)
    witness = Witness()
    _witnesses.append(witness)
    try:
        yield witness
    finally:
        _witnesses.remove(witness)
