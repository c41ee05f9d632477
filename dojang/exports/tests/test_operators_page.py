"""The page for operators says what is true."""

import re
import shlex
from pathlib import Path

import click
import pytest

from dojang.api.openapi import document
from dojang.cli.main import cli
from dojang.exports.dispatch.retry_schedule import SCHEDULE
from dojang.exports.queries import ExportState
from dojang.exports.tests.test_page import span
from dojang.lib.outgoing.client import Fault

PAGE = (Path(__file__).parents[3] / "docs" / "exports.md").read_text()
COMMANDS = re.findall(r"^(dojang .*?)(?: +#.*)?$|`(dojang (?:exports|listen|company)[^`]*)`", PAGE, re.MULTILINE)
CALLS = set(re.findall(r"` \| `([a-z0-9/]+)(?: \{.*?\})?` \| ", PAGE))


@pytest.mark.parametrize("command", sorted({one or other for one, other in COMMANDS}))
def test_every_command_on_the_page_can_be_given(command: str) -> None:
    context, arguments = click.Context(cli), shlex.split(command)[1:]
    while isinstance(context.command, click.Group):
        name = arguments.pop(0)
        found = context.command.get_command(context, name)
        assert found is not None
        # "dojang exports show" alone names a command, and "dojang exports" a group of them.
        if not arguments:
            return
        context = (
            click.Context(found, info_name=name)
            if isinstance(found, click.Group)
            else found.make_context(name, list(arguments))
        )


def test_every_call_on_the_page_exists() -> None:
    known = {path for path in document()["paths"] if path.startswith("/api/v3/exports/")}
    told = {"/api/v3/exports/" + call.replace("1042", "{export_id}") for call in CALLS}
    assert (len(told), told - known) == (7, set())


def test_the_page_tells_the_schedule_as_it_is() -> None:
    total, rows = 0.0, ["| 1 | at once | |"]
    for number, pause in enumerate(SCHEDULE, start=2):
        total += pause
        rows.append(f"| {number} | {span(pause)} | {span(total)} |")
    assert "\n".join(rows) in PAGE


def test_the_page_tells_every_state_and_error() -> None:
    assert [word for word in (*ExportState, *Fault) if f"`{word}`" not in PAGE] == []
