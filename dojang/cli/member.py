"""A company's members, from the command line."""

import click

from dojang.cli.passwords import password_options, read_password
from dojang.cli.server.database import database

_COMPANY = click.option("--company", "comp_id", required=True, metavar="COMP_ID", help="Whose members.")


@click.group()
def member() -> None:
    """Members of a company. They start contracts and call the API."""


@member.command("list")
@_COMPANY
def list_members(comp_id: str) -> None:
    """The company's members."""
    with database():
        from dojang.cli.template import company_of
        from dojang.flow.members import listed

        for row in listed(company_of(comp_id)):
            click.echo(f"{row.email}  {row.display_name}  since {row.created_at:%Y-%m-%d}")


@member.command()
@_COMPANY
@click.argument("email")
@click.option("--name", default="", help="What the member is called in messages and on certificates.")
@password_options
def add(comp_id: str, email: str, name: str, password: str | None, from_stdin: bool) -> None:
    """Add EMAIL as a member of the company. A member who was removed is added again, with the new password."""
    secret = read_password(password, from_stdin=from_stdin)
    with database():
        from dojang.cli.template import company_of
        from dojang.flow.members import add as add_member

        row = add_member(company_of(comp_id), email=email, name=name, password=secret)
        click.echo(f"member {row.email}: added")


@member.command()
@_COMPANY
@click.argument("email")
def remove(comp_id: str, email: str) -> None:
    """Remove EMAIL from the company. Their logins and tokens stop working. Their contracts continue in their name."""
    with database():
        from dojang.cli.token import member_of
        from dojang.flow.members import remove as remove_member

        row = member_of(comp_id, email)
        remove_member(row)
        click.echo(f"member {row.email}: removed")


@member.command("password")
@_COMPANY
@click.argument("email")
@password_options
def reset(comp_id: str, email: str, password: str | None, from_stdin: bool) -> None:
    """Give EMAIL a new password. Their logins and tokens stop working."""
    secret = read_password(password, from_stdin=from_stdin)
    with database():
        from dojang.cli.token import member_of
        from dojang.flow.members import reset_password

        row = member_of(comp_id, email)
        reset_password(row, secret)
        click.echo(f"member {row.email}: new password")
