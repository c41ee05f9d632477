"""Appearances that do not show the value of their field any more: a program changed the value and left the rest."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary, Name, Stream

from dojang.pdf.annotations.fields import Field, Flag
from dojang.pdf.entries import dictionary, inherited, instructions

_SIDE = 200


def shown_texts(looks: Sequence[Stream]) -> list[str | None]:
    """The text of each appearance, as PDFium reads it; None where the meaning of its codes is not known."""
    if not looks:
        return []
    with pikepdf.new() as pdf:
        for look in looks:
            page = pdf.add_blank_page(page_size=(_SIDE, _SIDE)).obj
            copied = pdf.copy_foreign(look)
            copied.Type, copied.Subtype = Name.XObject, Name.Form
            page.Resources = Dictionary(XObject=Dictionary(A=copied))
            page.Contents = pdf.make_stream(b"/A Do")
        pdf.save(out := io.BytesIO())
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        return [_text(document[at].get_textpage()) for at in range(len(looks))]


def is_stale(field: Field, look: Stream, shown: str | None) -> bool:
    """Whether an appearance plainly shows something else than the field's value: nothing, or another text.

    What cannot be read is believed, and so is a field with a script of its own for how values are shown.
    """
    if field.kind == "Btn":
        return field.is_on and not instructions(look)
    if field.kind not in ("Tx", "Ch") or shown is None or "/F" in dictionary(inherited(field.widget, "/AA")):
        return False
    if not shown.strip():
        return bool(field.text.strip()) and not _draws_otherwise(look)
    if field.kind == "Ch" and Flag.COMBO not in field.flags:
        return False
    wanted, found = _letters(field.text), _letters(shown)
    # Of many lines an appearance may hold those only that have room.
    part = Flag.MULTILINE in field.flags and found and found in wanted
    # What is written from right to left may be read in another order.
    return not part and sorted(wanted) != sorted(found) and (wanted not in found if wanted else bool(found))


def _text(page: pypdfium2.PdfTextPage) -> str | None:
    if any(pdfium.FPDFText_HasUnicodeMapError(page, at) for at in range(page.count_chars())):
        return None
    return str(page.get_text_range())


def _draws_otherwise(look: Stream) -> bool:
    """Whether it has pictures or forms, which may show the value without being text."""
    return bool(instructions(look, "Do sh EI"))


def _letters(text: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))
