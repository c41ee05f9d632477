"""A company's export secret and who hears of its exports, from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dojang.cli.main import cli
from dojang.companies.models import Company
from tests import factories
from tests.factories import KIM

pytestmark = pytest.mark.django_db(transaction=True)
CREATE = ("create", "acme", "--name", "Acme", "--member", KIM, "--password", "correct horse")


@pytest.fixture
def acme(transactional_db: None) -> Company:
    return factories.company()


def company(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["company", *arguments])


def test_show_prints_the_secret(acme: Company) -> None:
    assert company("secret", "ACME", "show").output == f"{acme.export_secret}\n"


def test_rotate_prints_the_new_secret_and_how_long_the_old_one_signs_too(acme: Company) -> None:
    new, old = company("secret", "acme", "rotate", "--keep", "7d").output.splitlines()
    assert new == Company.objects.get().export_secret != acme.export_secret
    assert old.startswith(f"{acme.export_secret}  until 20")
    assert old.endswith("(UTC+00:00)")
    assert company("secret", "acme", "show").output.splitlines() == [new, old]


def test_retire_ends_the_old_secret_and_prints_none(acme: Company) -> None:
    company("secret", "acme", "rotate")
    assert company("secret", "acme", "retire").output == "The old secret signs no more.\n"
    assert company("secret", "acme", "retire").output == "There is no old secret that still signs.\n"
    assert company("secret", "acme", "show").output == f"{Company.objects.get().export_secret}\n"


def test_a_second_rotation_says_what_to_do_first(acme: Company) -> None:
    company("secret", "acme", "rotate")
    refused = company("secret", "acme", "rotate")
    assert refused.exit_code == 2
    assert refused.output.startswith("The secret before this one still signs. Retire it first")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rotate", "--keep", "1 week"), "Say 30m, 24h or 7d."),
        (("rotate", "--keep", "31d"), "up to 30 days"),
        (("show", "--keep", "1h"), "--keep goes with rotate only"),
        (("hide",), "'hide' is not one of"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(acme: Company, arguments: tuple[str, ...], told: str) -> None:
    refused = company("secret", "acme", *arguments)
    assert (refused.exit_code, told in refused.output) == (2, True), refused.output
    assert Company.objects.get().export_secret == acme.export_secret


def test_the_secret_of_no_company_is_told_with_what_to_do() -> None:
    refused = company("secret", "acme", "show")
    assert refused.output == "There is no company acme. Make it first: dojang company create acme …\n"


def test_nobody_is_shown_a_secret_who_did_not_ask_for_it(acme: Company) -> None:
    told = company(*CREATE).output + company("list").output
    assert "whsec_" not in told


def test_who_hears_of_exports_that_do_not_arrive_can_be_named() -> None:
    company(*CREATE, "--alerts-to", "ops@acme.test")
    assert Company.objects.get().alerts_email == "ops@acme.test"
    assert company(*CREATE, "--alerts-to", "ops").exit_code == 2


@pytest.mark.parametrize("wrong", ["Acme\nBcc: x", "Ac\u202eme", "\u3164"])
def test_a_company_a_token_and_a_template_have_names_that_can_be_seen(wrong: str, tmp_path: Path) -> None:
    made = company("create", "acme", "--name", wrong, "--member", KIM, "--password", "correct horse")
    company(*CREATE)
    token = CliRunner().invoke(
        cli, ["token", "create", "--company", "acme", "--member", KIM, "--name", wrong, "--scope", "all"]
    )
    (tmp_path / "a").write_text("{}")
    template = CliRunner().invoke(
        cli,
        [
            "template",
            "import",
            "--company",
            "acme",
            *("--pdf", f"{tmp_path}/a", "--layout", f"{tmp_path}/a", "--name", wrong),
        ],
    )
    told = [(one.exit_code, "cannot be seen" in one.output) for one in (made, token, template)]
    assert told == [(2, True)] * 3, (made.output, token.output, template.output)
