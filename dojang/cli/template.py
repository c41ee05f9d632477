"""Templates, from the command line."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dojang.cli import terminal
from dojang.cli.language import spoken
from dojang.cli.server.database import database
from dojang.cli.terminal import counted, pages_shown, shown
from dojang.lib.errors import PlainError
from dojang.lib.texts import Language
from dojang.library.errors import LayoutRefused, PdfRefused

if TYPE_CHECKING:
    from dojang.companies.models import Company
    from dojang.library.models import TemplateVersion


class FileRefused(PlainError):
    """The file cannot be used."""


class UnknownCompany(PlainError):
    """There is no such company."""

    def __init__(self, comp_id: str) -> None:
        super().__init__(f"There is no company {comp_id}. Make it first: dojang company create {comp_id} …")


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def template() -> None:
    """Templates: a PDF and where to write and sign on it."""


@template.command("import")
@click.option("--company", "comp_id", required=True, metavar="COMP_ID", help="Whose template it is.")
@click.option("--pdf", "pdf_file", required=True, type=_FILE, help="The document, up to 20 MB and 500 pages.")
@click.option("--layout", "layout_file", required=True, type=_FILE, help="The boxes on it, as JSON.")
@click.option("--name", required=True, callback=terminal.name, help="What the template is called.")
@click.option("--doc-id", type=click.IntRange(1, 2_000_000_000), help="Its number; one that exists gets a new version.")
@click.option("--bulk", is_flag=True, help="For starting many contracts at once, as `bulk` in the layout says too.")
@spoken
def import_(
    comp_id: str, pdf_file: Path, layout_file: Path, name: str, doc_id: int | None, bulk: bool, language: Language
) -> None:
    """Take in a PDF with its layout. The same files under the same number again change nothing.

    A contract is made of it on trial, and each page is compared with the original's: pages that look different are listed.
    """
    layout = _read_layout(layout_file)
    if bulk and isinstance(layout, dict):
        layout["bulk"] = True
    with database():
        from dojang.flow.templates import import_template

        company = company_of(comp_id)
        with _refusals_in_words(pdf_file, layout_file, language), pages_shown() as progress:
            pdf = pdf_file.read_bytes()
            done = import_template(company, pdf=pdf, layout=layout, name=name, number=doc_id, progress=progress)
        state = "imported" if done.is_new else "unchanged"
        steps, boxes = len(done.version.layout["steps"]), len(done.version.layout["fields"])
        click.echo(
            f"template {done.template.number} ({shown(done.template.name)}) version {done.version.number}: {state}, "
            f"{counted(len(done.version.pages), 'page')}, {counted(steps, 'step')}, {counted(boxes, 'box')}"
        )
        for sentence in _changes(done.version, language):
            click.echo(f"  ! {sentence}")


@template.command()
@click.option("--company", "comp_id", required=True, metavar="COMP_ID", help="Whose template it is.")
@click.option("--doc-id", type=click.IntRange(1, 2_000_000_000), required=True, help="Its number.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the PDF goes.")
def preview(comp_id: str, doc_id: int, out: Path) -> None:
    """Write the template's PDF with each box framed and labelled. A label says step, name and kind; `*` for required ones."""
    with database():
        from dojang.documents.planning import plan
        from dojang.library.queries import find_template

        found = find_template(company_of(comp_id), str(doc_id))
        if found is None:
            raise FileRefused(f"{comp_id} has no template {doc_id}. `dojang template list` shows which there are.")
        version = found.latest()
        out.write_bytes(plan(version))
        boxes = counted(len(version.layout["fields"]), "box")
        click.echo(f"template {doc_id} version {version.number}: {boxes} shown in {out}")


@template.command("list")
@click.option("--company", "comp_id", required=True, metavar="COMP_ID")
def list_templates(comp_id: str) -> None:
    """The company's templates."""
    with database():
        rows = list(company_of(comp_id).templates.order_by("number"))
        for row in rows:
            click.echo(f"{row.number}  {shown(row.name)}  version {row.latest().number}")
        if not rows:
            click.echo("The company has no template yet. Import one: dojang template import --company …")


@template.command("check")
@click.option("--company", "comp_id", metavar="COMP_ID", help="Only this company's templates.")
@click.option("--again", is_flag=True, help="Try those too that were tried before.")
@spoken
def check(comp_id: str | None, again: bool, language: Language) -> None:
    """Try every template, and say which cannot be completed.

    A contract of each is made on trial; nothing is sent or kept.

    A template is tried when it is imported; those from before there were trials, by the worker. Ends with 1 when one failed.
    """
    with database():
        from dojang.flow.trials import due, try_version
        from dojang.library.pdf_faults import refused

        versions = list(due(company_of(comp_id) if comp_id else None, again=again))
        for version in versions:
            try_version(version)
            result = refused(version.fault).of(language) if version.fault else "good"
            number, name = version.template.number, shown(version.template.name)
            click.echo(
                f"{version.template.company.comp_id} template {number} ({name}) version {version.number}: {result}"
            )
        failed = sum(version.fault is not None for version in versions)
        click.echo(f"{counted(len(versions), 'template')} tried, {failed} failed")
    sys.exit(bool(failed))


def company_of(comp_id: str) -> "Company":
    """The company, or a text that says what to do."""
    from dojang.companies.tokens import find_company

    found = find_company(comp_id)
    if found is None:
        raise UnknownCompany(comp_id)
    return found


@contextmanager
def _refusals_in_words(pdf_file: Path, layout_file: Path, language: Language) -> Iterator[None]:
    """Turns refusals of a file into an error that names the file."""
    try:
        yield
    except PdfRefused as refusal:
        raise FileRefused(f"{pdf_file} cannot be used. {_in_words(refusal, language)}") from refusal
    except LayoutRefused as refusal:
        faults = (fault.of(language) for fault in refusal.faults)
        raise FileRefused("\n  ".join([f"{layout_file} cannot be used:", *faults])) from refusal


def _changes(version: "TemplateVersion", language: Language) -> Iterator[str]:
    from dojang.library.pdf_faults import changed
    from dojang.pdf.changes import Change

    for change in version.changes:
        yield changed(Change.from_dict(change)).of(language)


def _in_words(refusal: PdfRefused, language: Language) -> str:
    from dojang.library.pdf_faults import REFUSED
    from dojang.pdf.intake import Reason

    detail = f" ({refusal.detail})" if refusal.detail else ""
    return REFUSED[Reason(refusal.reason)].of(language, **refusal.facts) + detail


def _read_layout(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as exc:
        raise FileRefused(f"{file} is not JSON: {exc}") from exc
