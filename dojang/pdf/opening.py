"""Opening a stranger's file, damaged ones too."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2

from dojang.pdf.intake import IntakeRefused, Reason


def opened(source: Path, notes: set[str]) -> pikepdf.Pdf:
    """The file, open; of a damaged one that qpdf gives up, what PDFium reads of it. Raises IntakeRefused."""
    try:
        return _open(source)
    except pikepdf.PasswordError as error:
        raise IntakeRefused(Reason.PASSWORD) from error
    except pikepdf.PdfError as error:
        detail = str(error).replace(str(source), "input")[:400]
        reason = _reason(detail)
        copy = None if reason is Reason.ENCRYPTION else _rescued(source)
        if copy is None:
            raise IntakeRefused(reason, detail) from error
        notes.add("repaired")
        try:
            return _open(copy)
        except pikepdf.PdfError:
            raise IntakeRefused(reason, detail) from error


def _open(source: Path) -> pikepdf.Pdf:
    # Attributes of pages are inherited by straighten: qpdf refuses trees that lead back to themselves.
    pdf = pikepdf.open(source, suppress_warnings=True, inherit_page_attributes=False)
    pdf.Root.get("/Pages")  # qpdf may not have looked for the catalog yet
    return pdf


def _reason(detail: str) -> Reason:
    """What is wrong with a file that qpdf does not open, by qpdf's own words."""
    if "(encryption dictionary" in detail:
        return Reason.ENCRYPTION
    return Reason.PAGE_TREE if "/Pages structure" in detail else Reason.DAMAGED


def _rescued(source: Path) -> Path | None:
    """A copy beside the file, written by PDFium as it reads it; None where it cannot open or write it either."""
    copy = source.with_name(f"rescued-{source.name}")
    try:
        with pypdfium2.PdfDocument(source) as document:
            if not len(document):
                return None
            document.save(copy)
    except pypdfium2.PdfiumError:
        return None
    return copy
