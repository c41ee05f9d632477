"""The marks of check boxes and radio buttons that are on."""

from __future__ import annotations

import math

from dojang.pdf.annotations.paths import box, ellipse, painted, path, square
from dojang.pdf.geometry import Rect

_MARK, _DOT = 0.7, 0.5
_TICK = ((0.1, 0.5), (0.38, 0.2), (0.9, 0.85))


def mark(letter: str, rect: Rect, colour: str) -> str:
    """The mark in the middle of the rectangle, called by its letter in ZapfDingbats (ISO 32000-1, table 189).

    l is a dot, n a square, u a diamond, H a star, 8 a cross; anything else is a tick. colour sets it for filling.
    """
    at = square(rect, _DOT if letter == "l" else _MARK)
    match letter:
        case "l":
            return _filled(ellipse(at), colour)
        case "n":
            return _filled(box(at), colour)
        case "u":
            return _filled(_polygon(at, [1.0] * 4), colour)
        case "H":
            return _filled(_polygon(at, [1.0, 0.4] * 5), colour)
        case "8" | "5" | "6" | "7":
            one = path([(at.x, at.y), (at.right, at.top)])
            return _drawn(f"{one} {path([(at.x, at.top), (at.right, at.y)])}", at, colour)
    return _drawn(path([(at.x + at.width * x, at.y + at.height * y) for x, y in _TICK]), at, colour)


def _filled(outline: str, colour: str) -> str:
    return painted(outline, fill=colour)[0]


def _drawn(line: str, at: Rect, colour: str) -> str:
    width = max(at.width * 0.14, 0.1)
    return painted(line, stroke=colour.upper(), width=width, more="1 J 1 j")[0]


def _polygon(at: Rect, radii: list[float]) -> str:
    """A closed figure whose corners lie around the middle, the first at the top, at these shares of half the side."""
    turn, middle = 2 * math.pi / len(radii), (at.x + at.width / 2, at.y + at.height / 2)
    corners = [
        (
            middle[0] + at.width / 2 * radius * math.sin(turn * step),
            middle[1] + at.height / 2 * radius * math.cos(turn * step),
        )
        for step, radius in enumerate(radii)
    ]
    return path(corners, closed=True)
