"""The name in the seals, asked for before the keys are made."""

import os
import sys

import click

from dojang.cli import keys
from dojang.config import environment, setting_types
from dojang.config.environment import Environment


def with_seal_name(found: Environment) -> Environment:
    """The settings, with a name for the seals. A person who makes the keys is asked for it."""
    if keys.are_made(found.data) or keys.name_for(found) is not None or not sys.stdin.isatty():
        return found
    click.echo(
        "Sealed documents carry a name that cannot be changed later. What name should they carry, such as your company's?"
    )
    os.environ["DOJANG_SEAL_NAME"] = click.prompt("Name", default=keys.UNNAMED, value_proc=_read_name)
    return environment.read()


def _read_name(text: str) -> str:
    try:
        return setting_types.seal_name(text)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
