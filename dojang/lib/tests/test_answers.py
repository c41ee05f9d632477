"""What a server may do to us with its answer."""

import asyncio
import gzip
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from dojang.lib.outgoing import client
from dojang.lib.outgoing.bounded_socket import MAX_INTERIM, MAX_RECEIVED
from dojang.lib.outgoing.client import MAX_ANSWER, CallFailed, Fault, Outgoing
from dojang.lib.tests.calling import EMPTY, LOOPBACK, OK, call, endless, fault_of
from dojang.lib.tests.doubles import Listener, answering, serving

CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def forbidden() -> Iterator[Listener]:
    with closing(Listener()) as listener:
        yield listener


async def test_an_answer_tells_its_status_body_and_sender() -> None:
    async with serving(answering(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok")) as port:
        answer = await call(port)
    assert (answer.status, answer.head, answer.remote_ip) == (201, b"ok", "127.0.0.1")


@pytest.mark.parametrize("head", [OK + b"Connection: close\r\n\r\n", OK + b"Content-Length: 99999999999999\r\n\r\n"])
async def test_an_endless_body_is_read_no_further_than_its_bound(head: bytes) -> None:
    async with serving(endless(head, b"x" * 65536)) as port:
        answer = await call(port)
    assert (answer.status, len(answer.head)) == (200, MAX_ANSWER)


async def test_an_endless_body_in_tiny_chunks_is_read_no_further_than_its_bound() -> None:
    async with serving(endless(CHUNKED, b"1\r\nx\r\n" * 1000)) as port:
        answer = await call(port)
    assert (answer.status, len(answer.head)) == (200, MAX_ANSWER)


ENDLESS = {
    "answers of status 100": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "blank lines": (b"", b"\r\n" * 1000),
    "no HTTP": (b"", b"x" * 1000),
    "a status line": (b"HTTP/1.1 200 ", b"x" * 1000),
    "headers": (OK, b"X: y\r\n" * 100),
    "a header": (OK + b"X: ", b"x" * 1000),
    "the name of a header": (OK, b"x" * 1000),
    "a folded header": (OK + b"X: y\r\n", b" more\r\n" * 100),
}


@pytest.mark.parametrize("kind", ENDLESS)
async def test_what_never_becomes_an_answer_is_broken_off_early(kind: str) -> None:
    sent: list[int] = []
    start = time.monotonic()
    assert await fault_of(endless(*ENDLESS[kind], sent)) == Fault.ANSWER
    assert sum(sent) < 2 * MAX_RECEIVED
    assert time.monotonic() - start < client.EXCHANGE_SECONDS / 3


async def test_of_answers_of_status_100_only_a_few_are_read() -> None:
    sent = 0

    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        while not writer.is_closing():
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            await writer.drain()
            sent += 1
            await asyncio.sleep(0.005)

    assert await fault_of(serve) == Fault.ANSWER
    assert sent < 10 * MAX_INTERIM


async def test_a_few_interim_answers_are_no_harm_however_often_the_connection_is_used() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * MAX_INTERIM + OK + b"Content-Length: 2\r\n\r\nok")
            await reader.readuntil(b"\r\n\r\n")

    async with serving(serve) as port, Outgoing(LOOPBACK, user_agent="test") as calling:
        for _ in range(3):
            assert (await calling.post(f"http://127.0.0.1:{port}/", b"", {})).head == b"ok"


@pytest.mark.parametrize(
    ("head", "piece"),
    [(CHUNKED + b"1;", b"x" * 10000), (CHUNKED, b"0" * 10000), (CHUNKED + b"0\r\n", b"X: y\r\n" * 1000)],
    ids=["an extension", "a size", "trailers"],
)
async def test_what_is_endless_between_chunks_is_broken_off_early(head: bytes, piece: bytes) -> None:
    sent: list[int] = []
    async with serving(endless(head, piece, sent)) as port:
        # Whether the status was read before the trouble came is a matter of luck; the answer has no body in any case.
        with suppress(CallFailed):
            assert (await call(port)).head == b""
    assert sum(sent) < 2 * MAX_RECEIVED


async def test_a_connection_that_is_used_again_and_again_is_not_mistaken_for_an_endless_answer() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(OK + b"Content-Length: 50000\r\n\r\n" + b"x" * 50000)
            await reader.readuntil(b"\r\n\r\n")

    async with serving(serve) as port, Outgoing(LOOPBACK, user_agent="test") as calling:
        for _ in range(2 * MAX_RECEIVED // 50000):
            assert len((await calling.post(f"http://127.0.0.1:{port}/", b"", {})).head) == 50000


SLOW = {
    "nothing": (b"", b""),
    "a status line": (b"HTTP/1.1 200 ", b"x"),
    "a header": (OK + b"X: ", b"x"),
    "headers": (OK, b"X: y\r\n"),
}


@pytest.mark.usefixtures("hurried")
async def test_answers_of_status_100_that_come_slowly_are_given_up_in_time() -> None:
    start = time.monotonic()
    assert await fault_of(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.1)) == Fault.TIMEOUT
    assert time.monotonic() - start < 1.5


@pytest.mark.parametrize("kind", SLOW)
@pytest.mark.usefixtures("hurried")
async def test_an_answer_that_is_too_slow_is_given_up(kind: str) -> None:
    start = time.monotonic()
    assert await fault_of(endless(*SLOW[kind], pause=0.02)) == Fault.TIMEOUT
    assert time.monotonic() - start < 1.5


@pytest.mark.parametrize("head", [OK + b"Content-Length: 1000\r\n\r\n", CHUNKED, CHUNKED + b"3e8\r\n"])
@pytest.mark.usefixtures("hurried")
async def test_a_body_that_is_too_slow_leaves_its_status(head: bytes) -> None:
    start = time.monotonic()
    async with serving(endless(head, b"0", pause=0.02)) as port:
        answer = await call(port)
    assert (answer.status, len(answer.head) < 100) == (200, True)
    assert time.monotonic() - start < 1.5


@pytest.mark.usefixtures("hurried")
async def test_a_server_that_does_not_read_is_given_up() -> None:
    assert await fault_of(endless(b"", b"", pause=0.02), body=b"x" * 20_000_000) == Fault.TIMEOUT


@pytest.mark.usefixtures("hurried_to_connect")
async def test_a_name_server_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_: time.sleep(1))
    with pytest.raises(CallFailed) as failed:
        await call(80, host="hanging.example")
    assert failed.value.fault == Fault.TIMEOUT


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_packed_answer_stays_packed(encoding: str) -> None:
    plain = b"\0" * 20_000_000
    bomb = gzip.compress(plain) if encoding == "gzip" else zlib.compress(plain)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding.encode(), len(bomb))
    async with serving(answering(head, bomb)) as port:
        answer = await call(port)
    assert (answer.status, answer.head) == (200, bomb[:MAX_ANSWER])


