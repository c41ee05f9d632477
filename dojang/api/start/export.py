"""Rules of an export that every protocol asks for in the same keys: where it goes, which acts it has, how it authorizes itself."""

import re

from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters
from dojang.lib.outgoing.client import UrlRefused, check_url

MAX_URL, MAX_AUTHORIZATION = 2000, 4000
_HEADER_VALUE = re.compile(r"[\x20-\x7e]*")


def has_receiver(part: Parameters, url: str, *, embed: bool) -> bool:
    """Whether exports are asked for, which a blank `url` does not. Raises `InvalidParameter` for one that cannot be called."""
    if not url:
        if embed:
            # To start all the same would send the very messages that embed is there to prevent.
            raise part.wrong("url", Parameter.REQUIRED)
        return False
    try:
        check_url(url)
    except UrlRefused as exc:
        text = Parameter.NOT_HTTPS if exc.reason in ("scheme", "http") else Parameter.NOT_A_URL
        raise part.wrong("url", text) from exc
    return True


def scope_of(part: Parameters) -> str:
    """Which acts are exported: ALL or StartAndEnd. Raises `InvalidParameter`."""
    scope = part.choice("api_type", "StartAndEnd", "ALL")
    if not scope:
        raise part.wrong("api_type", Parameter.REQUIRED)
    return scope


def authorization_of(part: Parameters) -> str:
    """What the receiver is sent as its `Authorization`. Raises `InvalidParameter`."""
    value = part.text("authorization", MAX_AUTHORIZATION)
    if not _HEADER_VALUE.fullmatch(value):
        raise part.wrong("authorization", Parameter.NOT_A_HEADER)
    return value
