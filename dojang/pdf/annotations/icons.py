"""Icons of notes and the words of stamps, which viewers know by their names."""

from __future__ import annotations

import re

from pikepdf import Dictionary

from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.paths import box, inset, painted, path
from dojang.pdf.annotations.style import Style, colour_of
from dojang.pdf.entries import name_of
from dojang.pdf.geometry import Rect

_NAMES = """Approved AsIs Confidential Departmental Draft Experimental Expired Final ForComment ForPublicRelease
NotApproved NotForPublicRelease Sold TopSecret"""
_STAMPS = frozenset(_NAMES.split())  # ISO 32000-1, table 181
_RED = "0.75 0.1 0.1 rg"
_ICON = 18.0


def note(rect: Rect, colour: str) -> list[str]:
    """A sheet with lines, at the upper left corner of the note; colour sets that of the sheet."""
    sheet = Rect(rect.x + 0.5, rect.top - _ICON - 0.5, _ICON, _ICON)
    lines = " ".join(path([(sheet.x + 4, sheet.y + y), (sheet.right - 4, sheet.y + y)]) for y in (5, 9, 13))
    return [*painted(box(sheet), fill=colour, stroke="0 G", width=1), *painted(lines, stroke="0 G", width=1)]


def stamp(annotation: Dictionary, rect: Rect, letters: Lettering) -> list[str]:
    """The words of a stamp in a frame; nothing for names that are not of the standard."""
    name = name_of(annotation.get("/Name")) or "Draft"
    if name not in _STAMPS or not rect.width or not rect.height:
        return []
    colour = colour_of(annotation.get("/C"), stroke=False, default=_RED) or _RED
    width = min(rect.height / 12, 3.0)
    room = inset(rect, *[3 * width] * 4)
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", name).upper()
    return [
        *painted(box(inset(rect, *[width / 2] * 4)), stroke=colour.upper(), width=width),
        *letters.line(words, room, Style(0, colour, "center"), room.height),
    ]
