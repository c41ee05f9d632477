"""Calls to addresses that others have chosen, without being led into our own network.

Every address that a name resolves to must be public or allowed by the operator. The last check is just before the socket is
opened, to the very address that it connects to. So names, numbers in any spelling and rebinding all pass through it.
"""

import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from ipaddress import ip_address
from typing import Any, Self

import aiohttp
from django.conf import settings
from yarl import URL

from dojang.lib.errors import DojangError
from dojang.lib.networks import AllowedNetwork
from dojang.lib.outgoing.bounded_socket import BoundedConnector, BoundedSocket
from dojang.lib.outgoing.resolver import CheckedResolver, ForbiddenAddress, SystemLookup
from dojang.lib.outgoing.routable import is_public

MAX_URL = 2000
_MAX_HOST = 253  # RFC 1035, 2.3.4, without the root's dot
MAX_ANSWER = 64 * 1024  # bytes that are read; a longer answer is cut off with its connection
CONNECT_SECONDS, EXCHANGE_SECONDS = 5.0, 15.0
# Servers commonly close an idle connection after five seconds; one that we reuse in that moment would fail for nothing.
_KEEPALIVE_SECONDS = 4.0
_NEVER_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\]")


class UrlRefused(DojangError):
    """This URL cannot be called; `reason` is one of length, form, scheme, http, userinfo, host, address."""

    code, message = "url_refused", "The URL cannot be called: {reason}."

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def params(self) -> dict[str, str | int]:
        return {"reason": self.reason}


class Fault(StrEnum):
    """Why there was no answer."""

    FORBIDDEN = "forbidden-address"
    NAME = "name-not-found"
    CONNECT = "not-connected"
    TLS = "tls"
    TIMEOUT = "timeout"
    ANSWER = "broken-answer"
    REQUEST = "bad-request"


class CallFailed(Exception):
    """No answer came; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Policy:
    """The addresses that the server may call, besides public ones by https."""

    allow: tuple[AllowedNetwork, ...] = ()
    http: bool = False

    @classmethod
    def of_settings(cls) -> "Policy":
        return cls(settings.EXPORT_ALLOW, settings.EXPORT_HTTP)

    def permits(self, host: str, port: int, *, encrypted: bool) -> bool:
        """Whether a connection may be made to `host`, which is an address in the spelling of sockets."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        if any(network.covers(address, port) for network in self.allow):
            return True
        return (encrypted or self.http) and is_public(address)


@dataclass(frozen=True)
class HttpAnswer:
    """What came back. `head` is the start of the body as it was sent, at most `MAX_ANSWER` bytes."""

    status: int
    headers: Mapping[str, str]
    head: bytes
    remote_ip: str | None


def check_url(url: str, policy: Policy | None = None) -> None:
    """Check a URL before it is stored, without calling or resolving anything. Raises `UrlRefused`."""
    policy = policy or Policy.of_settings()
    if len(url) > MAX_URL:
        raise UrlRefused("length")
    parsed = _parse(url)
    if parsed.scheme not in ("http", "https"):
        raise UrlRefused("scheme")
    if parsed.user is not None or parsed.password is not None:
        raise UrlRefused("userinfo")
    if not parsed.host or len(parsed.raw_host or "") > _MAX_HOST:
        raise UrlRefused("host")
    if parsed.scheme == "http" and not (policy.http or policy.allow):
        raise UrlRefused("http")
    encrypted = parsed.scheme == "https"
    if _is_address(parsed.host) and not policy.permits(parsed.host, parsed.port or 0, encrypted=encrypted):
        raise UrlRefused("address")


def origin(url: str) -> str:
    """`https://host:port` of a URL that `check_url` has let pass."""
    parsed = URL(url)
    host = f"[{parsed.host}]" if ":" in (parsed.host or "") else parsed.host
    return f"{parsed.scheme}://{host}:{parsed.port}"


