"""Damaged files that qpdf does not open, and that viewers show."""

from __future__ import annotations

from pathlib import Path

import pypdfium2


def rescued(source: Path) -> Path | None:
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
