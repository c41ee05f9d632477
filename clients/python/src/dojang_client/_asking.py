"""Requests as values; nothing here waits."""

import platform
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any

import httpx

USER_AGENT = f"dojang-client/{version('dojang-client')} (Python {platform.python_version()}; httpx {httpx.__version__})"
_V3 = "/api/v3"
_HEADER_WORD = re.compile(r"[\x21-\x7e]+")
Parts = Mapping[str, str | bytes | None]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request. A POST with a `key` is done once, however often it arrives."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, object] | None = field(default=None, repr=False)  # may hold a password
    parts: Mapping[str, str | bytes] | None = field(default=None, repr=False)  # of a form; bytes are a file
    key: str | None = None

    @property
    def harmless(self) -> bool:
        """Whether it may arrive twice."""
        return self.method == "GET" or self.key is not None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def get(path: str, query: Mapping[str, object] | None = None) -> Call:
    """A read of v3."""
    return Call(method="GET", path=_V3 + path, query=_given(query or {}))


def start(
    path: str, body: Mapping[str, object] | None, key: str | None, query: Mapping[str, object] | None = None
) -> Call:
    """A POST of v3 that is done once for each key."""
    return Call(method="POST", path=_V3 + path, query=_given(query or {}), body=_said(body), key=checked_key(key))


def change(method: str, path: str, body: Mapping[str, object] | None = None) -> Call:
    """A request of v3 that the server cannot tell from a second one like it."""
    return Call(method=method, path=_V3 + path, body=_said(body))


def upload(path: str, parts: Parts, key: str | None) -> Call:
    """A POST of v3 with files."""
    given = {name: part for name, part in parts.items() if part is not None}
    return Call(method="POST", path=_V3 + path, parts=given, key=checked_key(key))


def checked_key(key: str | None) -> str:
    """The caller's `Idempotency-Key`, or a new one. Raises `ValueError`."""
    if key is None:
        return str(uuid.uuid4())
    if len(key) > 255 or not _HEADER_WORD.fullmatch(key):
        raise ValueError("key has to be 1 to 255 printable ASCII characters without blanks")
    return key


def checked_token(token: str) -> str:
    """Raises `ValueError`, which does not show the token."""
    if not _HEADER_WORD.fullmatch(token):
        raise ValueError("token has to be as the server gave it: printable ASCII characters without blanks")
    return token


def checked_base(address: str) -> str:
    """The server's address without a slash at its end. Raises `ValueError`."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme not in ("http", "https") or not url.host or url.userinfo or url.query or url.fragment:
        raise ValueError("base_url has to be the server's address, such as https://sign.example.com")
    return address.rstrip("/")


def headers(call: Call, token: str | None) -> dict[str, str]:
    """The headers of a call."""
    told = {"User-Agent": USER_AGENT, "Accept": "application/json, application/pdf;q=0.9"}
    if token is not None:
        told["Authorization"] = f"Bearer {token}"
    if call.key is not None:
        told["Idempotency-Key"] = call.key
    return told


def form(call: Call) -> list[tuple[str, tuple[str | None, bytes]]] | None:
    """The parts of a form, as httpx takes them: without a file's name it is a field, and the form stays multipart."""
    if call.parts is None:
        return None
    return [(name, _part(name, content)) for name, content in call.parts.items()]


def _part(name: str, content: str | bytes) -> tuple[str | None, bytes]:
    return (None, content.encode()) if isinstance(content, str) else (name, content)


def _said(body: Mapping[str, object] | None) -> dict[str, Any] | None:
    return None if body is None else _given(body)


def _given(values: Mapping[str, object]) -> dict[str, Any]:
    """What is absent need not be said."""
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
