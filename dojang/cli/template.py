"""Templates, from the command line."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dojang.cli.database import database
from dojang.lib.errors import DojangError, LayoutRefused, PdfRefused

if TYPE_CHECKING:
    from dojang.companies.models import Company


class FileRefused(DojangError):
    """The file cannot be used."""


class UnknownCompany(DojangError):
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
@click.option("--name", required=True, help="What the template is called.")
@click.option("--doc-id", type=click.IntRange(1, 2_000_000_000), help="Its number; one that exists gets a new version.")
@click.option("--bulk", is_flag=True, help="For starting many contracts at once, as `bulk` in the layout says too.")
def import_(comp_id: str, pdf_file: Path, layout_file: Path, name: str, doc_id: int | None, bulk: bool) -> None:
    """Take in a PDF with its layout. The same files under the same number again change nothing."""
    layout = _read_layout(layout_file)
    if bulk and isinstance(layout, dict):
        layout["bulk"] = True
    with database():
        from dojang.flow.templates import import_template

        company = company_of(comp_id)
        try:
            done = import_template(company, pdf=pdf_file.read_bytes(), layout=layout, name=name, number=doc_id)
        except PdfRefused as refusal:
            raise FileRefused(f"{pdf_file} cannot be used: {_in_words(refusal)}") from refusal
        except LayoutRefused as refusal:
            raise FileRefused(
                "\n  ".join([f"{layout_file} cannot be used:", *(fault.en for fault in refusal.faults)])
            ) from refusal
        state = "imported" if done.is_new else "unchanged"
        steps, boxes = len(done.version.layout["steps"]), len(done.version.layout["fields"])
        click.echo(
            f"template {done.template.number} ({done.template.name}) version {done.version.number}: {state}, "
            f"{len(done.version.pages)} pages, {steps} steps, {boxes} boxes"
        )


@template.command("list")
@click.option("--company", "comp_id", required=True, metavar="COMP_ID")
def list_templates(comp_id: str) -> None:
    """The company's templates."""
    with database():
        rows = list(company_of(comp_id).templates.order_by("number"))
        for row in rows:
            click.echo(f"{row.number}  {row.name}  version {row.latest().number}")
        if not rows:
            click.echo("The company has no template yet. Import one: dojang template import --company …")


def company_of(comp_id: str) -> "Company":
    """The company, or a text that says what to do."""
    from dojang.companies.tokens import find_company

    found = find_company(comp_id)
    if found is None:
        raise UnknownCompany(comp_id)
    return found


# What the intake says as a code, for a person.
REFUSALS = {
    "not_a_pdf": "it is not a PDF.",
    "password": "it is protected by a password. Save it without one.",
    "encryption": "it is encrypted with a certificate or by a rights-management program. Save it without encryption.",
    "damaged": "it is damaged. Open it in a PDF reader and save it anew.",
    "page_tree": "its list of pages refers to itself. Print it to a PDF and use that.",
    "too_many_pages": "it has more than 500 pages.",
    "too_large": "it has more than 20 MB.",
    "already_signed": "it carries a signature already, which filling it in would break.",
    "dynamic_xfa": "it is a dynamic XFA form, whose pages exist only in Adobe's readers. Print it to a PDF and use that.",
    "page_size": "a page of it is smaller than 36 points or larger than 14,400 on a side.",
    "too_complex": "it takes too much memory or time to read. Print it to a PDF and use that.",
    "field_text": "it has a field with characters that no font can show. Change them, or print it to a PDF and use that.",
    "comment_text": "it has a comment with characters that no font can show. Change them, or print it to a PDF and use that.",
    "font_not_embedded": "it does not contain one of its fonts. Save it with fonts embedded.",
}


def _in_words(refusal: PdfRefused) -> str:
    detail = f" ({refusal.detail})" if refusal.detail else ""
    return REFUSALS[refusal.reason] + detail


def _read_layout(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as exc:
        raise FileRefused(f"{file} is not JSON: {exc}") from exc
