"""The one clock of the server, so that tests can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_stopped_at: datetime | None = None


def now() -> datetime:
    """This moment in UTC."""
    return _stopped_at or datetime.now(UTC)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """For tests: the clock shows `moment` within the block."""
    global _stopped_at
    before, _stopped_at = _stopped_at, moment
    try:
        yield
    finally:
        _stopped_at = before
