"""Messages to people, from the command line."""

import click

from dojang.cli.server.database import database
from dojang.cli.terminal import at, shown


@click.command()
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--contract", "contract_id", type=int, help="Only the messages of this contract.")
@click.option("--full", is_flag=True, help="With their text; it holds links that are secrets.")
def messages(limit: int, contract_id: int | None, full: bool) -> None:
    """Messages to people, the newest first, with their result."""
    with database():
        from dojang.notifications.models import Message

        rows = Message.objects.select_related("company").order_by("-pk")
        if contract_id is not None:
            rows = rows.filter(contract=contract_id)
        found = list(rows[:limit])
        for message in found:
            answer = f" ({message.answer})" if message.answer else ""
            about = f"contract {message.contract_id}" if message.contract_id else "the installation"
            about = f"company {message.company.comp_id}" if message.company else about
            click.echo(
                f"{at(message.planned_at)}  {about}  {message.channel} to "
                f"{message.address}: {message.state}{shown(answer)}\n    {shown(message.subject)}"
            )
            if full:
                click.echo("\n".join(f"    | {shown(line)}" for line in message.text.strip().splitlines()))
        if not found:
            click.echo("There is no message.")
