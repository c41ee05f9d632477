"""The outside world of outgoing calls: listeners, a name server, servers that misbehave."""

import asyncio
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any


class Listener:
    """Listens for TCP on forbidden addresses of loopback, on the port of an innocent server, and counts who comes."""

    ADDRESSES = ("127.0.0.1", "127.0.0.53", "127.254.254.254", "::1")

    def __init__(self, port: int = 0) -> None:
        self.connections = 0
        self._sockets: list[socket.socket] = []
        self.port = port
        for address in self.ADDRESSES:
            self._listen(address)

    def _listen(self, address: str) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        listening = socket.create_server((address, self.port), family=family)
        self.port = listening.getsockname()[1]
        self._sockets.append(listening)
        threading.Thread(target=self._accept, args=[listening], daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        for one in self._sockets:
            one.shutdown(socket.SHUT_RDWR)
            one.close()


class Names:
    """A name server in the place of the C library's resolver: all lookups of this process come here.

    A name gets one list of addresses after the other; the last one stays. All other names are looked up as usual.
    """

    def __init__(self) -> None:
        self._told: dict[str, list[list[str]]] = {}
        self._system = socket.getaddrinfo

    def tell(self, name: str, *answers: list[str]) -> None:
        self._told[name] = list(answers)

    def getaddrinfo(self, host: str, port: int, *rest: Any, **named: Any) -> list[Any]:
        answers = self._told.get(str(host).lower())
        if answers is None:
            return self._system(host, port, *rest, **named)
        told = answers.pop(0) if len(answers) > 1 else answers[0]
        if not told:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        stream, numeric = socket.SOCK_STREAM, socket.AI_NUMERICHOST
        return [info for address in told for info in self._system(address, port, 0, stream, 0, numeric)]


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(serve: Serve, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> AsyncIterator[int]:
    """A server that passes each connection to a function; its port."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, address, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def answering(head: bytes, piece: bytes = b"", times: int = 1) -> Serve:
    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        for _ in range(times):
            writer.write(piece)
            await writer.drain()

    return serve
