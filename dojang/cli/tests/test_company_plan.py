"""A company's plan from the command line: how many contracts it may start, and until when."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from dojang.cli.main import cli
from dojang.companies import quota
from dojang.companies.errors import PlanExpired, QuotaSpent
from dojang.companies.models import Company
from dojang.lib import clock
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def acme(transactional_db: None) -> Company:
    return factories.company(usage=17)


def plan(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["company", "plan", "acme", *arguments])


def test_without_options_it_is_shown(acme: Company) -> None:
    assert plan().output == "company acme: 17 contracts (no bound), no end\n"


def test_a_quota_and_a_last_day_are_set_and_hold(acme: Company) -> None:
    shown = plan("--quota", "18", "--until", "2027-12-31").output
    assert shown == "company acme: 17 contracts (of 18), until 2027-12-31 23:59:59 (UTC+09:00)\n"
    acme.refresh_from_db()
    quota.spend(acme, 1)
    with pytest.raises(QuotaSpent):
        quota.spend(acme, 1)
    with clock.stopped_at(datetime(2027, 12, 31, 15, 0, tzinfo=UTC)), pytest.raises(PlanExpired):
        quota.spend(acme, 1)


def test_what_is_not_named_stays(acme: Company) -> None:
    plan("--quota", "20")
    assert plan("--until", "2027-01-31").output.endswith(
        "17 contracts (of 20), until 2027-01-31 23:59:59 (UTC+09:00)\n"
    )
    assert plan("--quota", "none").output.endswith("17 contracts (no bound), until 2027-01-31 23:59:59 (UTC+09:00)\n")
    assert plan("--until", "none").output.endswith("17 contracts (no bound), no end\n")


def test_renewed_it_counts_from_nothing(acme: Company) -> None:
    assert plan("--renew", "--quota", "5").output == "company acme: 0 contracts (of 5), no end\n"


def test_less_than_has_been_started_is_refused_with_what_to_do(acme: Company) -> None:
    refused = plan("--quota", "16")
    told = "Contracts that count already: 17. So the quota cannot be 16. Give a higher one, or --renew.\n"
    assert (refused.exit_code, refused.output) == (2, told)
    assert Company.objects.get().capacity is None


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--quota", "many", "'many' is no number of contracts"),
        ("--quota", "-1", "is no number of contracts"),
        ("--quota", "9" * 12, "from 0 to 2,000,000,000"),
        ("--until", "31.12.2027", "is no day. Say 2026-12-31, or none."),
        ("--until", "2027-02-30", "is no day"),
        ("--until", "9999-12-31", "is no day"),
    ],
)
def test_what_is_no_plan_is_refused_and_changes_nothing(acme: Company, option: str, value: str, told: str) -> None:
    refused = plan(option, value)
    assert (refused.exit_code, told in refused.output) == (2, True), refused.output
    acme.refresh_from_db()
    assert (acme.capacity, acme.plan_ends_at) == (None, None)
