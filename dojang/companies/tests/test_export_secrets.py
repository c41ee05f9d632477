"""Secrets of exports: replaced without a moment in which a receiver cannot verify, and never lost."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from dojang.companies.errors import RotationRefused
from dojang.companies.export_secrets import live, new_secret, retire, rotate
from dojang.companies.models import Company
from dojang.lib import clock
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 31, 3, 0, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def acme(db: None) -> Company:
    return factories.company()


def at(moment: datetime, of: Company) -> tuple[str, ...]:
    with clock.stopped_at(moment):
        return live(Company.objects.get(pk=of.pk))


def test_a_secret_is_of_the_form_that_libraries_read() -> None:
    assert new_secret() != new_secret()
    assert len(base64.b64decode(new_secret().removeprefix("whsec_"), validate=True)) == 32


def test_after_a_rotation_both_secrets_live_the_newest_first_until_the_day_is_over(acme: Company) -> None:
    old = acme.export_secret
    with clock.stopped_at(NOON):
        fresh = rotate(acme)
    assert fresh != old
    assert at(NOON, acme) == at(NOON + DAY - timedelta(seconds=1), acme) == (fresh, old)
    assert at(NOON + DAY, acme) == (fresh,)


def test_the_old_secret_is_kept_as_long_as_asked_for(acme: Company) -> None:
    with clock.stopped_at(NOON):
        rotate(acme, timedelta(days=7))
    assert len(at(NOON + timedelta(days=6), acme)) == 2


def test_to_keep_it_no_time_ends_the_old_secret_at_once(acme: Company) -> None:
    assert (rotate(acme, timedelta(0)),) == live(acme)
    assert Company.objects.get().export_secret_before == ""


def test_the_old_secret_can_be_retired_before_its_time(acme: Company) -> None:
    fresh = rotate(acme)
    assert retire(acme)
    assert (live(acme), Company.objects.get().export_secret_before) == ((fresh,), "")
    assert not retire(acme)


def test_a_secret_that_still_signs_is_not_pushed_out_by_another_rotation(acme: Company) -> None:
    before = acme.export_secret
    fresh = rotate(acme)
    with pytest.raises(RotationRefused, match="Retire it first"):
        rotate(acme)
    assert live(Company.objects.get()) == (fresh, before)


def test_once_its_time_is_over_the_next_rotation_goes_ahead(acme: Company) -> None:
    with clock.stopped_at(NOON):
        first = rotate(acme)
    with clock.stopped_at(NOON + DAY):
        assert live(acme) == (first,)
        assert (rotate(acme), first) == live(acme)


@pytest.mark.parametrize("keep", [timedelta(seconds=-1), timedelta(days=30, seconds=1)])
def test_a_time_that_makes_no_sense_is_refused(acme: Company, keep: timedelta) -> None:
    with pytest.raises(RotationRefused, match="up to 30 days"):
        rotate(acme, keep)


def test_only_the_own_company_s_secret_changes(acme: Company) -> None:
    other = factories.company("other")
    rotate(acme)
    assert live(Company.objects.get(pk=other.pk)) == (other.export_secret,)
