"""Absent Korean and Japanese fonts are replaced by subsets of our fonts; the content that uses them stays as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pikepdf import Dictionary, Name, Pdf, Stream

from dojang.pdf.absent_fonts.codes import PREDEFINED, TWO_BYTES, UCS2, CodeSpace
from dojang.pdf.absent_fonts.meanings import Meaning, meanings
from dojang.pdf.absent_fonts.survey import Shown
from dojang.pdf.absent_fonts.writing import Letter, write
from dojang.pdf.entries import dictionary, items, name_of, text_of
from dojang.pdf.fonts import Face, FontStack
from dojang.pdf.intake import IntakeRefused, Reason

# Old programs write the names of fonts in the encoding of their country.
_ENCODINGS = {"Korea1": "cp949", "Japan1": "cp932", "GB1": "gbk", "CNS1": "big5"}
_OURS = ("Korea1", "Japan1", "KR")
_FIRST_SIGN = 0x20


def replace(pdf: Pdf, shown: Shown, stack: FontStack) -> None:
    """Give the font one of our font programs.

    Raises IntakeRefused with the name of a font that cannot be replaced: one that writes downwards, one for Chinese,
    one whose codes have no known meaning, one whose characters none of our faces has completely.
    """
    space = _space(shown.font)
    if space is None:
        raise _refusal(shown.font)
    visible, hidden = _codes(space, shown.visible), _codes(space, shown.hidden)
    known = _known(shown.font, space, list(dict.fromkeys([*visible, *hidden])), stack.faces[0])
    face = next((face for face in stack.faces if all(_draws(face, known[code]) for code in visible)), None)
    if face is None:
        raise _refusal(shown.font)
    write(pdf, shown.font, space, face, {code: _letter(face, one) for code, one in known.items() if _draws(face, one)})


def _space(font: Dictionary) -> CodeSpace | None:
    """How the font's strings are cut into codes; None where the codes have no meaning that we could know."""
    encoding, ordering = name_of(font.get("/Encoding")), _ordering(font)
    if encoding in PREDEFINED:
        return PREDEFINED[encoding]
    if encoding != "Identity-H":
        return None
    if ordering in _OURS:
        return TWO_BYTES
    table = font.get("/ToUnicode") if ordering == "Identity" else None
    # Some writers name a CMap instead of a table, and mean that each code is its character.
    return UCS2 if name_of(table).startswith("Identity") else TWO_BYTES if isinstance(table, Stream) else None


def _ordering(font: Dictionary) -> str:
    descendants = items(font.get("/DescendantFonts"))
    system = dictionary(descendants[0] if descendants else None).get("/CIDSystemInfo")
    return text_of(dictionary(system).get("/Ordering"))


def _codes(space: CodeSpace, strings: Iterable[bytes]) -> list[bytes]:
    return list(dict.fromkeys(code for string in strings for code in space.cut(string)))


def _known(font: Dictionary, space: CodeSpace, codes: list[bytes], face: Face) -> dict[bytes, Meaning]:
    """What the codes mean. Control codes and characters are white; codes of Unicode mean themselves."""
    found = meanings(font, codes, face, by_collection=_ordering(font) in _OURS)
    for code, meaning in found.items():
        if not meaning.text and int.from_bytes(code) < _FIRST_SIGN:
            found[code] = Meaning(" ", meaning.advance)
        elif space.is_unicode and len(code) % 2 == 0:
            # PDFium takes a pair of surrogates for two characters, each with its advance.
            found[code] = Meaning(code.decode("utf-16-be", "replace"), meaning.advance * 2 / len(code))
    return found


def _draws(face: Face, meaning: Meaning) -> bool:
    return _is_white(meaning.text) or (bool(meaning.text) and face.covers(meaning.text))


def _is_white(text: str) -> bool:
    return text.isspace() or (bool(text) and unicodedata.category(text) in ("Cc", "Cf"))


def _letter(face: Face, meaning: Meaning) -> Letter:
    drawn = " " if _is_white(meaning.text) else meaning.text
    return Letter(meaning.text, face.font.get_nominal_glyph(ord(drawn)) or 0, meaning.advance)


def _refusal(font: Dictionary) -> IntakeRefused:
    name = bytes(base)[1:] if isinstance(base := font.get("/BaseFont"), Name) else b"?"
    for encoding in ("utf-8", _ENCODINGS.get(_ordering(font), "cp949")):
        try:
            return IntakeRefused(Reason.FONT_NOT_EMBEDDED, facts={"font": name.decode(encoding)[:100]})
        except UnicodeDecodeError:
            continue
    return IntakeRefused(Reason.FONT_NOT_EMBEDDED, facts={"font": name.decode("latin-1")[:100]})
