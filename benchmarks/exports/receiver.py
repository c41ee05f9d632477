"""The integrator's server, a process of its own that costs little: `python -m benchmarks.exports.receiver PORT`.

`/0`, `/20` answer after so many milliseconds; `/hold` never answers a first try and any other at once. `GET /arrivals` returns the
id and the moment of every POST since it was last asked, `GET /count` only how many.
"""

import asyncio
import sys
import time


class Receiver(asyncio.Protocol):
    """One connection."""

    arrivals: list[tuple[str, int]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._read = transport, b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, ended, rest = self._read.partition(b"\r\n\r\n")
        if not ended or len(rest) < (length := int(_header(head, b"Content-Length") or 0)):
            return
        self._read = rest[length:]
        way, path, _ = head.split(b" ", 2)
        self._answer(way, path, head)

    def _answer(self, way: bytes, path: bytes, head: bytes) -> None:
        if way == b"GET":
            self._reply(self._told(path))
            return
        self.arrivals.append((_header(head, b"webhook-id").decode(), time.monotonic_ns()))
        if path == b"/0" or (path == b"/hold" and _header(head, b"dojang-attempt") != b"1"):
            self._reply(b"ok")
        elif path != b"/hold":
            asyncio.get_running_loop().call_later(int(path[1:]) / 1000, self._reply, b"ok")

    def _told(self, path: bytes) -> bytes:
        if path == b"/count":
            return b"%d" % len(self.arrivals)
        told = "\n".join(f"{name} {at}" for name, at in self.arrivals)
        self.arrivals.clear()
        return told.encode()

    def _reply(self, body: bytes) -> None:
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))


def _header(head: bytes, name: bytes) -> bytes:
    return head.partition(b"\r\n" + name + b": ")[2].partition(b"\r\n")[0]


async def main(port: int) -> None:
    """Serve until killed."""
    server = await asyncio.get_running_loop().create_server(Receiver, "127.0.0.1", port, backlog=1000)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