def _parse(url: str) -> URL:
    # The same parser that the call will use, so that both see the same host.
    try:
        if _NEVER_IN_A_URL.search(url):
            raise UrlRefused("form")
        parsed = URL(url)
        _ = parsed.port, parsed.raw_host
    except ValueError:
        raise UrlRefused("form") from None
    return parsed


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class _Response(aiohttp.ClientResponse):
    """Keeps the address that answered, because the connection may be closed early."""

    remote_ip: str | None = None

    async def start(self, connection: Any) -> aiohttp.ClientResponse:
        peer = connection.transport.get_extra_info("peername") if connection.transport else None
        self.remote_ip = peer[0] if peer else None
        return await super().start(connection)


class Outgoing:
    """An HTTP client for addresses that others have chosen; use it as an async context manager.

    `tls` replaces the system's trust for tests. The caller bounds how many calls run at once.
    """

    def __init__(self, policy: Policy, *, user_agent: str, tls: ssl.SSLContext | None = None) -> None:
        self._policy, self._user_agent, self._tls = policy, user_agent, tls

    async def __aenter__(self) -> Self:
        self._lookup = SystemLookup()
        self._sessions = {"https": self._session(encrypted=True), "http": self._session(encrypted=False)}
        return self

    async def __aexit__(self, *_: object) -> None:
        for session in self._sessions.values():
            await session.close()
        await self._lookup.close()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> HttpAnswer:
        """Send `body` and return the answer, whatever its status; redirects are answers like any other.

        An answer counts from its status line on: if its body is too long or breaks off, the part that came is returned.
        Raises `CallFailed` within about `EXCHANGE_SECONDS`.
        """
        parsed = _called(url)
        try:
            async with self._sessions[parsed.scheme].post(
                parsed, data=body, headers=headers, allow_redirects=False
            ) as response:
                head = await _read_head(response)
                remote_ip = response.remote_ip if isinstance(response, _Response) else None
                return HttpAnswer(response.status, response.headers, head, remote_ip)
        except (aiohttp.ClientError, OSError, ValueError) as error:  # TimeoutError is an OSError
            raise CallFailed(_fault(error)) from error

    def _session(self, *, encrypted: bool) -> aiohttp.ClientSession:
        permits = partial(self._policy.permits, encrypted=encrypted)

        def guard(info: Any) -> socket.socket:
            family, kind, proto, _name, address = info
            if not permits(address[0], address[1]):
                raise ForbiddenAddress(f"{address[0]} is not permitted")
            return BoundedSocket(family, kind, proto)

        connector = BoundedConnector(
            limit=0,
            resolver=CheckedResolver(self._lookup, permits),
            socket_factory=guard,
            keepalive_timeout=_KEEPALIVE_SECONDS,
            ssl=self._tls or True,
        )
        return aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=EXCHANGE_SECONDS, connect=CONNECT_SECONDS),
            # Nothing is unpacked, so a small answer cannot become a large one.
            auto_decompress=False,
            headers={"User-Agent": self._user_agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            cookie_jar=aiohttp.DummyCookieJar(),
            response_class=_Response,
            trust_env=False,
        )


def _called(url: str) -> URL:
    try:
        parsed = _parse(url)
    except UrlRefused as error:
        raise CallFailed(Fault.REQUEST) from error
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.user is not None:
        raise CallFailed(Fault.REQUEST)
    return parsed


async def _read_head(response: aiohttp.ClientResponse) -> bytes:
    head = bytearray()
    try:
        while len(head) < MAX_ANSWER:
            piece = await response.content.read(MAX_ANSWER - len(head))
            if not piece:
                return bytes(head)
            head += piece
    except (aiohttp.ClientError, OSError):
        pass  # the status is known; the rest of the body changes nothing
    response.close()
    return bytes(head)


def _fault(error: Exception) -> Fault:
    inner = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    kinds: tuple[tuple[Fault, tuple[type[Exception], ...]], ...] = (
        (Fault.FORBIDDEN, (ForbiddenAddress,)),
        (Fault.TIMEOUT, (TimeoutError,)),
        (Fault.TLS, (ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError)),
        (Fault.REQUEST, (aiohttp.InvalidURL, ValueError)),
    )
    for fault, types in kinds:
        if isinstance(inner, types) or isinstance(error, types):
            return fault
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Fault.NAME
    return Fault.CONNECT if isinstance(error, aiohttp.ClientConnectorError) else Fault.ANSWER
