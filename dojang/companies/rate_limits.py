"""Rate limits: a bucket that refills evenly, one row and one statement each (GCRA).

The rows are in PostgreSQL, so that all web processes count together. The table is unlogged: a crash of the database resets
all limits.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import connection

from dojang.companies.models import RateLimitBucket
from dojang.lib import clock
from dojang.lib.errors import TooManyRequests

# The row moves one step ahead, unless that would be further ahead than the bucket is deep.
_TAKE = """
insert into companies_pace as pace (key, free_at) values (%(key)s, %(now)s + %(step)s)
on conflict (key) do update set free_at = greatest(pace.free_at, %(now)s) + %(step)s
where greatest(pace.free_at, %(now)s) + %(step)s <= %(now)s + %(depth)s
returning free_at
"""
_GIVE_BACK = "update companies_pace set free_at = free_at - %(step)s where key = %(key)s"


@dataclass(frozen=True)
class RateLimit:
    """`most` times at once, and as many again evenly over `per`. No limit where `most` is 0."""

    name: str
    most: int
    per: timedelta

    def key(self, *who: object) -> str:
        """The key of the row; `who` is hashed, since it may be long or personal."""
        return f"{self.name}:{sha256(repr(who).encode()).hexdigest()}"

    @property
    def step(self) -> timedelta:
        return self.per / self.most


def take(limit: RateLimit, *who: object) -> None:
    """Count one more. Raises `TooManyRequests` with the time to wait if that is too many; then it is not counted."""
    if limit.most == 0:
        return
    values = _values(limit, who)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        if cursor.fetchone() is None:
            free_at = RateLimitBucket.objects.values_list("free_at", flat=True).get(key=values["key"])
            raise TooManyRequests(max(free_at + limit.step - clock.now() - limit.per, timedelta(0)))


def give_back(limit: RateLimit, *who: object) -> None:
    """Take the last count back."""
    if limit.most == 0:
        return
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK, _values(limit, who))


def note(name: str, lasts: timedelta, *who: object) -> None:
    """Note the fact `name` about `who` for the time `lasts`, from now on."""
    key, until = RateLimit(name, 1, lasts).key(*who), clock.now() + lasts
    RateLimitBucket.objects.update_or_create(key=key, defaults={"free_at": until})


def is_noted(name: str, *who: object) -> bool:
    """Whether the fact `name` about `who` is noted."""
    return RateLimitBucket.objects.filter(
        key=RateLimit(name, 1, timedelta()).key(*who), free_at__gt=clock.now()
    ).exists()


def forget() -> int:
    """Remove rows that count nothing any more; returns their number."""
    return RateLimitBucket.objects.filter(free_at__lte=clock.now()).delete()[0]


def _values(limit: RateLimit, who: tuple[object, ...]) -> dict[str, Any]:
    return {"key": limit.key(*who), "now": clock.now(), "step": limit.step, "depth": limit.per}
