"""When a failed export is tried again, and when trying ends."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MINUTE, HOUR = 60.0, 3600.0

# Seconds after the first try, the second …: ten tries in all. The running total is what an outage may last.
SCHEDULE = (
    5.0,  # 5 s
    5 * MINUTE,  # 5 min 5 s
    30 * MINUTE,  # 35 min
    2 * HOUR,  # 2 h 35 min
    5 * HOUR,  # 7 h 35 min
    10 * HOUR,  # 17 h 35 min
    14 * HOUR,  # 31 h 35 min
    20 * HOUR,  # 51 h 35 min
    24 * HOUR,  # 75 h 35 min
)
JITTER = 0.2
MAX_RETRY_AFTER = 24 * HOUR
_WISHES = (429, 503)  # the statuses whose Retry-After counts


def delay_after(fails: int, wish: float = 0.0, schedule: tuple[float, ...] = SCHEDULE) -> float | None:
    """Seconds until the next try after the `fails`-th failure in a row, or None when there is none.

    `wish` is what the receiver asked for. It lengthens the pause and never shortens it, so that trying does not end sooner.
    """
    if fails > len(schedule):
        return None
    spread = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  it spreads load and keeps no secret
    return max(schedule[fails - 1] * spread, wish)


def read_retry_after(status: int, retry_after: str | None, now: datetime | None = None) -> float:
    """Seconds that an answer asks us to wait, by Retry-After in seconds or as a date (RFC 9110, 10.2.3); 24 hours at most."""
    if status not in _WISHES or not retry_after:
        return 0.0
    return min(max(_seconds(retry_after.strip(), now or datetime.now(UTC)), 0.0), MAX_RETRY_AFTER)


def _seconds(text: str, now: datetime) -> float:
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    # A date without a zone is in GMT, as HTTP dates are.
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - now) / timedelta(seconds=1)
