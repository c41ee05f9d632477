"""Seals with a name on them (도장, 印鑑): a border, and the name in it as seal cutters set it.

Hangul, Han and kana stand in columns, read from the top down and from the right to the left; where a place is left
over, 인 or 印 ("seal") fills it. Names in other letters are shortened to their initials, side by side.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from dojang.pdf.figures import VERMILION, Figure, FigureFault, FigureRefused, stack_of
from dojang.pdf.fonts import FontStack, normal
from dojang.pdf.frames import ellipse, ring, rounded
from dojang.pdf.outlines import Outline, outlined


class Shape(StrEnum):
    ROUND = "round"
    SQUARE = "square"
    OVAL = "oval"


MOST_ON_SEAL = 8
MOST_IN_A_NAME = 64
MOST_INITIALS = 3
_FONTS = ("GowunBatang-Bold.ttf", "YujiSyuku-Regular.ttf")
_BOLD = 0.03
_GAP = 0.024  # between characters, and between them and the border
# A character fills its place, but is stretched no further than this; strokes as thin as 一 or 1 are not stretched at all.
_MOST_STRETCH = {True: 1.5, False: 1.15}  # for what stands in columns, and for letters
_LEAST_WIDTH, _LEAST_HEIGHT = 0.6, 0.72  # in ems


@dataclass(frozen=True)
class Place:
    """A rectangle for one character: its corners."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class _Form:
    """A seal of height 1: its border, and the places inside it for so many rows and columns."""

    width: float
    border: Outline
    places: Callable[[int, int], list[list[Place]]]


@lru_cache(maxsize=64)
def name_seal(text: str, shape: Shape, directory: Path) -> Figure:
    """A seal with this name. The fonts lie in `directory`.

    Raises FigureRefused for no name and for one with more than MOST_ON_SEAL characters to set, UncoveredText for what
    no font has.
    """
    name = " ".join(normal(text).split())
    characters = _characters(name)
    if not characters or len(characters) > MOST_ON_SEAL or len(name) > MOST_IN_A_NAME:
        raise FigureRefused(FigureFault.LONG if characters else FigureFault.EMPTY, MOST_ON_SEAL)
    form, fonts = _FORMS[shape], stack_of(_FONTS, directory)
    columns = bool(_writing(name))
    written = (_in_columns if columns else _in_a_row)(characters, shape, form)
    cut = [_set(character, place, fonts, _MOST_STRETCH[columns]) for character, place in written]
    return Figure((form.border, *cut), form.width, 1.0, VERMILION)


def _characters(name: str) -> list[str]:
    """What is set one by one: characters with the marks on them; of a name in letters, its initials."""
    if _writing(name):
        return _clusters(name.replace(" ", ""))
    words = [_clusters(word) for word in name.upper().replace("-", " ").split()]
    alone = len(words) == 1 and len(words[0]) <= MOST_INITIALS
    return words[0] if alone else [word[0] for word in words[:MOST_INITIALS]]


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
    told = (unicodedata.name(character, "").split(" ")[0] for character in name)
    return next((writing for writing in told if writing in ("HANGUL", "CJK", "HIRAGANA", "KATAKANA")), "")


def _in_columns(characters: Sequence[str], shape: Shape, form: _Form) -> list[tuple[str, Place]]:
    columns, rows = _grid(len(characters), shape)
    left_over = columns * rows - len(characters)
    hangul = _writing("".join(characters)) == "HANGUL"
    filler = {0: "", 1: "인" if hangul else "印", 2: "의인" if hangul else "之印"}[left_over]
    table = form.places(columns, rows)
    order = [table[row][columns - 1 - column] for column in range(columns) for row in range(rows)]
    return list(zip([*characters, *filler], order, strict=True))


