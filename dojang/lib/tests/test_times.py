"""Times for people, in any zone, always with the zone."""

import re
from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dojang.lib.texts import Language
from dojang.lib.times import to_the_minute, to_the_second, zone

MOMENT = datetime(2026, 1, 31, 4, 23, 28, tzinfo=UTC)
moments = st.datetimes(datetime(1970, 1, 1), datetime(9990, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
zones = st.sampled_from(sorted(available_timezones())) | st.from_regex(
    r"[+-](0[0-9]|1[0-4]):[0-5][0-9]", fullmatch=True
)


@given(moments, zones)
def test_a_moment_can_be_read_back_from_what_is_told(moment: datetime, name: str) -> None:
    text = to_the_second(moment, name)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(UTC[+-]\d\d:\d\d\)", text)
    read = datetime.strptime(text, "%Y-%m-%d %H:%M:%S (UTC%z)")
    # Some zones were once off by seconds, which a zone of hours and minutes leaves out.
    assert abs((read - moment).total_seconds()) < 60


@given(moments, zones, st.sampled_from(Language))
def test_to_the_minute_it_names_the_same_minute_and_zone(moment: datetime, name: str, language: Language) -> None:
    text, short = to_the_second(moment, name), to_the_minute(moment, name, language)
    assert short.endswith(text[19:])
    year, minute = text[:4].lstrip("0"), text[14:16]
    assert year in short
    assert f":{minute}" in short


@pytest.mark.parametrize(("hour", "text"), [
    (0, "Jan 31, 2026, 12:05 AM (UTC+00:00)"), (11, "Jan 31, 2026, 11:05 AM (UTC+00:00)"),
    (12, "Jan 31, 2026, 12:05 PM (UTC+00:00)"), (23, "Jan 31, 2026, 11:05 PM (UTC+00:00)"),
])  # fmt: skip
def test_in_english_the_day_has_two_halves_of_twelve_hours(hour: int, text: str) -> None:
    assert to_the_minute(datetime(2026, 1, 31, hour, 5, tzinfo=UTC), "UTC", Language.EN) == text


@pytest.mark.parametrize(("language", "text"), [
    (Language.KO, "2026년 1월 31일 13:23 (UTC+09:00)"), (Language.JA, "2026年1月31日 13:23 (UTC+09:00)"),
    (Language.EN, "Jan 31, 2026, 1:23 PM (UTC+09:00)"),
])  # fmt: skip
def test_to_the_minute_it_is_written_as_its_readers_write_it(language: Language, text: str) -> None:
    assert to_the_minute(MOMENT, "Asia/Seoul", language) == text


@given(moments, moments, st.sampled_from(["Asia/Seoul", "+09:00", "-05:30", "UTC"]))
def test_later_moments_sort_after_earlier_ones_where_clocks_do_not_change(
    one: datetime, other: datetime, name: str
) -> None:
    one, other = (moment.replace(year=2026, microsecond=0, day=1) for moment in (one, other))
    assert (to_the_second(one, name) < to_the_second(other, name)) == (one < other)


@given(st.text())
@example("+99:99")
@example("Asia")
@example("../../etc/passwd")
@example("\0")
@example("\ud800")
def test_any_name_is_some_zone(name: str) -> None:
    assert to_the_second(MOMENT, name).startswith("2026-01-31 04:23:28") or zone(name) is not UTC


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Asia/Seoul", "2026-01-31 13:23:28 (UTC+09:00)"),
        ("+09:00", "2026-01-31 13:23:28 (UTC+09:00)"),
        ("-03:30", "2026-01-31 00:53:28 (UTC-03:30)"),
        ("America/New_York", "2026-01-30 23:23:28 (UTC-05:00)"),
        ("Asia/Kathmandu", "2026-01-31 10:08:28 (UTC+05:45)"),
        ("nowhere", "2026-01-31 04:23:28 (UTC+00:00)"),
    ],
)
def test_a_moment_is_told_in_its_zone(name: str, text: str) -> None:
    assert to_the_second(MOMENT, name) == text


def test_the_same_zone_has_another_offset_in_summer() -> None:
    assert to_the_second(datetime(2026, 7, 1, 12, tzinfo=UTC), "America/New_York").endswith("(UTC-04:00)")
