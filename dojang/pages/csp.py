"""The content security policy of our pages: nothing is allowed but what is named here."""

import re
from collections.abc import Sequence

_ORIGIN = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?")


def is_origin(text: str) -> bool:
    """Whether it is a plain origin, such as `https://shop.example.com`."""
    return _ORIGIN.fullmatch(text) is not None


ANYONE = "*"


def policy(nonce: str = "", ancestors: Sequence[str] = (), *, framed_by_anyone: bool = False) -> str:
    """The header's value. `nonce` lets in the page's own style block; `ancestors` are the origins that may frame the page.

    What is not a plain origin is left out, so that a company's setting can neither widen the policy nor add to it. A page that
    may be `framed_by_anyone` shows nothing of anyone and does nothing.
    """
    framers = [ANYONE] if framed_by_anyone else [origin for origin in ancestors if is_origin(origin)]
    style = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src {style}",
            "img-src 'self' blob: data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {' '.join(framers) or chr(39) + 'none' + chr(39)}",
        )
    )
