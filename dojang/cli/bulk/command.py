"""Bulk starts, from the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dojang.cli.bulk.files import RowsRefused, read_rows
from dojang.cli.server.database import database
from dojang.cli.terminal import counted
from dojang.lib.errors import PlainError

if TYPE_CHECKING:
    from dojang.bulk.models import Bulk

_COMPANY = click.option("--company", "comp_id", required=True, metavar="COMP_ID", help="Whose contracts they are.")
_MAX_SHOWN = 100


class NoSuchBulk(PlainError):
    """The company has no such bulk start."""


@click.group()
def bulk() -> None:
    """Start many contracts at once. A worker starts them one by one."""


@bulk.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_COMPANY
@click.option("--member", "email", required=True, metavar="EMAIL", help="The member in whose name they start.")
@click.option("--template", "number", required=True, type=click.IntRange(min=1), help="The template's number.")
@click.option("--title", default="", help="What a contract is called whose row has no `workflow_name`.")
@click.option("--encoding", help="The encoding of the file, such as cp949. [default: found by reading it]")
def start(file: Path, comp_id: str, email: str, number: int, title: str, encoding: str | None) -> None:
    """Start a contract for each row of FILE.

    FILE is .json, .jsonl, .csv or .tsv and has up to 10,000 rows.
    Rows are what POST /api/v3/bulk takes. The first line of a CSV names its columns: name, email, name2, email2 … for the
    signers, reference, workflow_name, language, comment, expiry_date; any other is a box of the template. Columns are separated by
    commas, semicolons or tabs. UTF-8, UTF-16, CP949 and Shift_JIS are known by themselves.
    """
    read = read_rows(file, encoding)
    rows = read.rows
    with database():
        from dojang.flow.bulk import MAX_ROWS

        if len(rows) > MAX_ROWS:
            raise RowsRefused(f"{file} has {len(rows):,} rows; {MAX_ROWS:,} are possible at once.")
        for note in read.notes:
            click.echo(f"{file.name}: {note}", err=True)
        _print_progress(_queued(comp_id, email, {"template_id": number, "workflow_name": title or None, "rows": rows}))


@bulk.command()
@_COMPANY
@click.argument("bulk_id", type=click.IntRange(1, 2**63 - 1))
def show(comp_id: str, bulk_id: int) -> None:
    """How far a bulk start is, and why rows of it failed."""
    with database():
        from dojang.bulk.models import Bulk
        from dojang.cli.template import company_of

        there = Bulk.objects.filter(company=company_of(comp_id), pk=bulk_id).first()
        if there is None:
            raise NoSuchBulk(f"{comp_id} has no bulk start {bulk_id}.")
        _print_progress(there)


def _queued(comp_id: str, email: str, body: dict[str, Any]) -> "Bulk":
    from dojang.api.v3.bulk.routes import read_bulk
    from dojang.cli.token import member_of
    from dojang.companies.callers import Caller, Scope
    from dojang.lib.visitor import NOBODY

    member = member_of(comp_id, email)
    caller = Caller(company=member.company, member=member, scopes=frozenset(Scope), token_id=0)
    return read_bulk(body, caller, NOBODY)()


def _print_progress(bulk: "Bulk") -> None:
    from dojang.api.v3.bulk.rows import why
    from dojang.bulk import progress
    from dojang.bulk.models import BulkRow
    from dojang.lib.texts import Language

    counts = progress.counted([bulk])[bulk.pk]
    states = ", ".join(f"{counts[state]} {state.label.lower()}" for state in BulkRow.State)
    click.echo(f"bulk {bulk.pk}: {counted(bulk.total, 'row')}, {states}")
    if bulk.emptied_at is not None:
        click.echo("It finished long ago: its rows are gone.")
        return
    failed = bulk.rows.filter(state=BulkRow.State.FAILED).order_by("number").defer("order")
    for row in failed[:_MAX_SHOWN]:
        click.echo(f"row {row.number} {row.reference}".rstrip() + f": {why(row.error or {}, Language.EN)[1]}")
    if counts[BulkRow.State.FAILED] > _MAX_SHOWN:
        click.echo(f"… and {counted(counts[BulkRow.State.FAILED] - _MAX_SHOWN, 'more row')} that failed.")
