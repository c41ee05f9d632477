"""The forms of seals: their borders, and the places for characters inside."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from dojang.pdf.fonts import FontStack
from dojang.pdf.frames import ellipse, ring, rounded
from dojang.pdf.outlines import Outline, outlined

SQUARE_BORDER, ROUND_BORDER, OVAL_WIDTH = 0.055, 0.045, 0.74
GAP = 0.024  # between characters, and between them and the border
_BOLD = 0.03
_LEAST_WIDTH, _LEAST_HEIGHT = 0.6, 0.72  # in ems: strokes as thin as 一 or 1 are not stretched at all
_WIDEST = 1.35  # of a character's place, in heights of its row
# How far up and down the places reach, in half heights of the ellipse, by rows and columns.
_REACH = {
    (1, 1): 0.68, (2, 1): 0.84, (3, 1): 0.9, (4, 1): 0.92,
    (1, 2): 0.5, (2, 2): 0.76, (3, 2): 0.84, (4, 2): 0.86,
    (1, 3): 0.4, (2, 3): 0.7, (3, 3): 0.8, (4, 3): 0.84,
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A rectangle for one character: its corners."""

    left: float
    top: float
    right: float
    bottom: float


Places = Callable[[int, int], list[list[Place]]]


@dataclass(frozen=True)
class Form:
    """A seal of height 1: its border, and the places inside it for so many columns and rows."""

    width: float
    border: Outline
    places: Places


def set_in(character: str, place: Place, fonts: FontStack, stretch: float) -> Outline:
    """The character, filling its place as far as its shape and `stretch` allow, in the middle of it."""
    drawn = outlined(fonts.shape(character), bold=_BOLD)
    left, top, right, bottom = drawn.bounds
    wide, high = place.right - place.left - GAP, place.bottom - place.top - GAP
    by_x = wide / max(right - left, _LEAST_WIDTH)
    by_y = high / max(bottom - top, _LEAST_HEIGHT)
    by_x, by_y = min(by_x, by_y * stretch), min(by_y, by_x * stretch)
    middle = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    return drawn.scaled(by_x, by_y).moved(middle[0] - by_x * (left + right) / 2, middle[1] - by_y * (top + bottom) / 2)


def in_square(columns: int, rows: int) -> list[list[Place]]:
    """The places of a square seal, row by row."""
    inner = 1 - 2 * (SQUARE_BORDER + GAP)
    wide, high, start = inner / columns, inner / rows, SQUARE_BORDER + GAP
    return [
        [
            Place(start + column * wide, start + row * high, start + (column + 1) * wide, start + (row + 1) * high)
            for column in range(columns)
        ]
        for row in range(rows)
    ]


def in_ellipse(width: float, inset: float) -> Places:
    """What gives the places inside an ellipse that lies `inset` within a frame of `width` × 1."""
    a, b = width / 2 - inset - GAP / 2, 0.5 - inset - GAP / 2

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


SQUARE = Form(1.0, ring(rounded(1.0, 1.0, 0.07), rounded(1.0, 1.0, 0.035, inset=SQUARE_BORDER)), in_square)
ROUND = Form(1.0, ring(ellipse(1.0), ellipse(1.0, inset=ROUND_BORDER)), in_ellipse(1.0, ROUND_BORDER))
OVAL = Form(
    OVAL_WIDTH, ring(ellipse(OVAL_WIDTH), ellipse(OVAL_WIDTH, inset=ROUND_BORDER)), in_ellipse(OVAL_WIDTH, ROUND_BORDER)
)
