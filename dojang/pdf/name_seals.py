"""Seals with a name on them (도장, 印鑑): a border, and the name in it as seal cutters set it.

Hangul, Han and kana stand in columns, read from the top down and from the right to the left; where a place is left
over, 인 or 印 ("seal") fills it. Names in other letters are shortened to their initials, side by side. More than
MAX_IN_COLUMNS characters, such as a company's name and an office, are set as `long_seals` says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from dojang.pdf import long_seals, seal_forms
from dojang.pdf.figures import VERMILION, Figure, FigureFault, FigureRefused, stack_of
from dojang.pdf.fonts import FontStack, normal
from dojang.pdf.outlines import Outline
from dojang.pdf.seal_forms import Form, Place, Places, set_in


class Shape(StrEnum):
    ROUND = "round"
    SQUARE = "square"
    OVAL = "oval"


MAX_ON_SEAL, MAX_IN_COLUMNS = 20, 8
MAX_IN_A_NAME = 64
MAX_INITIALS = 3
_FONTS = ("GowunBatang-Bold.ttf", "YujiSyuku-Regular.ttf")
# A character fills its place, but is stretched no further than this: in columns, and letters in a row.
_IN_COLUMNS, _IN_A_ROW = 1.5, 1.15
_FORMS = {Shape.ROUND: seal_forms.ROUND, Shape.SQUARE: seal_forms.SQUARE, Shape.OVAL: seal_forms.OVAL}


@lru_cache(maxsize=64)
def name_seal(text: str, shape: Shape, directory: Path) -> Figure:
    """A seal with this name. The fonts lie in `directory`.

    Raises FigureRefused for no name and for one with more than MAX_ON_SEAL characters to set, UncoveredText for what
    no font has.
    """
    name = " ".join(normal(text).split())
    characters = _characters(name)
    if not characters or len(characters) > MAX_ON_SEAL or len(name) > MAX_IN_A_NAME:
        raise FigureRefused(FigureFault.LONG if characters else FigureFault.EMPTY, MAX_ON_SEAL)
    form, fonts = _FORMS[shape], stack_of(_FONTS, directory)
    return Figure((form.border, *_cut(characters, shape, form, fonts)), form.width, 1.0, VERMILION)


def _cut(characters: Sequence[str], shape: Shape, form: Form, fonts: FontStack) -> Iterator[Outline]:
    """What stands inside the border."""
    if not _writing("".join(characters)):
        yield from _set_in(_in_a_row(characters, shape, form), fonts, _IN_A_ROW)
    elif len(characters) <= MAX_IN_COLUMNS:
        yield from _set_in(_in_columns(characters, _grid(len(characters), shape), form.places), fonts, _IN_COLUMNS)
    elif shape is Shape.SQUARE:
        yield from _set_in(long_seals.in_uneven_columns(characters), fonts, _IN_COLUMNS)
    else:
        around, office = long_seals.parted(characters)
        yield from long_seals.around(around, form.width, fonts)
        grid = _grid(len(office), shape)
        yield from _set_in(_in_columns(office, grid, long_seals.middle(form.width)), fonts, _IN_COLUMNS)


def _set_in(written: Iterable[tuple[str, Place]], fonts: FontStack, stretch: float) -> Iterator[Outline]:
    return (set_in(character, place, fonts, stretch) for character, place in written)


def _characters(name: str) -> list[str]:
    """What is set one by one: characters with the marks on them; of a name in letters, its initials."""
    if _writing(name):
        return _clusters(name.replace(" ", ""))
    words = [_clusters(word) for word in name.upper().replace("-", " ").split()]
    alone = len(words) == 1 and len(words[0]) <= MAX_INITIALS
    return words[0] if alone else [word[0] for word in words[:MAX_INITIALS]]


def _clusters(word: str) -> list[str]:
    found: list[str] = []
    for character in word:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _writing(name: str) -> str:
    """`HANGUL`, `CJK` (Han) or a kana if anything in the name is written so; else ``."""
    scripts = (unicodedata.name(character, "").split(" ")[0] for character in name)
    return next((writing for writing in scripts if writing in ("HANGUL", "CJK", "HIRAGANA", "KATAKANA")), "")


def _in_columns(characters: Sequence[str], grid: tuple[int, int], places: Places) -> list[tuple[str, Place]]:
    columns, rows = grid
    left_over = columns * rows - len(characters)
    hangul = _writing("".join(characters)) == "HANGUL"
    filler = {0: "", 1: "인" if hangul else "印", 2: "의인" if hangul else "之印"}[left_over]
    table = places(columns, rows)
    order = [table[row][columns - 1 - column] for column in range(columns) for row in range(rows)]
    return list(zip([*characters, *filler], order, strict=True))


def _grid(count: int, shape: Shape) -> tuple[int, int]:
    """(columns, rows) for so many characters; at most two places more, which 인 or 의인 fill."""
    if shape is Shape.SQUARE:
        return {1: (1, 1), 2: (2, 2), 3: (2, 2), 4: (2, 2), 5: (2, 3), 6: (2, 3)}.get(count, (3, 3))
    if shape is Shape.OVAL:
        return (1, count) if count <= 4 else (2, (count + 1) // 2)
    return (1, count) if count <= 3 else {4: (2, 2), 5: (2, 3), 6: (2, 3)}.get(count, (3, 3))


def _in_a_row(characters: Sequence[str], shape: Shape, form: Form) -> list[tuple[str, Place]]:
    """Initials side by side; in the narrow oval one below the other."""
    upright = shape is Shape.OVAL
    table = form.places(1, len(characters)) if upright else form.places(len(characters), 1)
    return list(zip(characters, [place for row in table for place in row], strict=True))
