"""Secrets that are kept nowhere: the number of a row, signed with the instance's own key, and perhaps an end.

Calls that only read hand them out, since a new row at each call would make reading a way to fill the database. What such a secret
points to decides what it opens: a link until it dies, a box as long as something stands in it, a public link until it is closed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.core.signing import BadSignature, Signer

from dojang.contracts.errors import LinkDead
from dojang.contracts.models import FieldValue, Link, PublicLink
from dojang.lib import clock

OVER = "over"  # how a signed secret dies


class Target(StrEnum):
    """What a signed secret points to."""

    LINK = "l"
    BOX = "b"
    PUBLIC = "p"


@dataclass(frozen=True)
class Pointer:
    """A signed secret that was read: what it points to, and that row's number."""

    target: Target
    row: int


def to_link(link: Link, until: datetime | None = None) -> str:
    """A secret that opens what the link opens, until the link dies or the time `until` comes, to the second."""
    return _signer().sign(f"{Target.LINK}{link.pk}.{int(until.timestamp()) if until else 0}")


def to_box(value: FieldValue) -> str:
    """A secret that shows the picture in the box."""
    return _signer().sign(f"{Target.BOX}{value.pk}.0")


def to_public_link(link: PublicLink) -> str:
    """A secret that opens the public link, whatever state it is in."""
    return _signer().sign(f"{Target.PUBLIC}{link.pk}.0")


def read(secret: str) -> Pointer | None:
    """What the secret points to; None when it is not one that we signed. Raises `LinkDead` when its time is over."""
    if not secret.isascii():
        return None
    try:
        told = _signer().unsign(secret)
    except BadSignature:
        return None
    row, _, until = told[1:].partition(".")
    if until != "0" and datetime.fromtimestamp(int(until), UTC) <= clock.now():
        raise LinkDead(OVER)
    return Pointer(Target(told[0]), int(row))


def _signer() -> Signer:
    return Signer(salt="dojang.contracts.signed")
