"""Redaction: what exports and the answers to them keep secret when they are stored or shown."""

import base64
import binascii
import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from yarl import URL

MAX_KEPT_ANSWER = 1024  # bytes
_MAX_LOOKED_AT = 8 * MAX_KEPT_ANSWER
_RUN = 8
_HIDDEN = b"***"
_TOKEN_LENGTH = 43  # of what opens a link
_TOKEN = re.compile(rb"(?<![\w-])[\w-]{%d}(?![\w-])" % _TOKEN_LENGTH)
MASK = "***"
_LINK_SECRET = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")


def redacted_answer(head: bytes, authorization: str, signing_secrets: Iterable[str], body: bytes) -> str:
    """The start of the answer `head` to a call that carried these secrets, and in `body` maybe links."""
    text = _TOKEN.sub(_HIDDEN, head[:_MAX_LOOKED_AT].replace(b"\0", b""))[: 2 * MAX_KEPT_ANSWER]
    secrets = {*_given(authorization), *signing_secrets}
    if len(text) >= _TOKEN_LENGTH:
        secrets.update(token.decode() for token in _TOKEN.findall(body))
    text = _without(text, secrets)
    return text.decode(errors="replace").encode()[:MAX_KEPT_ANSWER].decode(errors="ignore")


def _given(authorization: str) -> Iterator[str]:
    """What is secret of an Authorization header: all but the scheme; of Basic also what it means (RFC 7617)."""
    scheme, *words = authorization.split() or [""]
    yield from words or [scheme]
    if scheme.lower() == "basic":
        try:
            credentials = base64.b64decode("".join(words)).decode()
        except (binascii.Error, ValueError):
            return
        yield credentials
        yield credentials.partition(":")[2]


def _without(text: bytes, secrets: set[str]) -> bytes:
    """The text without every run of eight bytes or more that it shares with a secret; upper and lower case count as the same."""
    for short in {form for secret in secrets for form in _forms(secret) if 0 < len(form) < _RUN}:
        text = re.sub(re.escape(short), _HIDDEN, text, flags=re.IGNORECASE)
    lower = text.lower()
    runs = set(_runs(lower))
    shared = set[bytes]().union(*(runs & _runs_of(secret) for secret in secrets))
    return _without_runs(text, lower, shared) if shared else text


def _without_runs(text: bytes, lower: bytes, shared: set[bytes]) -> bytes:
    kept, place = bytearray(), 0
    while place < len(text):
        end = place
        while lower[end : end + _RUN] in shared:
            end += 1
        if end > place:
            kept += _HIDDEN
            place = end + _RUN - 1
        else:
            kept.append(text[place])
            place += 1
    return bytes(kept)


def _runs(text: bytes) -> Iterator[bytes]:
    return (text[place : place + _RUN] for place in range(len(text) - _RUN + 1))


@lru_cache(1024)
def _runs_of(secret: str) -> frozenset[bytes]:
    return frozenset(run for form in _forms(secret) for run in _runs(form))


@lru_cache(1024)
def _forms(secret: str) -> frozenset[bytes]:
    """How others may write a secret, in lower case."""
    raw = secret.encode()
    written = {raw, quote(secret, safe="").encode(), html.escape(secret).encode(), json.dumps(secret)[1:-1].encode()}
    if len(raw) >= _RUN // 2:  # the encodings of less would be found everywhere
        written |= {raw.hex().encode(), *_in_base64(raw)}
    return frozenset(form.lower() for form in written)


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """In base64 the same bytes look three ways, by their place in the whole. What depends on their neighbours is left off."""
    for before, unsure in ((0, 0), (1, 2), (2, 3)):
        whole = base64.b64encode(b"\0" * before + raw)
        sure = whole[unsure:].rstrip(b"=")
        sure = sure[:-1] if whole.endswith(b"=") else sure
        yield sure
        yield sure.translate(bytes.maketrans(b"+/", b"-_"))


def mask_links(text: str) -> str:
    """The text without the secrets of links."""
    return _LINK_SECRET.sub(MASK, text)


def mask_url(url: str) -> str:
    """The URL without the values of its query, where integrators keep keys of their own."""
    parsed = URL(url)
    query = "&".join(f"{name}={MASK}" for name in parsed.query)
    return str(parsed.with_query(None).with_fragment(None)) + (f"?{query}" if query else "")


def readable_body(body: bytes, *, links: bool = False) -> dict[str, Any]:
    """A frozen body without its Authorization and, unless `links`, without the secrets of its links; {} of one that is erased."""
    text = body.decode() or "{}"
    told: dict[str, Any] = json.loads(text if links else mask_links(text))
    header = told.get("header")
    if isinstance(header, dict) and "authorization" in header:
        header["authorization"] = MASK
    return told
