"""`dojang settings`: every setting, for people."""

import click

from dojang.config import environment


@click.command()
@click.option("--markdown", is_flag=True, help="As docs/settings.md has it, with defaults instead of what is set.")
def settings(markdown: bool) -> None:
    """Print every setting: its meaning, and what it is now. Secrets are hidden."""
    click.echo(as_markdown() if markdown else as_text(), nl=False)


def as_text() -> str:
    """For a terminal."""
    return "\n".join(
        f"{one.name}={one.current}{'' if one.is_set else '  (default)'}\n    {one.doc}\n    Takes {one.accepts}.\n"
        for one in environment.settings()
    )


def as_markdown() -> str:
    """The text of docs/settings.md."""
    return _HEAD + "".join(
        f"\n## `{one.name}`\n\n{one.doc}\n\n* takes: {one.accepts}\n* default: {_default(one.default)}\n"
        for one in environment.settings()
    )


def _default(text: str) -> str:
    return f"`{text}`" if text else "none"


_HEAD = """# Settings

All settings are environment variables. Wrong values stop Dojang at the start, with a text that says what is wrong.
`dojang settings` prints this list with the current values. `dojang settings --markdown` makes this page.
"""
