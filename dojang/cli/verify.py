"""Checking a sealed PDF, from the command line. Needs no database, and sends nothing anywhere."""

import sys
from pathlib import Path

import click

from dojang.cli.language import spoken
from dojang.cli.server.database import database
from dojang.cli.terminal import shown
from dojang.config import environment
from dojang.lib.errors import DojangError
from dojang.lib.postgres.server import running_url
from dojang.lib.texts import Language

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--ca",
    "authorities",
    multiple=True,
    type=_FILE,
    help="An authority's certificate to trust (PEM), such as DATA/keys/ca.cert.pem.",
)
@spoken
def verify(file: Path, authorities: tuple[Path, ...], language: Language) -> None:
    """Say who sealed FILE and whether it changed since.

    It also says what the file contains.
    The authority of the data folder is trusted, and those given with --ca. Ends with status 0 when the seal is good, 1 when it
    is not, 3 when the file is unchanged but nothing here knows the authority.
    """
    from dojang.verify import texts
    from dojang.verify.report import Outcome, check

    pdf = file.read_bytes()
    report = check(pdf, trusted(authorities), language)
    click.echo(f"{file}\n{report.conclusion}\n")
    for reason in report.reasons:
        click.echo(f"  ! {reason}")
    if report.outcome is Outcome.UNKNOWN:
        click.echo(f"  ! {texts.CA_HINT.of(language)}")
    for label, value in report.facts:
        click.echo(f"  {label}: {shown(value)}")
    if issued := _issued_here(report.sha256, language):
        click.echo(f"  {issued}")
    if not report.good:
        sys.exit(3 if report.unchanged else 1)


def _issued_here(sha256: str, language: str) -> str:
    """Which contract of this server the file belongs to; nothing when no server runs here or it does not know the file.

    A server that cannot be asked does not stop the check, which needs none.
    """
    found = environment.read()
    if not found.database_url and not running_url(found.data):
        return ""
    try:
        with database():
            from dojang.verify.issued import origin_sentence

            return origin_sentence(sha256, language)
    except DojangError as error:
        return f"(This server's own records could not be asked: {error})"


def trusted(authorities: tuple[Path, ...]) -> list[bytes]:
    own = environment.read().data / "keys" / "ca.cert.pem"
    known = [path.read_bytes() for path in authorities]
    return [*known, own.read_bytes()] if own.is_file() else known
