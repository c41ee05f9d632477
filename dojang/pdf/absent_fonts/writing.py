"""A composite font that takes the codes of another and has our glyphs."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Pdf

from dojang.pdf.absent_fonts.codes import CodeSpace
from dojang.pdf.embed import descriptor, subset, subset_name
from dojang.pdf.fonts import Face
from dojang.pdf.loose import Loose
from dojang.pdf.revision import number

_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(%s)/Supplement 0>> def
/CMapName /%s def /CMapType %d def
%sendcmap CMapName currentdict /CMap defineresource pop end end
"""
_ENCODING = b"/Type/CMap/CMapName/DojangCodes/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a code shows: a character, a glyph of the face, and an advance in thousandths of an em."""

    text: str
    gid: int
    advance: float


def write(pdf: Pdf, font: Dictionary, space: CodeSpace, face: Face, letters: Mapping[bytes, Letter]) -> None:
    """Write the font over what stood in its dictionary, so that all that refers to it shows it."""
    loose = Loose()
    reference = _font(loose, space, face, letters)
    with pikepdf.open(io.BytesIO(loose.finish([reference]))) as made:
        new = pdf.copy_foreign(made.Root.Listed[0])
    for key in set(font.keys()) - {"/Type", "/Subtype"}:
        del font[key]
    for key, value in new.items():
        font[key] = value


def _font(loose: Loose, space: CodeSpace, face: Face, letters: Mapping[bytes, Letter]) -> bytes:
    """Each code gets a CID of its own, from 1; 0 is for codes that mean nothing."""
    gids = [0, *(letter.gid for letter in letters.values())]
    program, places = subset(face, set(gids), once=True)
    cid_to_gid = b"".join(struct.pack(">H", places[gid]) for gid in gids)
    name = subset_name(face, program, cid_to_gid)
    shape = loose.add(descriptor(face, name, loose.stream(b"/Length1 %d" % len(program), program)))
    widths = " ".join(number(letter.advance) for letter in letters.values()).encode("ascii")
    descendant = loose.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/FontDescriptor %s" % (name, shape)
        + b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        + b"/W[1[%s]]/CIDToGIDMap %s>>" % (widths, loose.stream(b"", cid_to_gid))
    )
    encoding = loose.stream(_ENCODING, _encoding(space, list(letters)))
    unicode = loose.stream(b"", _to_unicode(space, letters))
    return loose.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding %s" % (name, encoding)
        + b"/DescendantFonts[%s]/ToUnicode %s>>" % (descendant, unicode)
    )


def _encoding(space: CodeSpace, codes: Sequence[bytes]) -> bytes:
    rows = [f"<{code.hex()}> {cid}\n" for cid, code in enumerate(codes, 1)]
    body = _ranges(space) + _blocks("cidchar", rows)
    return (_CMAP % ("Identity", "DojangCodes", 1, body)).encode("ascii")


def _to_unicode(space: CodeSpace, letters: Mapping[bytes, Letter]) -> bytes:
    rows = [f"<{code.hex()}> <{letter.text.encode('utf-16-be').hex()}>\n" for code, letter in letters.items()]
    body = _ranges(space) + _blocks("bfchar", rows)
    return (_CMAP % ("UCS", "Adobe-Identity-UCS", 2, body)).encode("ascii")


def _ranges(space: CodeSpace) -> str:
    return _blocks("codespacerange", [f"<{low.hex()}> <{high.hex()}>\n" for low, high in space.ranges])


def _blocks(kind: str, rows: Sequence[str]) -> str:
    """Rows in blocks of at most a hundred, each between its two operators (Adobe technical note 5014)."""
    parts: Iterable[Sequence[str]] = (rows[start : start + 100] for start in range(0, len(rows), 100))
    return "".join(f"{len(part)} begin{kind}\n{''.join(part)}end{kind}\n" for part in parts)