def _grid(count: int, shape: Shape) -> tuple[int, int]:
    """(columns, rows) for so many characters; at most two places more, which 인 or 의인 fill."""
    if shape is Shape.SQUARE:
        return {1: (1, 1), 2: (2, 2), 3: (2, 2), 4: (2, 2), 5: (2, 3), 6: (2, 3)}.get(count, (3, 3))
    if shape is Shape.OVAL:
        return (1, count) if count <= 4 else (2, (count + 1) // 2)
    return (1, count) if count <= 3 else {4: (2, 2), 5: (2, 3), 6: (2, 3)}.get(count, (3, 3))


def _in_a_row(characters: Sequence[str], shape: Shape, form: _Form) -> list[tuple[str, Place]]:
    """Initials side by side; in the narrow oval one below the other."""
    upright = shape is Shape.OVAL
    table = form.places(1, len(characters)) if upright else form.places(len(characters), 1)
    return list(zip(characters, [place for row in table for place in row], strict=True))


def _set(character: str, place: Place, fonts: FontStack, stretch: float) -> Outline:
    """The character, filling its place as far as its shape allows, in the middle of it."""
    drawn = outlined(fonts.shape(character), bold=_BOLD)
    left, top, right, bottom = drawn.bounds
    wide, high = place.right - place.left - _GAP, place.bottom - place.top - _GAP
    by_x = wide / max(right - left, _LEAST_WIDTH)
    by_y = high / max(bottom - top, _LEAST_HEIGHT)
    by_x, by_y = min(by_x, by_y * stretch), min(by_y, by_x * stretch)
    middle = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    return drawn.scaled(by_x, by_y).moved(middle[0] - by_x * (left + right) / 2, middle[1] - by_y * (top + bottom) / 2)


def _square(columns: int, rows: int) -> list[list[Place]]:
    inner = 1 - 2 * (_SQUARE_BORDER + _GAP)
    wide, high, start = inner / columns, inner / rows, _SQUARE_BORDER + _GAP
    return [
        [
            Place(start + column * wide, start + row * high, start + (column + 1) * wide, start + (row + 1) * high)
            for column in range(columns)
        ]
        for row in range(rows)
    ]


def _inside_ellipse(width: float) -> Callable[[int, int], list[list[Place]]]:
    a, b = width / 2 - _ROUND_BORDER - _GAP / 2, 0.5 - _ROUND_BORDER - _GAP / 2

    def places(columns: int, rows: int) -> list[list[Place]]:
        """Rows as high as one another, each as wide as the ellipse is at its end that is further from the middle."""
        reach = b * _REACH[min(rows, 4), min(columns, 3)]
        high = 2 * reach / rows
        table = []
        for row in range(rows):
            top = 0.5 - reach + row * high
            furthest = max(abs(top - 0.5), abs(top + high - 0.5))
            half = min(a * math.sqrt(1 - (furthest / b) ** 2), _WIDEST * high * columns / 2)
            step = 2 * half / columns
            lefts = [width / 2 - half + column * step for column in range(columns)]
            table.append([Place(left, top, left + step, top + high) for left in lefts])
        return table

    return places


_SQUARE_BORDER, _ROUND_BORDER, _OVAL_WIDTH = 0.055, 0.045, 0.74
_WIDEST = 1.35  # of a character's place, in heights of its row
# How far up and down the places reach, in half heights of the ellipse, by rows and columns.
_REACH = {
    (1, 1): 0.68, (2, 1): 0.84, (3, 1): 0.9, (4, 1): 0.92,
    (1, 2): 0.5, (2, 2): 0.76, (3, 2): 0.84, (4, 2): 0.86,
    (1, 3): 0.4, (2, 3): 0.7, (3, 3): 0.8, (4, 3): 0.84,
}  # fmt: skip
_FORMS = {
    Shape.SQUARE: _Form(1.0, ring(rounded(1.0, 1.0, 0.07), rounded(1.0, 1.0, 0.035, inset=_SQUARE_BORDER)), _square),
    Shape.ROUND: _Form(1.0, ring(ellipse(1.0), ellipse(1.0, inset=_ROUND_BORDER)), _inside_ellipse(1.0)),
    Shape.OVAL: _Form(
        _OVAL_WIDTH,
        ring(ellipse(_OVAL_WIDTH), ellipse(_OVAL_WIDTH, inset=_ROUND_BORDER)),
        _inside_ellipse(_OVAL_WIDTH),
    ),
}
