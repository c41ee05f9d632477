"""Companies and their members, from the command line."""

import click

from dojang.cli.database import database


@click.group()
def company() -> None:
    """Companies and their members."""


@company.command()
@click.argument("comp_id")
@click.option("--name", required=True, help="The company's name, as contracts and messages show it.")
@click.option(
    "--member", "email", required=True, metavar="EMAIL", help="A member who may start contracts and call the API."
)
@click.option("--password", required=True, help="The member's password, 8 characters or more.")
@click.option("--member-name", default="", help="What the member is called in messages and on certificates.")
def create(comp_id: str, name: str, email: str, password: str, member_name: str) -> None:
    """Make the company COMP_ID with a member, or bring both up to date where they exist."""
    with database():
        from dojang.flow.companies import establish

        made = establish(comp_id, name=name, email=email, password=password, member_name=member_name)
        state = "created" if made.company_is_new else "up to date"
        click.echo(f"company {made.company.comp_id} ({made.company.name}): {state}")
        click.echo(f"member {made.member.email}: {'created' if made.member_is_new else 'up to date'}")


@company.command("list")
def list_companies() -> None:
    """Every company with its members and its use."""
    with database():
        from dojang.companies.models import Company

        companies = list(Company.objects.order_by("comp_id").prefetch_related("members"))
        for row in companies:
            bound = "no bound" if row.capacity is None else f"of {row.capacity}"
            click.echo(f"{row.comp_id}  {row.name}  {row.usage} contracts ({bound})")
            for member in row.members.all():
                click.echo(f"  {member.email}")
        if not companies:
            click.echo(
                "There is no company yet. Make one: dojang company create COMP_ID --name … --member … --password …"
            )


@company.command()
@click.argument("comp_id")
@click.option("--on/--off", "allowed", required=True, help="Whether the company may call the API.")
def api(comp_id: str, allowed: bool) -> None:
    """Allow or refuse the company COMP_ID to call the API. Refused, its logins answer 95 and its tokens open nothing."""
    with database():
        from dojang.cli.template import company_of
        from dojang.flow.companies import allow_api

        row = company_of(comp_id)
        allow_api(row, allowed=allowed)
        click.echo(f"company {row.comp_id}: the API is {'allowed' if allowed else 'refused'}")
