"""A call reaches the server that the URL names, or fails."""

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path

import pytest

from dojang.lib.outgoing.bounded_socket import MAX_RECEIVED
from dojang.lib.outgoing.client import CallFailed, Fault
from dojang.lib.tests.calling import EMPTY, call, endless
from dojang.lib.tests.certificates import Authority
from dojang.lib.tests.doubles import Names, answering, serving

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


async def refused(authority: Authority, server: ssl.SSLContext, host: str) -> Fault:
    """Why a server with such a certificate is not sent anything."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, _writer: object) -> None:
        heard.append(b"a request")

    async with serving(serve, server) as port:
        with pytest.raises(CallFailed) as failed:
            await call(port, "https", authority.trusted(), host)
    assert heard == []
    return failed.value.fault


async def test_a_certificate_for_the_name_that_was_asked_for_is_taken(
    names: Names, authority: Authority, tmp_path: Path
) -> None:
    names.tell("erp.example", ["127.0.0.1"])
    async with serving(answering(EMPTY), authority.server(tmp_path, "erp.example")) as port:
        assert (await call(port, "https", authority.trusted(), "erp.example")).status == 200


@pytest.mark.parametrize("shown", ["other.example", "example", "*.erp.example", "*.example.", "127.0.0.1"])
async def test_a_certificate_for_another_name_is_refused(
    names: Names, authority: Authority, tmp_path: Path, shown: str
) -> None:
    names.tell("erp.example", ["127.0.0.1"])
    assert await refused(authority, authority.server(tmp_path, shown), "erp.example") == Fault.TLS


async def test_a_certificate_for_a_name_is_none_for_its_address(authority: Authority, tmp_path: Path) -> None:
    assert await refused(authority, authority.server(tmp_path, "erp.example"), "127.0.0.1") == Fault.TLS


@pytest.mark.parametrize("valid", [(-2 * DAY, -DAY), (DAY, 2 * DAY)], ids=["over", "not yet"])
async def test_a_certificate_out_of_its_time_is_refused(
    names: Names, authority: Authority, tmp_path: Path, valid: tuple[timedelta, timedelta]
) -> None:
    names.tell("erp.example", ["127.0.0.1"])
    assert await refused(authority, authority.server(tmp_path, "erp.example", valid), "erp.example") == Fault.TLS


@pytest.mark.parametrize("self_signed", [True, False], ids=["by itself", "by a stranger"])
async def test_a_certificate_that_nobody_we_trust_has_signed_is_refused(
    names: Names, authority: Authority, tmp_path: Path, *, self_signed: bool
) -> None:
    names.tell("erp.example", ["127.0.0.1"])
    server = Authority().server(tmp_path, "erp.example", self_signed=self_signed)
    assert await refused(authority, server, "erp.example") == Fault.TLS


@pytest.mark.parametrize("hello", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x28"])
@pytest.mark.usefixtures("hurried_to_connect")
async def test_a_server_that_does_not_answer_in_tls_is_given_up(hello: bytes) -> None:
    async def serve(_reader: object, writer: asyncio.StreamWriter) -> None:
        writer.write(hello)
        await asyncio.sleep(2)
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        with pytest.raises(CallFailed) as failed:
            await call(server.sockets[0].getsockname()[1], "https")
    assert failed.value.fault == (Fault.TLS if hello else Fault.TIMEOUT)


async def test_what_is_endless_is_broken_off_within_tls_too(names: Names, authority: Authority, tmp_path: Path) -> None:
    names.tell("erp.example", ["127.0.0.1"])
    sent: list[int] = []
    async with serving(endless(b"", b"\r\n" * 1000, sent), authority.server(tmp_path, "erp.example")) as port:
        with pytest.raises(CallFailed) as failed:
            await call(port, "https", authority.trusted(), "erp.example")
    assert (failed.value.fault, sum(sent) < 2 * MAX_RECEIVED) == (Fault.ANSWER, True)
