"""What the codes of an absent font mean and how wide they are: PDFium knows.

It has the predefined CMaps and the Adobe collections of characters. It returns only characters that have ink, so the
font is given a program in which every code is one and the same square; the fonts of the machine play no part.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary, Name, Object

from dojang.pdf.embed import subset
from dojang.pdf.fonts import Face

# A page of questions has one code a row, then a bar whose place shows the width of the code. In points.
_ROWS, _STEP, _LEFT, _SIZE = 500, 24, 20, 10
_BAR, _SQUARE, _UNKNOWN = "|", "■", "\ufffd"


@dataclass(frozen=True, slots=True)
class Meaning:
    """text: the character, "" where the code means nothing; advance in thousandths of an em."""

    text: str
    advance: float


def meanings(font: Dictionary, codes: Sequence[bytes], face: Face, *, by_collection: bool) -> dict[bytes, Meaning]:
    """What each code of the font means: by its collection of characters, or else by its own table (/ToUnicode).

    face is any that has a square.
    """
    found: dict[bytes, Meaning] = {}
    square, _ = subset(face, {0, face.font.get_nominal_glyph(ord(_SQUARE))}, once=True)
    for start in range(0, len(codes), _ROWS):
        part = codes[start : start + _ROWS]
        with pypdfium2.PdfDocument(_questions(font, part, square, by_collection)) as document:
            rows = _rows(document[0].get_textpage())
        found |= {code: _meaning(rows.get(row, [])) for row, code in enumerate(part)}
    return found


def _questions(font: Dictionary, codes: Sequence[bytes], square: bytes, by_collection: bool) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, _STEP * (len(codes) + 1))).obj
        bar = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(A=_asked(pdf, font, square, by_collection), B=bar))
        row = f"BT 1 0 0 1 {_LEFT} %d Tm /A {_SIZE} Tf <%s> Tj /B {_SIZE} Tf ({_BAR}) Tj ET"
        rows = [row % (_STEP * (at + 1), code.hex()) for at, code in enumerate(codes)]
        page.Contents = pdf.make_stream("\n".join(rows).encode("ascii"))
        pdf.save(out := io.BytesIO())
        return out.getvalue()


def _asked(pdf: pikepdf.Pdf, font: Dictionary, square: bytes, by_collection: bool) -> Object:
    asked = pdf.copy_foreign(font)
    if by_collection and "/ToUnicode" in asked:
        del asked["/ToUnicode"]
    shape = Dictionary(Type=Name.FontDescriptor, FontName=Name.Square, Flags=4, FontBBox=[0, 0, 1000, 1000])
    shape.FontFile2 = pdf.make_stream(square)
    descendant = asked.DescendantFonts[0]
    descendant.Subtype, descendant.FontDescriptor = Name.CIDFontType2, pdf.make_indirect(shape)
    descendant.CIDToGIDMap = pdf.make_stream(b"\0\1" * 0x10000)
    return asked


def _rows(text: pypdfium2.PdfTextPage) -> dict[int, list[tuple[str, float]]]:
    """The characters of each row with their places; one that stands for nothing known is ""."""
    rows: dict[int, list[tuple[str, float]]] = {}
    x, y = pdfium.c_double(), pdfium.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        if not pdfium.FPDFText_IsGenerated(text, index):
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            sign = chr(pdfium.FPDFText_GetUnicode(text, index))
            unknown = sign == _UNKNOWN or pdfium.FPDFText_HasUnicodeMapError(text, index)
            rows.setdefault(round(y.value / _STEP) - 1, []).append(("" if unknown else sign, x.value))
    return rows


def _meaning(row: list[tuple[str, float]]) -> Meaning:
    bars = [x for sign, x in row if sign == _BAR]
    signs = [sign for sign, x in row if x < _LEFT + 0.01 and sign != _BAR]
    # A bar that was asked for is there twice.
    text = signs[0] if signs else _BAR if len(bars) == 2 else ""
    return Meaning(text, (bars[-1] - _LEFT) * 1000 / _SIZE if bars else 1000.0)
