"""An integrator's server that misbehaves as a scenario wants and records what comes: `python -m tests.torture.receiver BOOK`.

It listens on many loopback addresses, so that it looks like many endpoints. It prints its port, takes its manners as lines of
JSON from standard input and ends with it.
"""

import asyncio
import hashlib
import json
import random
import socket
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from tests.torture.book import Arrival, write

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 41))
FAULTS = ("500", "302", "429", "cut", "garbage", "late")
_GARBAGE = b"\x00\x01 220 this is no HTTP \xff\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How one host answers."""

    pause: float = 0.0  # seconds that each answer takes
    faults: float = 0.0  # the share of requests that meet one of FAULTS
    status: int = 200
    hangs: bool = False  # takes nothing and never answers
    keep_bodies: bool = False


POLITE = Manners()


class Reception:
    """What all connections share: manners, who is under way, the book."""

    def __init__(self, book: TextIO) -> None:
        self.manners: dict[str, Manners] = {}  # by address; "" is for all others
        self.under_way: dict[int, Exchange] = {}
        self.book = book
        self._chance = random.Random(1)  # noqa: S311 — for faults, and the same in each run

    def of(self, address: str) -> Manners:
        return self.manners.get(address) or self.manners.get("", POLITE)

    def answer(self, manners: Manners) -> str:
        if manners.hangs:
            return "hang"
        return self._chance.choice(FAULTS) if self._chance.random() < manners.faults else str(manners.status)


class Exchange(asyncio.Protocol):
    """One connection, on which requests come one after the other."""

    def __init__(self, reception: Reception) -> None:
        self._reception, self._buffer = reception, b""
        self._arrival: Arrival | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._address = str(transport.get_extra_info("sockname")[0])

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return
        headers = dict(line.lower().split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:])
        length = int(headers["content-length"])
        if len(rest) >= length:
            self._buffer = rest[length:]
            self._take(headers, rest[:length])

    def connection_lost(self, _error: Exception | None) -> None:
        self.end()

    def leads_somewhere(self) -> bool:
        """Whether the sender still waits. The loop may not have heard yet that it has gone, but the socket has."""
        if self._transport.is_closing():
            return False
        with socket.socket(fileno=socket.dup(self._transport.get_extra_info("socket").fileno())) as same:
            try:
                return bool(same.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
            except BlockingIOError:
                return True
            except ConnectionError:
                return False

    def _take(self, headers: dict[str, str], body: bytes) -> None:
        reception, contract = self._reception, int(json.loads(body)["body"]["wfuid"])
        earlier, manners = reception.under_way.get(contract), reception.of(self._address)
        answer = reception.answer(manners)
        self._arrival = Arrival(
            contract=contract, seq=int(headers["dojang-sequence"]), webhook_id=headers["webhook-id"].removeprefix("msg_"),
            attempt=int(headers["dojang-attempt"]), digest=hashlib.sha256(body).hexdigest(), host=self._address,
            began=time.monotonic(), ended=0.0, answer=answer, taken=answer == "late" or answer.startswith("2"),
            overlapped=earlier is not None and earlier.leads_somewhere(), body=body.decode() if manners.keep_bodies else "",
        )  # fmt: skip
        reception.under_way[contract] = self
        if answer not in ("hang", "late"):
            asyncio.get_running_loop().call_later(manners.pause, self._answer, answer)

    def _answer(self, answer: str) -> None:
        if self._arrival is None:
            return
        self.end()
        if answer == "cut":
            self._transport.abort()
        elif answer == "garbage":
            self._transport.write(_GARBAGE)
            self._transport.close()
        else:
            more = {"429": "Retry-After: 1\r\n", "302": "Location: /elsewhere\r\n"}.get(answer, "")
            self._transport.write(f"HTTP/1.1 {answer} told\r\n{more}Content-Length: 2\r\n\r\nok".encode())

    def end(self) -> None:
        """What came is over, as far as this side knows."""
        arrival, self._arrival = self._arrival, None
        if arrival is None:
            return
        if self._reception.under_way.get(arrival.contract) is self:
            del self._reception.under_way[arrival.contract]
        self._reception.book.write(write(replace(arrival, ended=time.monotonic())))


async def serve(file: Path) -> None:
    """Take what comes until standard input ends."""
    loop, told = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    with file.open("w", buffering=1) as book:
        reception, port = Reception(book), 0
        for address in HOSTS:
            server = await loop.create_server(lambda: Exchange(reception), address, port, backlog=1024)
            port = server.sockets[0].getsockname()[1]
        _say(port)
        while line := await told.readline():
            reception.manners = {address: Manners(**one) for address, one in json.loads(line).items()}
            _say(len(reception.under_way))
        for exchange in list(reception.under_way.values()):
            exchange.end()


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
