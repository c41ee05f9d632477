"""Content operators for marks, ink, pictures, figures and lines of text, in the visible page's space (y up)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from dojang.pdf.figures import Figure
from dojang.pdf.fonts import Run, Shaped
from dojang.pdf.geometry import Rect
from dojang.pdf.images import Ink, Point
from dojang.pdf.lines import Fitted
from dojang.pdf.outlines import Outline
from dojang.pdf.pictures import PreparedPicture
from dojang.pdf.revision import number
from dojang.pdf.values import Align

INK_COLOUR = "0.05 0.12 0.42"
BLACK = "0 g"
# Of no step, then of the steps 1, 2, 3 …: distinct for readers who confuse red and green too (Okabe and Ito).
_STEPS = ((0.45, 0.45, 0.45), (0, 0.45, 0.7), (0.84, 0.37, 0), (0, 0.62, 0.45), (0.8, 0.47, 0.65), (0.34, 0.71, 0.91))
# The control points of four curves that make a circle lie this far along its radius.
_CIRCLE = 0.5523
# From the middle of a line to its baseline, in ems: half the height of a capital, and of a syllable above its foot.
_MIDDLE = 0.35
_ASCENT = 0.86


def place(rect: Rect, step: int, point: float) -> str:
    """A frame around the box; each step has a colour of its own."""
    red, green, blue = _STEPS[step % len(_STEPS)]
    sides = " ".join(number(side) for side in (rect.x, rect.y, rect.width, rect.height))
    return f"q {red} {green} {blue} RG {number(0.8 * point)} w {sides} re S Q "


def line_of_text(
    fitted: Fitted, rect: Rect, align: Align, show: Callable[[Run, float], str], colour: str = BLACK
) -> str:
    """One line, in the middle of the box's height; colour is the operators that set it."""
    baseline = rect.y + rect.height / 2 - _MIDDLE * fitted.size
    return _text(fitted, rect, align, baseline, show, colour)


def lines_of_text(
    fitted: Fitted, rect: Rect, align: Align, show: Callable[[Run, float], str], colour: str = BLACK
) -> str:
    """Lines from the top of the box; colour is the operators that set it."""
    return _text(fitted, rect, align, rect.top - _ASCENT * fitted.size, show, colour)


def _text(
    fitted: Fitted, rect: Rect, align: Align, baseline: float, show: Callable[[Run, float], str], colour: str
) -> str:
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    out = [f"BT {colour}"]
    x = y = 0.0
    for index, line in enumerate(fitted.lines):
        to_x = rect.x + share * (rect.width - line.width * fitted.size)
        to_y = baseline - index * fitted.leading * fitted.size
        out.append(f"{number(to_x - x)} {number(to_y - y)} Td")
        # Td moves from the last line's start, as it was written, roundings and all.
        x, y = x + float(number(to_x - x)), y + float(number(to_y - y))
        out += [show(run, fitted.size) for run in _joined(line)]
    return " ".join([*out, "ET"])


def _joined(line: Shaped) -> Iterator[Run]:
    """A line's runs, neighbours of one face as one: a wrapped line is made of many pieces."""
    for face, runs in groupby(line.runs, key=lambda run: run.face):
        parts = list(runs)
        yield Run(face, tuple(glyph for run in parts for glyph in run.glyphs), sum(run.width for run in parts))


def check(rect: Rect) -> str:
    """A tick, a square of the box's shorter side, in its middle."""
    side = min(rect.width, rect.height)
    x, y = rect.x + (rect.width - side) / 2, rect.y + (rect.height - side) / 2
    a, b, c = ((x + side * u, y + side * v) for u, v in ((0.15, 0.5), (0.4, 0.22), (0.86, 0.8)))
    return f"q {number(side * 0.11)} w 1 J 1 j 0 G {_at(a)} m {_at(b)} l {_at(c)} l S Q"


def radio(rect: Rect) -> str:
    """A filled dot in the middle of the box."""
    r = min(rect.width, rect.height) * 0.28
    x, y, k = rect.x + rect.width / 2, rect.y + rect.height / 2, r * _CIRCLE
    quarters = (
        ((x + r, y + k), (x + k, y + r), (x, y + r)),
        ((x - k, y + r), (x - r, y + k), (x - r, y)),
        ((x - r, y - k), (x - k, y - r), (x, y - r)),
        ((x + k, y - r), (x + r, y - k), (x + r, y)),
    )
    return f"q 0 g {_at((x + r, y))} m {' '.join(_curve(*quarter) for quarter in quarters)} f Q"


