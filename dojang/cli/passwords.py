"""Reads a password from a prompt or standard input, because all users of the machine see a command's arguments."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
_SEEN = "All users of this machine can see --password in the list of processes. Leave it out, or use --password-stdin."


def password_options(command: Command) -> Command:
    """The options `password` and `from_stdin`, for `read_password`."""
    from_stdin = click.option(
        "--password-stdin", "from_stdin", is_flag=True, help="Read the password from the first line of standard input."
    )
    given = click.option(
        "--password", help="The password, 8 characters or more, where others may see it. [default: asked for]"
    )
    return given(from_stdin(command))


def read_password(given: str | None, *, from_stdin: bool) -> str:
    """The password: given, or the first line of standard input, or asked for twice without showing it."""
    if given is not None and from_stdin:
        raise click.UsageError("Give --password or --password-stdin, not both.")
    if given is not None:
        if sys.stderr.isatty():
            click.echo(_SEEN, err=True)
        return given
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
