"""Path operators for what annotations draw: rectangles, ellipses, lines, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dojang.pdf.geometry import Rect
from dojang.pdf.images import Point
from dojang.pdf.revision import number

# The control points of four curves that make a circle lie this far along its radius.
_CIRCLE = 0.5523


def painted(path: str, *, stroke: str = "", fill: str = "", width: float = 0.0, more: str = "") -> list[str]:
    """A path with the operators that set its colours; nothing where it has neither line nor filling.

    width is in points; more holds further operators, such as a dash.
    """
    if not width:
        stroke = ""
    if not path or not (stroke or fill):
        return []
    how = "B" if stroke and fill else "S" if stroke else "f"
    pen = f"{number(width)} w {stroke} " if stroke else ""
    return [f"q {pen}{more} {fill} {path} {how} Q"]


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Straight lines from point to point; a lone point is a line without length, which round caps make a dot."""
    around = [*points, points[0]] if len(points) == 1 else points
    steps = (f"{number(x)} {number(y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(around))
    return " ".join(steps) + (" h" if closed else "")


def box(rect: Rect) -> str:
    return f"{number(rect.x)} {number(rect.y)} {number(rect.width)} {number(rect.height)} re"


def ellipse(rect: Rect) -> str:
    """The ellipse that touches the rectangle's sides."""
    x, y, a, b = rect.x + rect.width / 2, rect.y + rect.height / 2, rect.width / 2, rect.height / 2
    out = [f"{number(x + a)} {number(y)} m"]
    for (p, q), (s, t) in pairwise([(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]):
        first = x + a * (p + _CIRCLE * s), y + b * (q + _CIRCLE * t)
        second = x + a * (s + _CIRCLE * p), y + b * (t + _CIRCLE * q)
        out.append(" ".join(map(number, (*first, *second, x + a * s, y + b * t))) + " c")
    return " ".join([*out, "h"])


def inset(rect: Rect, left: float, low: float, right: float, high: float) -> Rect:
    """The rectangle less a margin at each side, never less than nothing."""
    width, height = max(rect.width - left - right, 0.0), max(rect.height - low - high, 0.0)
    return Rect(rect.x + left, rect.y + low, width, height)


def square(rect: Rect, share: float) -> Rect:
    """A square in the middle of the rectangle, of a share of its shorter side."""
    side = min(rect.width, rect.height) * share
    return Rect(rect.x + (rect.width - side) / 2, rect.y + (rect.height - side) / 2, side, side)
