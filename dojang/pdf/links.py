"""A link of a page: where it is, and where it may lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urljoin

MAX_URI = 2000  # characters
_SCHEMES = ("http", "https", "mailto", "tel", "sms")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+([:/?#].*)?")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]+")
_NOT_SEEN = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A rectangle as fractions of the page as seen, origin at the top left. It leads to a URI with a scheme (http,
    https, mailto, tel, sms), or, where uri is empty, to the page of this number, the first being 1."""

    x: float
    y: float
    w: float
    h: float
    uri: str = ""
    page: int = 0

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> PageLink:
        """The inverse of to_dict. Raises TypeError when the value does not come from to_dict."""
        return cls(**value)


def is_safe(target: str) -> bool:
    """Whether a link may keep this target: the web, mail, a phone, or an address without a scheme.

    Browsers pass over control characters within a scheme, so none is hidden by them here either.
    """
    scheme = re.match(r"([a-z][a-z0-9+-]*):", _NOT_SEEN.sub("", target).lower())
    return scheme is None or scheme[1] in _SCHEMES


def absolute(target: str, base: str = "") -> str:
    """The target with its scheme, as a browser needs it; "" where it is unsafe, too long or leads nowhere."""
    target = _CONTROL.sub("", target).strip().replace(" ", "%20")
    if base and is_safe(target):
        target = urljoin(base, target)
    if not re.match(rf"({'|'.join(_SCHEMES)}):", target, re.IGNORECASE):
        target = f"http://{target}" if _HOST.fullmatch(target) else ""
    return target if len(target) <= MAX_URI else ""