def picture(drawn: PreparedPicture, rect: Rect, name: str) -> str:
    """The picture called `name` in the resources, whole, in its own proportions, in the middle of the box."""
    scale = min(rect.width / drawn.width, rect.height / drawn.height)
    width, height = drawn.width * scale, drawn.height * scale
    x, y = rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2
    return f"q {number(width)} 0 0 {number(height)} {number(x)} {number(y)} cm /{name} Do Q"


def ink(drawn: Ink, rect: Rect, point: float) -> str:
    """A signature, trimmed to its ink, in its own proportions, in the middle of the box.

    point is the length of a typographic point in the page's units: the pen is 0.8 to 2 points wide.
    """
    pen = min(max(rect.height * 0.035, 0.8 * point), 2 * point, rect.height * 0.1)
    left, top, right, bottom = drawn.bounds
    edge = pen * max(drawn.broadest, 1.0)
    scale = min(
        (rect.width - edge) / max(right - left, 1e-6),
        (rect.height - edge) / max(bottom - top, 1e-6),
    )
    x0 = rect.x + rect.width / 2 - scale * (left + right) / 2
    y0 = rect.y + rect.height / 2 + scale * (top + bottom) / 2
    parts: list[str] = []
    for stroke, breadths in zip(drawn.strokes, drawn.breadths, strict=True):
        at = [(x0 + scale * x, y0 - scale * y) for x, y in stroke]
        parts += _stroke(_thinned(list(zip(at, breadths, strict=True)), 0.25 * pen), pen)
    return f"q 1 J 1 j {INK_COLOUR} RG {' '.join(parts)} Q"


def figure(drawn: Figure, rect: Rect) -> str:
    """A figure, whole, in its own proportions, in the middle of the box; each part is filled by itself."""
    scale = min(rect.width / drawn.width, rect.height / drawn.height)
    x = rect.x + (rect.width - scale * drawn.width) / 2
    y = rect.top - (rect.height - scale * drawn.height) / 2
    colour = " ".join(number(int(drawn.colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    parts = (_filled(part.scaled(scale, -scale).moved(x, y)) for part in drawn.parts)
    return f"q {colour} rg {' '.join(parts)} Q"


_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _filled(outline: Outline) -> str:
    steps = (" ".join([*map(number, at), _OPERATORS[what]]) for what, at in outline.pieces)
    return f"{' '.join(steps)} f"


def _thinned(points: Sequence[tuple[Point, float]], least: float) -> list[tuple[Point, float]]:
    """Without the points that lie closer to the one before than anyone can see; the last one stays."""
    thin = [points[0]]
    for point in points[1:]:
        if math.dist(thin[-1][0], point[0]) >= least:
            thin.append(point)
    if thin[-1] != points[-1] and len(thin) > 1:
        thin[-1] = points[-1]
    return thin


def _stroke(points: Sequence[tuple[Point, float]], pen: float) -> Iterator[str]:
    """A smooth curve through the points (Catmull-Rom, as cubic Béziers), in parts of one breadth each.

    A lone point is a dot of the pen.
    """
    at, breadths = [point for point, _ in points], [breadth for _, breadth in points]
    if len(at) == 1:
        yield f"{number(pen * breadths[0])} w {_at(at[0])} m {_at(at[0])} l S"
        return
    curves = zip(pairwise(breadths), at, _through(at), strict=False)
    for breadth, part in groupby(curves, key=lambda curve: round(sum(curve[0]) / 2, 1)):
        drawn = list(part)
        yield " ".join([f"{number(pen * breadth)} w {_at(drawn[0][1])} m", *(curve for _, _, curve in drawn), "S"])


def _through(points: Sequence[Point]) -> Iterator[str]:
    """The curves from each point to the next."""
    around = [points[0], *points, points[-1]]
    for before, a, b, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        first = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        second = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        yield _curve(first, second, b)


def _curve(first: Point, second: Point, end: Point) -> str:
    return f"{_at(first)} {_at(second)} {_at(end)} c"


def _at(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"
