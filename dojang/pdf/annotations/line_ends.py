"""What stands at the ends of lines (ISO 32000-1, table 176)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dojang.pdf.annotations.paths import box, ellipse, painted, path
from dojang.pdf.geometry import Rect
from dojang.pdf.images import Point

# An end is this many times as large as the root of the line's width, in points.
_SIZE = 9.0
_ARROW = math.radians(30)


def ends(styles: Sequence[str], line: Sequence[Point], colour: str, filling: str, width: float) -> list[str]:
    """The operators for the ends of a line: its first end has the first style, its last the second.

    A line has two points or more; colour and filling are operators, width is in points.
    """
    out: list[str] = []
    for style, tip, inner in zip(styles, (line[0], line[-1]), (line[1], line[-2]), strict=False):
        outline, filled = _outline(
            style, tip, math.atan2(inner[1] - tip[1], inner[0] - tip[0]), _SIZE * math.sqrt(max(width, 1.0))
        )
        out += painted(outline, stroke=colour, fill=filling if filled else "", width=width)
    return out


def _outline(style: str, tip: Point, inwards: float, size: float) -> tuple[str, bool]:
    """The path of one end and whether it encloses anything; inwards is the way from the tip along the line."""
    around = Rect(tip[0] - size / 3, tip[1] - size / 3, size / 1.5, size / 1.5)
    match style:
        case "OpenArrow" | "ClosedArrow":
            closed = style == "ClosedArrow"
            return path(_wings(tip, inwards, size), closed=closed), closed
        case "ROpenArrow" | "RClosedArrow":
            closed = style == "RClosedArrow"
            return path(_wings(tip, inwards + math.pi, size), closed=closed), closed
        case "Square":
            return box(around), True
        case "Circle":
            return ellipse(around), True
        case "Diamond":
            return path([_beside(tip, turn * math.pi / 2, size / 2) for turn in range(4)], closed=True), True
        case "Butt":
            return path([_beside(tip, inwards + turn, size / 2) for turn in (math.pi / 2, -math.pi / 2)]), False
        case "Slash":
            return path([_beside(tip, inwards + turn, size / 2) for turn in (math.pi / 3, -math.pi * 2 / 3)]), False
    return "", False


def _wings(tip: Point, inwards: float, size: float) -> list[Point]:
    return [_beside(tip, inwards + _ARROW, size), tip, _beside(tip, inwards - _ARROW, size)]


def _beside(point: Point, angle: float, far: float) -> Point:
    return point[0] + far * math.cos(angle), point[1] + far * math.sin(angle)
