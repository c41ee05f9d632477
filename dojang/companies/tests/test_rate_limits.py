from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from dojang.companies import rate_limits
from dojang.companies.models import RateLimitBucket
from dojang.companies.rate_limits import RateLimit
from dojang.lib import clock
from dojang.lib.errors import TooManyRequests

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
SIX_A_MINUTE = RateLimit("test", 6, timedelta(minutes=1))


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped_at(NOON):
        yield


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def takes(who: str = "Kim") -> bool:
    try:
        rate_limits.take(SIX_A_MINUTE, who)
    except TooManyRequests:
        return False
    return True


@pytest.mark.django_db
def test_as_many_as_the_limit_are_taken_at_once_and_then_one_after_each_step() -> None:
    assert [takes() for _ in range(8)] == [True] * 6 + [False] * 2
    with clock.stopped_at(after(10)):
        assert [takes() for _ in range(2)] == [True, False]
    with clock.stopped_at(after(120)):
        assert [takes() for _ in range(7)] == [True] * 6 + [False]


@pytest.mark.django_db
def test_it_says_how_long_to_wait_and_that_is_long_enough() -> None:
    for _ in range(6):
        takes()
    with clock.stopped_at(after(3)):
        with pytest.raises(TooManyRequests) as caught:
            rate_limits.take(SIX_A_MINUTE, "Kim")
        assert caught.value.wait == timedelta(seconds=7)
    with clock.stopped_at(after(10)):
        assert takes()


@pytest.mark.django_db
def test_everybody_is_counted_alone() -> None:
    for _ in range(6):
        takes("Kim")
    assert (takes("Kim"), takes("Lee")) == (False, True)


@pytest.mark.django_db
def test_what_is_given_back_does_not_count() -> None:
    for _ in range(6):
        takes()
    rate_limits.give_back(SIX_A_MINUTE, "Kim")
    assert [takes() for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_without_a_bound_nothing_is_counted() -> None:
    for _ in range(100):
        rate_limits.take(RateLimit("test", 0, timedelta(minutes=1)), "Kim")
    assert not RateLimitBucket.objects.exists()


@pytest.mark.django_db
def test_who_has_been_quiet_is_forgotten_and_nobody_else() -> None:
    takes("Kim")
    with clock.stopped_at(after(30)):
        takes("Lee")
        assert rate_limits.forget() == 1
        assert RateLimitBucket.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_not_more_than_one_after_the_other() -> None:
    def take(_number: int) -> bool:
        try:
            return takes()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, range(40))) == 6


@pytest.mark.django_db
def test_its_table_is_written_without_a_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relpersistence from pg_class where relname = 'companies_pace'")
        assert cursor.fetchone() == ("u",)
