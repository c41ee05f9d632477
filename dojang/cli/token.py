"""API tokens, from the command line."""

from typing import TYPE_CHECKING

import click

from dojang.cli import terminal
from dojang.cli.server.database import database
from dojang.lib.errors import PlainError

if TYPE_CHECKING:
    from dojang.companies.callers import Scope
    from dojang.companies.models import AccessToken, Member

EVERYTHING = "all"


class NoSuchMember(PlainError):
    """The company has no such member."""


class NoSuchToken(PlainError):
    """The company has no such token."""


class NoSuchScope(PlainError):
    """There is no such scope."""


_COMPANY = click.option("--company", "comp_id", required=True, metavar="COMP_ID", help="Whose tokens.")


@click.group()
def token() -> None:
    """API tokens: programs call with them. No member's password is needed."""


@token.command()
@_COMPANY
@click.option("--member", "email", required=True, metavar="EMAIL", help="The member in whose name the program acts.")
@click.option("--name", required=True, callback=terminal.name, help="What it is for.")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="What it may do; repeat it for more. `all`: everything."
)
@click.option("--days", type=int, help="How long it works. [default: 365]")
def create(comp_id: str, email: str, name: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make a token. Its secret is printed once, alone on standard output."""
    with database():
        from dojang.companies.tokens import issue

        row, secret = issue(member_of(comp_id, email), name, _scopes(scopes), days)
        click.echo(_line(row), err=True)
        click.echo(secret)


@token.command("list")
@_COMPANY
def list_tokens(comp_id: str) -> None:
    """The company's tokens that still open something."""
    with database():
        from dojang.cli.template import company_of
        from dojang.companies.tokens import issued

        rows = list(issued(company_of(comp_id)).select_related("member").order_by("pk"))
        for row in rows:
            click.echo(_line(row))
        if not rows:
            click.echo("There is none. Make one: dojang token create --company … --member … --name … --scope …")


@token.command()
@_COMPANY
@click.argument("token_id", type=click.IntRange(1, 2**63 - 1))
def revoke(comp_id: str, token_id: int) -> None:
    """Let the token TOKEN_ID open nothing any more."""
    with database():
        from dojang.cli.template import company_of
        from dojang.companies import tokens

        if not tokens.revoke(tokens.issued(company_of(comp_id)).filter(pk=token_id)):
            raise NoSuchToken(f"{comp_id} has no token {token_id}. `dojang token list` tells which there are.")
        click.echo(f"token {token_id}: revoked")


def member_of(comp_id: str, email: str) -> "Member":
    """The member, or a text that says what to do."""
    from dojang.cli.template import company_of
    from dojang.companies.tokens import find_member

    member = find_member(company_of(comp_id), email)
    if member is None:
        raise NoSuchMember(
            f"{comp_id} has no member {email}. `dojang member list --company {comp_id}` shows its members."
        )
    return member


def _scopes(given: tuple[str, ...]) -> "list[Scope]":
    from dojang.companies.callers import Scope

    unknown = [name for name in given if name not in {*Scope, EVERYTHING}]
    if unknown:
        raise NoSuchScope(f"There is no scope {unknown[0]}. There are: {', '.join(Scope)}; or {EVERYTHING}.")
    return list(Scope) if EVERYTHING in given else [Scope(name) for name in given]


def _line(row: "AccessToken") -> str:
    used = f"last used {row.last_used_at:%Y-%m-%d}" if row.last_used_at else "never used"
    return f"{row.pk}  {row.name}  {row.member.email}  until {row.expires_at:%Y-%m-%d}, {used}: {' '.join(row.scopes or ())}"
