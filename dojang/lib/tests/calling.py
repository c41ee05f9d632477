"""Calls to servers of loopback that answer as a test wants."""

import asyncio
import ssl

import pytest

from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import CallFailed, Fault, HttpAnswer, Outgoing, Policy
from dojang.lib.tests.doubles import Serve, serving

LOOPBACK = Policy(allow=(parse_allowed("127.0.0.1"),))
OK = b"HTTP/1.1 200 OK\r\n"
EMPTY = OK + b"Content-Length: 0\r\n\r\n"


async def call(
    port: int,
    scheme: str = "http",
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
    body: bytes = b"{}",
) -> HttpAnswer:
    async with Outgoing(LOOPBACK, user_agent="test", tls=tls) as calling:
        return await calling.post(f"{scheme}://{host}:{port}/", body, {})


async def fault_of(serve: Serve, body: bytes = b"{}") -> Fault:
    """Why there was no answer."""
    async with serving(serve) as port:
        with pytest.raises(CallFailed) as failed:
            await call(port, body=body)
    return failed.value.fault


def endless(head: bytes, piece: bytes, sent: list[int] | None = None, pause: float = 0.0) -> Serve:
    """An answer without end; `sent` counts its bytes."""

    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            if sent is not None:
                sent.append(len(piece))
            await asyncio.sleep(pause)

    return serve
