"""API tokens, from the command line."""

import pytest
from click.testing import CliRunner, Result

from dojang.cli.main import cli
from dojang.companies.callers import Scope, find_caller
from dojang.companies.models import Member
from tests import factories
from tests.factories import KIM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kim() -> Member:
    return factories.member(factories.company("acme"))


def dojang(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["token", *arguments, "--company", "acme"])


def create(*more: str) -> Result:
    return dojang("create", "--member", KIM, "--name", "Billing", "--scope", "contracts:read", *more)


def test_the_secret_stands_alone_on_standard_output_and_opens_what_was_asked_for(kim: Member) -> None:
    secret = create("--scope", "exports:read", "--days", "30").stdout.strip()
    caller = find_caller(secret)
    assert caller is not None
    assert (caller.member, set(caller.scopes)) == (kim, {Scope.CONTRACTS_READ, Scope.EXPORTS_READ})


def test_all_stands_for_every_scope() -> None:
    caller = find_caller(create("--scope", "all").stdout.strip())
    assert caller is not None
    assert caller.scopes == set(Scope)


def test_the_list_tells_of_tokens_but_not_their_secrets() -> None:
    secret = create().stdout.strip()
    line = dojang("list").output
    assert "Billing  kim@acme.test  until " in line
    assert "never used: contracts:read" in line
    assert secret not in line


def test_a_revoked_token_opens_nothing_and_is_not_listed() -> None:
    secret = create().stdout.strip()
    number = dojang("list").output.split()[0]
    assert dojang("revoke", number).output == f"token {number}: revoked\n"
    assert find_caller(secret) is None
    assert dojang("list").output.startswith("There is none. Make one:")
    assert dojang("revoke", number).exit_code == 2


def test_a_token_of_another_company_cannot_be_revoked() -> None:
    number = create().stderr.split()[0]
    factories.company("other")
    assert CliRunner().invoke(cli, ["token", "revoke", "--company", "other", number]).exit_code == 2
    assert "Billing" in dojang("list").output


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--scope", "everything"), "There is no scope everything. There are: contracts:read"),
        (("--days", "0"), "A token works for 1 to 3650 days."),
        (("--name", " "), "A token's name must be 1 to 64 characters."),
        (("--member", "choi@other.test"), "acme has no member choi@other.test."),
    ],
)
def test_what_cannot_be_is_told_in_one_line(more: tuple[str, ...], said: str) -> None:
    result = create(*more)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert dojang("list").output.startswith("There is none.")
