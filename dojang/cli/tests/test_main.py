"""The command line as a whole."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dojang.cli.main import COMMANDS, cli
from dojang.cli.settings import as_markdown

ROOT = Path(__file__).resolve().parents[3]


def test_help_names_every_command_and_imports_none() -> None:
    program = "import sys; from dojang.cli.main import cli; cli(['--help'], standalone_mode=False);"
    program += "print([name for name in ('django', 'psycopg', 'pydantic', 'pikepdf') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert all(f"  {name} " in told for name in COMMANDS)
    assert told.endswith("[]\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_takes_a_data_folder(name: str) -> None:
    module, _, attribute = COMMANDS[name][0].partition(":")
    assert isinstance(getattr(importlib.import_module(module), attribute), click.Command)
    command = cli.get_command(click.Context(cli), name)
    while isinstance(command, click.Group):
        command = next(iter(command.commands.values()))
    assert command is not None
    assert "data" in [parameter.name for parameter in command.params]


def commands(group: click.Group) -> Iterator[click.Command]:
    """All below a group, however deep."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield command
        yield from commands(command) if isinstance(command, click.Group) else ()


def test_no_short_help_is_cut() -> None:
    cut = [command.get_short_help_str(60) for command in commands(cli)]
    assert [told for told in cut if told.endswith("...")] == []


def test_an_unknown_command_is_refused() -> None:
    assert CliRunner().invoke(cli, ["sing"]).exit_code == 2


def test_the_page_of_settings_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == as_markdown(), (
        "run `dojang settings --markdown > docs/settings.md`"
    )


def test_the_settings_are_shown_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOJANG_SMTP_URL", "smtp://kim:geheim@mail.acme.example")
    told = CliRunner().invoke(cli, ["settings"]).output
    assert "DOJANG_SMTP_URL=smtp://kim:***@mail.acme.example" in told


def test_the_web_process_does_without_the_pdf_libraries() -> None:
    program = "import sys; import dojang.config.asgi; from django.urls import resolve; resolve('/healthz');"
    program += "print([name for name in ('pikepdf', 'pyhanko', 'typst', 'pypdfium2') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_the_demo_says_what_to_install_where_the_client_is_not() -> None:
    program = (
        "import sys; sys.modules['dojang_client'] = None; from dojang.cli.main import cli; cli(['demo', '--once'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'dojang[demo]'" in done.stderr
    assert "Traceback" not in done.stderr