async def test_an_answer_that_breaks_off_in_its_body_counts_by_its_status() -> None:
    async with serving(answering(OK + b"Content-Length: 100\r\n\r\nhalf")) as port:
        answer = await call(port)
    assert (answer.status, answer.head) == (200, b"half")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        OK + b"X: " + b"x" * 100_000,
        OK + b"Content-Length: -5\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        OK + b"Content-Length: 99999999999999999999999999\r\n\r\n",
        OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello",
    ],
)
async def test_what_is_no_answer_is_told_as_such(head: bytes) -> None:
    assert await fault_of(answering(head)) == Fault.ANSWER


async def test_a_change_of_protocol_is_no_success() -> None:
    head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"
    async with serving(answering(head)) as port:
        assert (await call(port)).status == 101


async def test_the_environment_s_proxy_is_not_used(forbidden: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{forbidden.port}")
    async with serving(answering(EMPTY)) as port:
        assert (await call(port)).status == 200
    assert forbidden.connections == 0


async def test_a_header_that_would_split_the_request_is_refused() -> None:
    async with (
        serving(answering(b"HTTP/1.1 200 OK\r\n\r\n")) as port,
        Outgoing(LOOPBACK, user_agent="test") as calling,
    ):
        with pytest.raises(CallFailed) as failed:
            await calling.post(f"http://127.0.0.1:{port}/", b"{}", {"Authorization": "a\r\nX-Evil: 1"})
    assert failed.value.fault == Fault.REQUEST
