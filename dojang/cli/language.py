"""The language in which a command answers."""

import os
from collections.abc import Callable
from typing import Any

import click

from dojang.lib.texts import Language

_HELP = "The language of the answer. [default: the terminal's]"


def spoken(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives the command `--lang`, as an argument `language`."""
    return click.option(
        "--lang", "language", type=click.Choice([one.value for one in Language]), callback=_chosen, help=_HELP
    )(command)


def _chosen(_context: click.Context, _option: click.Parameter, code: str | None) -> Language:
    if code:
        return Language(code)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.read(locale.split(".")[0]) or Language.EN
