"""What a server may do to us with its answer."""

import gzip
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing import MOST_ANSWER, Answer, CallFailed, Fault, Outgoing, Policy
from dojang.lib.tests.doubles import Listener, Names, answering, serving

LOOPBACK = Policy(allow=(parse_allowed("127.0.0.1"),))


@pytest.fixture
def forbidden() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


async def call(port: int, scheme: str = "http", tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Answer:
    names = Names(["127.0.0.1"])
    async with Outgoing(LOOPBACK, user_agent="test", lookup=names, tls=tls) as outgoing:
        return await outgoing.post(f"{scheme}://{host}:{port}/", b"{}", {})


async def test_an_answer_tells_its_status_body_and_sender() -> None:
    async with serving(answering(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok")) as port:
        answer = await call(port)
    assert (answer.status, answer.head, answer.remote_ip) == (201, b"ok", "127.0.0.1")


async def test_an_endless_answer_is_read_no_further_than_its_bound() -> None:
    endless = answering(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"x" * 65536, 10_000)
    async with serving(endless) as port:
        answer = await call(port)
    assert (answer.status, len(answer.head)) == (200, MOST_ANSWER)


async def test_a_packed_answer_stays_packed() -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb)
    async with serving(answering(head, bomb)) as port:
        answer = await call(port)
    assert answer.status == 200
    assert answer.head == bomb[:MOST_ANSWER]


async def test_an_answer_that_breaks_off_in_its_body_counts_by_its_status() -> None:
    async with serving(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) as port:
        answer = await call(port)
    assert (answer.status, answer.head) == (200, b"half")


@pytest.mark.parametrize("head", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000])
async def test_what_is_no_answer_is_told_as_such(head: bytes) -> None:
    async with serving(answering(head)) as port:
        with pytest.raises(CallFailed) as failed:
            await call(port)
    assert failed.value.fault == Fault.ANSWER


async def test_a_redirect_is_an_answer_and_is_not_followed(forbidden: Listener) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{forbidden.port}/\r\nContent-Length: 0\r\n\r\n".encode()
    async with serving(answering(head)) as port:
        answer = await call(port)
    assert answer.status == 302
    assert forbidden.connections == 0


async def test_the_environment_s_proxy_is_not_used(forbidden: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{forbidden.port}")
    async with serving(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as port:
        assert (await call(port)).status == 200
    assert forbidden.connections == 0


@contextmanager
def certificate(folder: Path, name: str) -> Iterator[tuple[ssl.SSLContext, ssl.SSLContext]]:
    """TLS for a server called `name`, and for a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    text = made.public_bytes(encoding)
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(private + text)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    yield server, ssl.create_default_context(cadata=text.decode())


async def test_tls_is_verified_for_the_name_that_was_asked_for(tmp_path: Path) -> None:
    ok = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    with certificate(tmp_path, "erp.example") as (server, client):
        async with serving(ok, server) as port:
            assert (await call(port, "https", client, "erp.example")).status == 200
            for tls, host in ((client, "other.example"), (client, "127.0.0.1"), (None, "erp.example")):
                with pytest.raises(CallFailed) as failed:
                    await call(port, "https", tls, host)
                assert failed.value.fault == Fault.TLS


async def test_a_header_that_would_split_the_request_is_refused() -> None:
    async with (
        serving(answering(b"HTTP/1.1 200 OK\r\n\r\n")) as port,
        Outgoing(LOOPBACK, user_agent="test") as outgoing,
    ):
        with pytest.raises(CallFailed) as failed:
            await outgoing.post(f"http://127.0.0.1:{port}/", b"{}", {"Authorization": "a\r\nX-Evil: 1"})
    assert failed.value.fault == Fault.REQUEST
