"""Prints one page."""

from importlib import import_module

import click

from dojang.cli.server.database import set_up

PAGES = ("errors", "limits")


@click.command()
@click.argument("name", type=click.Choice(PAGES))
def page(name: str) -> None:
    """Print a page of docs/api."""
    set_up()  # before the tables are imported, which know models
    click.echo(import_module(f"dojang.cli.reference.{name}").as_markdown(), nl=False)


if __name__ == "__main__":
    page()
