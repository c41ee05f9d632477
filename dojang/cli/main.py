"""The `dojang` command. A subcommand's module is imported only when it is called."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from dojang.lib.errors import DojangError

# name: (where its click command is, what it does)
COMMANDS = {
    "up": ("dojang.cli.server.up:up", "Start everything: database, web server, worker, export dispatcher."),
    "demo": ("dojang.cli.demo.command:demo", "Show a contract from start to seal, with people who sign it."),
    "company": ("dojang.cli.company:company", "Companies and their members."),
    "member": ("dojang.cli.member:member", "Members of a company: add, remove, give a new password."),
    "token": ("dojang.cli.token:token", "API tokens: what programs call with."),
    "template": ("dojang.cli.template:template", "Templates: a PDF and where to write and sign on it."),
    "contracts": ("dojang.cli.contracts:contracts", "Contracts that cannot be sealed: list, try again, cancel."),
    "bulk": ("dojang.cli.bulk.command:bulk", "Start many contracts at once, from a file."),
    "samples": ("dojang.cli.samples:samples", "Make the company testapi with four sample templates."),
    "messages": ("dojang.cli.messages:messages", "Messages to people, and whether they arrived."),
    "blobs": ("dojang.cli.blobs:blobs", "The stored files: check that each is there and unchanged."),
    "exports": (
        "dojang.cli.exports.commands:exports",
        "Exports and their results; try again, skip, replay, pause, test.",
    ),
    "listen": ("dojang.cli.listen.command:listen", "Receive exports here, and check what arrives: for integrators."),
    "verify": ("dojang.cli.verify:verify", "Check a sealed PDF and its evidence."),
    "seal": ("dojang.cli.seal:seal", "The key that seals documents: whose it is, and a new one."),
    "settings": ("dojang.cli.settings:settings", "Every setting, what it means and what it is."),
    "database": (
        "dojang.cli.server.rebuild:database_group",
        "The database in the data folder: move it into a fresh one.",
    ),
    "migrate": ("dojang.cli.server.processes:migrate", "Bring database and keys up to date with this version."),
    "web": ("dojang.cli.server.processes:web", "Only the web server; `up` runs it for you."),
    "worker": ("dojang.cli.server.processes:worker", "Only the background worker; `up` runs it for you."),
    "dispatcher": ("dojang.cli.server.processes:dispatcher", "Only the export dispatcher; `up` runs it for you."),
}


class Refusal(click.ClickException):
    """What a person has to fix before the command can run."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)


class Commands(click.Group):
    """The table above as a click group."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return _with_data_option(command)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        # From the table, so that help imports nothing.
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except DojangError as error:
            raise Refusal(str(error)) from error
        except ModuleNotFoundError as error:
            if error.name != "dojang_client":
                raise
            raise Refusal(
                "The demo calls the server by dojang-client. Install it: pip install 'dojang[demo]'"
            ) from error


def _use_data(_context: click.Context, _option: click.Parameter, folder: str | None) -> None:
    if folder is not None:
        os.environ["DOJANG_DATA"] = folder


def _with_data_option(command: click.Command) -> click.Command:
    """Adds --data to every command, so that none lacks it."""
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _with_data_option(part)
    elif all(parameter.name != "data" for parameter in command.params):
        help_text = "The data folder. [default: DOJANG_DATA, else ./dojang-data]"
        command.params.append(
            click.Option(
                ["--data"], metavar="DIR", is_eager=True, expose_value=False, callback=_use_data, help=help_text
            )
        )
    return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dojang")
def cli() -> None:
    """Dojang: e-signatures on a server of your own, speaking the eSignon API."""


def main() -> None:
    """The entry point of the `dojang` script."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dojang.config.settings")
    sys.exit(cli())
