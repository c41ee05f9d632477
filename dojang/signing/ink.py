"""Signatures on the page, as the sealed PDF will show them: drawn ones trimmed and placed, made ones by the very curves."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dojang.contracts.signatures import as_svg
from dojang.library.layout import Field
from dojang.library.pages import Page
from dojang.pdf.errors import PdfError
from dojang.pdf.images import Ink, InkRefused, Point, take_ink


@dataclass(frozen=True)
class Drawing:
    """An SVG of the box's own size in PDF points: `path` is drawn with a pen `pen` points wide."""

    width: float
    height: float
    path: str
    pen: float


def drawing(data: Mapping[str, Any], field: Field, page: Page) -> Drawing | None:
    """The drawing as it lies in its box, or None if it is none that we would take."""
    try:
        ink = take_ink(data)
    except InkRefused:
        return None
    width, height = field.w * page.width, field.h * page.height
    pen = min(max(height * 0.035, 0.8), 2.0, height * 0.1)
    return Drawing(round(width, 2), round(height, 2), _path(ink, width, height, pen), round(pen, 2))


def made(data: Mapping[str, Any]) -> str:
    """An address that holds the signature or seal itself; nothing if it is none that we would take."""
    try:
        return f"data:image/svg+xml;base64,{base64.b64encode(as_svg(data)).decode()}"
    except (PdfError, ValueError):
        return ""


def _path(ink: Ink, width: float, height: float, pen: float) -> str:
    left, top, right, bottom = ink.bounds
    scale = min((width - pen) / max(right - left, 1e-6), (height - pen) / max(bottom - top, 1e-6))

    def at(point: Point) -> str:
        x = width / 2 + scale * (point[0] - (left + right) / 2)
        y = height / 2 + scale * (point[1] - (top + bottom) / 2)
        return f"{x:.2f} {y:.2f}"

    # A stroke of one point is a dot: a line that goes nowhere, with round ends.
    return " ".join(f"M{at(stroke[0])}L{'L'.join(at(point) for point in stroke)}" for stroke in ink.strokes)
