"""Members and their passwords, from the command line."""

import pytest
from click.testing import CliRunner, Result

from dojang.cli.main import cli
from dojang.companies.logins import log_in
from dojang.companies.models import AccessToken, Company, Member
from dojang.contracts.models import Contract
from dojang.flow.start import start
from tests import factories
from tests.factories import KIM, LEE, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
CREATE = ("company", "create", "acme", "--name", "Acme", "--member", KIM)
NEW = "another password"


@pytest.fixture
def acme(transactional_db: None) -> Company:
    company = factories.company()
    factories.member(company)
    return company


def dojang(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=typed)


def member(*arguments: str, typed: str | None = None) -> Result:
    return dojang("member", *arguments, "--company", "acme", typed=typed)


@pytest.mark.parametrize(
    ("options", "typed"),
    [((), f"{NEW}\n{NEW}\n"), (("--password-stdin",), f"{NEW}\r\nrest\n"), (("--password", NEW), None)],
)
def test_a_password_comes_from_a_prompt_or_from_standard_input(options: tuple[str, ...], typed: str | None) -> None:
    told = dojang(*CREATE, *options, typed=typed)
    assert told.exit_code == 0, told.output
    assert NEW not in told.output
    assert log_in(Company.objects.get(), KIM, NEW)


@pytest.mark.parametrize(
    ("options", "typed"),
    [((), "one password\nanother one\n"), (("--password-stdin",), ""), (("--password-stdin", "--password", NEW), NEW)],
)
def test_without_one_password_nothing_is_made(options: tuple[str, ...], typed: str) -> None:
    assert dojang(*CREATE, *options, typed=typed).exit_code != 0
    assert not Company.objects.exists()


def test_a_member_is_added_listed_and_removed(acme: Company) -> None:
    assert member("add", LEE, "--name", "Lee", "--password-stdin", typed=NEW).output == f"member {LEE}: added\n"
    assert [line.split("  ")[:2] for line in member("list").output.splitlines()] == [[KIM, "Kim"], [LEE, "Lee"]]
    assert log_in(acme, LEE, NEW)
    assert member("remove", LEE).output == f"member {LEE}: removed\n"
    assert log_in(acme, LEE, NEW) is None
    assert LEE not in member("list").output + dojang("company", "list").output


def test_a_removed_member_has_no_token_and_stays_in_the_history(acme: Company) -> None:
    factories.template(acme)
    start(factories.order(acme))
    member("add", LEE, "--password-stdin", typed=NEW)
    assert log_in(acme, KIM, PASSWORD)
    member("remove", KIM)
    assert not AccessToken.objects.filter(revoked_at=None).exists()
    assert Contract.objects.get().starter.display_name == "Kim"


def test_the_last_member_cannot_be_removed(acme: Company) -> None:
    told = member("remove", KIM)
    assert (told.exit_code, told.output) == (2, "The last member of a company cannot be removed.\n")
    assert Member.objects.get().removed_at is None


def test_who_was_removed_can_come_back_with_a_new_password_only(acme: Company) -> None:
    for _ in range(2):
        member("add", LEE, "--password-stdin", typed="the first password")
        member("remove", LEE)
    member("add", LEE.upper(), "--password-stdin", typed=NEW)
    assert log_in(acme, LEE, NEW)
    assert log_in(acme, LEE, "the first password") is None
    assert Member.objects.count() == 2


def test_a_new_password_ends_every_login(acme: Company) -> None:
    assert log_in(acme, KIM, PASSWORD)
    assert member("password", KIM, "--password-stdin", typed=NEW).output == f"member {KIM}: new password\n"
    assert not AccessToken.objects.filter(revoked_at=None).exists()
    assert log_in(acme, KIM, NEW)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", KIM), "is a member of the company already"),
        (("add", "kim"), "is not an e-mail address"),
        (("add", LEE, "--name", "Lee\u202eeeL"), "U+202E RIGHT-TO-LEFT OVERRIDE"),
        (("add", LEE, "--name", "x" * 65), "at most 64 characters"),
        (("password", LEE), "`dojang member list --company acme` shows its members."),
    ],
)
def test_what_cannot_be_is_told(acme: Company, arguments: tuple[str, ...], says: str) -> None:
    told = member(*arguments, "--password-stdin", typed=NEW)
    assert (told.exit_code, says in told.output) == (2, True), told.output
    assert Member.objects.count() == 1


@pytest.mark.parametrize("call", [("add", LEE), ("password", KIM)])
def test_a_short_password_is_refused(acme: Company, call: tuple[str, str]) -> None:
    assert "at least 8 characters" in member(*call, "--password-stdin", typed="short").output
    assert log_in(acme, KIM, PASSWORD)
