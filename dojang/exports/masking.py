"""Exports as people may see them: without what opens a door."""

import json
import re
from typing import Any

from yarl import URL

MASK = "***"
_LINK_SECRET = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")


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
