"""Signatures on the page, as the sealed PDF will show them: drawn ones trimmed and placed, made ones by the very curves."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from dojang.contracts.contents import Drawn, Made, as_svg
from dojang.library.layout import Field
from dojang.library.pages import TemplatePage
from dojang.pdf.errors import PdfError
from dojang.pdf.images import Ink, InkRefused, Point, lines


@dataclass(frozen=True)
class Line:
    """A part of a drawing: `path` is drawn with a pen `pen` points wide."""

    path: str
    pen: float


@dataclass(frozen=True)
class Drawing:
    """An SVG of the box's own size in PDF points."""

    width: float
    height: float
    lines: tuple[Line, ...]


def drawing(drawn: Drawn, field: Field, page: TemplatePage) -> Drawing | None:
    """The drawing as it lies in its box, or None if it is none that we would take."""
    try:
        ink = drawn.ink
    except InkRefused:
        return None
    width, height = field.w * page.width, field.h * page.height
    pen = min(max(height * 0.035, 0.8), 2.0, height * 0.1)
    return Drawing(round(width, 2), round(height, 2), tuple(_lines(ink, width, height, pen)))


def made(content: Made) -> str:
    """An address that holds the signature or seal itself; nothing if it is none that we would take."""
    try:
        return f"data:image/svg+xml;base64,{base64.b64encode(as_svg(content)).decode()}"
    except (PdfError, ValueError):
        return ""


def _lines(ink: Ink, width: float, height: float, pen: float) -> Iterator[Line]:
    left, top, right, bottom = ink.bounds
    edge = pen * max(ink.broadest, 1.0)
    scale = min((width - edge) / max(right - left, 1e-6), (height - edge) / max(bottom - top, 1e-6))

    def at(point: Point) -> str:
        x = width / 2 + scale * (point[0] - (left + right) / 2)
        y = height / 2 + scale * (point[1] - (top + bottom) / 2)
        return f"{x:.2f} {y:.2f}"

    for breadth, line in lines(ink):
        yield Line(f"M{'L'.join(at(point) for point in line)}", round(pen * breadth, 2))
