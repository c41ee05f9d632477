"""Companies, their members and their export secrets, from the command line."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from dojang.cli.passwords import password_options, read_password
from dojang.cli.server.database import database
from dojang.cli.terminal import at, counted, span

if TYPE_CHECKING:
    from dojang.companies.models import Company

_LAST_YEAR = 9998  # a day later, in some zone, would be beyond the last date of Python


@click.group()
def company() -> None:
    """Companies and their members."""


@company.command()
@click.argument("comp_id")
@click.option("--name", required=True, help="The company's name, as contracts and messages show it.")
@click.option(
    "--member", "email", required=True, metavar="EMAIL", help="A member who may start contracts and call the API."
)
@password_options
@click.option("--member-name", default="", help="What the member is called in messages and on certificates.")
@click.option(
    "--alerts-to", metavar="EMAIL", help="Who hears of exports that do not arrive. [default: the oldest member]"
)
def create(
    comp_id: str,
    name: str,
    email: str,
    password: str | None,
    from_stdin: bool,
    member_name: str,
    alerts_to: str | None,
) -> None:
    """Make the company COMP_ID and a member, or update both. The member's password is asked for."""
    secret = read_password(password, from_stdin=from_stdin)
    with database(new=True):
        from dojang.companies.setup import establish

        made = establish(comp_id, name=name, email=email, password=secret, member_name=member_name, alerts_to=alerts_to)
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
            click.echo(f"{row.comp_id}  {row.name}  {counted(row.usage, 'contract')} ({bound})")
            for member in row.members.all():
                if member.removed_at is None:
                    click.echo(f"  {member.email}")
        if not companies:
            click.echo("There is no company yet. Make one: dojang company create COMP_ID --name … --member …")


@company.command()
@click.argument("comp_id")
@click.option("--on/--off", "allowed", required=True, help="Whether the company may call the API.")
def api(comp_id: str, allowed: bool) -> None:
    """Allow or refuse the company COMP_ID to call the API. Refused, its logins answer 95 and its tokens open nothing."""
    with database():
        from dojang.cli.template import company_of
        from dojang.companies.setup import allow_api

        row = company_of(comp_id)
        allow_api(row, allowed=allowed)
        click.echo(f"company {row.comp_id}: the API is {'allowed' if allowed else 'refused'}")


@company.command()
@click.argument("comp_id")
@click.option("--quota", metavar="NUMBER|none", help="How many contracts it may start; none: as many as it likes.")
@click.option("--until", metavar="YYYY-MM-DD|none", help="The plan's last day, in the company's zone; none: no end.")
@click.option("--renew", is_flag=True, help="Count from nothing again.")
def plan(comp_id: str, quota: str | None, until: str | None, renew: bool) -> None:
    """Show the plan of the company COMP_ID, or set it. Beyond its quota or its end, starts are refused with a code of their own."""
    with database():
        from dojang.cli.template import company_of
        from dojang.companies.setup import Plan, set_plan
        from dojang.lib.times import to_the_second

        row = company_of(comp_id)
        if quota is not None or until is not None or renew:
            capacity = row.capacity if quota is None else _quota(quota)
            ends_at = row.plan_ends_at if until is None else _end_of(until, row.timezone)
            set_plan(row, Plan(quota=capacity, ends_at=ends_at), renew=renew)
        bound = "no bound" if row.capacity is None else f"of {row.capacity:,}"
        end = f"until {to_the_second(row.plan_ends_at, row.timezone)}" if row.plan_ends_at else "no end"
        click.echo(f"company {row.comp_id}: {counted(row.usage, 'contract')} ({bound}), {end}")


def _quota(value: str) -> int | None:
    if value.strip().lower() == "none":
        return None
    if not value.strip().isdecimal():
        raise click.BadParameter(f"{value!r} is no number of contracts. Say 1000, or none.", param_hint="--quota")
    return int(value)


def _end_of(value: str, zone_name: str) -> datetime | None:
    """The last second of the day."""
    from dojang.lib.times import zone

    if value.strip().lower() == "none":
        return None
    try:
        day = date.fromisoformat(value.strip())
        if day.year > _LAST_YEAR:
            raise ValueError
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day. Say 2026-12-31, or none.", param_hint="--until") from None
    return datetime.combine(day, time(23, 59, 59), zone(zone_name))


@company.command()
@click.argument("comp_id")
@click.argument("action", type=click.Choice(["show", "rotate", "retire"]))
@click.option("--keep", type=span, help="With rotate: how long the old secret goes on signing too. [default: 24h]")
def secret(comp_id: str, action: str, keep: timedelta | None) -> None:
    """The secret that signs exports: show, replace, retire.

    After `rotate` exports carry a signature of each secret until --keep is over. `retire` ends the old one at once.
    """
    if keep is not None and action != "rotate":
        raise click.UsageError("--keep goes with rotate only.")
    with database():
        from dojang.cli.template import company_of
        from dojang.companies.export_secrets import KEEP, retire, rotate

        row = company_of(comp_id)
        if action == "retire":
            ended = retire(row)
            click.echo("The old secret signs no more." if ended else "There is no old secret that still signs.")
            return
        if action == "rotate":
            rotate(row, KEEP if keep is None else keep)
        _show_secrets(row)


def _show_secrets(row: "Company") -> None:
    from dojang.companies.export_secrets import live

    newest, *before = live(row)
    click.echo(newest)
    if before and row.export_secret_before_until:
        click.echo(f"{before[0]}  until {at(row.export_secret_before_until)}")
