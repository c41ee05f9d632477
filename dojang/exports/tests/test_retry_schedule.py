"""When a failed export is tried again."""

from datetime import UTC, datetime

import pytest

from dojang.exports.dispatch.retry_schedule import SCHEDULE, delay_after, read_retry_after

NOON = datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)


def test_trying_goes_on_for_75_hours_and_a_half() -> None:
    assert sum(SCHEDULE) / 3600 == pytest.approx(75.585, abs=0.01)


def test_each_pause_strays_by_a_fifth_at_most() -> None:
    for fails, pause in enumerate(SCHEDULE, start=1):
        delays = [delay_after(fails) or 0.0 for _ in range(200)]
        assert 0.8 * pause <= min(delays) < max(delays) <= 1.2 * pause


def test_after_the_tenth_failure_there_is_no_next_try() -> None:
    assert delay_after(9) is not None
    assert delay_after(10) is None


def test_a_wish_lengthens_a_pause_and_never_shortens_it() -> None:
    assert delay_after(1, wish=3600.0) == 3600.0
    assert (delay_after(9, wish=1.0) or 0.0) >= 0.8 * SCHEDULE[8]


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"),
    [
        (429, "120", 120.0),
        (503, " 120 ", 120.0),
        (503, "Sat, 31 Jan 2026 12:02:00 GMT", 120.0),
        (503, "Sat, 31 Jan 2026 11:00:00 GMT", 0.0),
        (503, "999999999999999999999", 24 * 3600.0),
        (503, "-5", 0.0),
        (503, "soon", 0.0),
        (503, "", 0.0),
        (503, None, 0.0),
        (500, "120", 0.0),
    ],
)
def test_only_an_overloaded_receiver_s_readable_wish_counts(
    status: int, retry_after: str | None, seconds: float
) -> None:
    assert read_retry_after(status, retry_after, NOON) == seconds
