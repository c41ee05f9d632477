"""What viewers draw of a form or a comment though it is no content: icons of notes, arrows of drop-down lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dojang.pdf.comparing import Area
from dojang.pdf.entries import name_of
from dojang.pdf.geometry import PageBox, Rect, fractions, matrix

# Icons have a size of their own, whatever their rectangle says. In points.
_ICON, _ARROW, _MARGIN = 32.0, 16.0, 2.0
_ICONS = ("Text", "FileAttachment", "Sound", "Movie", "Screen", "3D", "RichMedia", "Popup")
_COMBO = 1 << 17


def decorations(page: Any, box: PageBox) -> list[Area]:
    """Areas of a page of an original (pikepdf) as fractions of the page as it is seen: left, top, right, bottom."""
    try:
        areas = [_seen(rect, box) for rect in _rectangles(page)]
        return [area for area in areas if area[0] < area[2] and area[1] < area[3]]
    except (ValueError, TypeError, AttributeError, OverflowError):
        return []  # a comment that makes no sense excuses nothing


def _rectangles(page: Any) -> Iterator[Rect]:
    for annotation in page.get("/Annots", ()):
        x0, y0, x1, y1 = _upright(annotation)
        if name_of(annotation.get("/Subtype")) in _ICONS:
            yield Rect(x0 - _MARGIN, min(y0, y1 - _ICON), max(x1 - x0, _ICON) + _MARGIN, max(y1 - y0, _ICON) + _MARGIN)
        elif _is_combo(annotation):
            yield Rect(x1 - _ARROW, y0 - _MARGIN, _ARROW + _MARGIN, y1 - y0 + 2 * _MARGIN)


def _upright(annotation: Any) -> tuple[float, float, float, float]:
    a, b, c, d = (float(value) for value in annotation.get("/Rect", (0, 0, 0, 0)))
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _is_combo(annotation: Any) -> bool:
    field, flags, kind = annotation, None, None
    for _ in range(32):
        flags = field.get("/Ff") if flags is None else flags
        kind = field.get("/FT") if kind is None else kind
        if "/Parent" not in field:
            break
        field = field["/Parent"]
    return name_of(kind) == "Ch" and bool(int(flags or 0) & _COMBO)


def _seen(rect: Rect, box: PageBox) -> Area:
    """From PDF user space to fractions of the page as it is seen: the way back of geometry.matrix, which only turns
    by quarters and moves."""
    a, b, c, d, e, f = matrix(box)
    corners = [(rect.x, rect.y), (rect.right, rect.top)]
    # The inverse of a turn is its transpose.
    xs, ys = zip(*((a * (x - e) + b * (y - f), c * (x - e) + d * (y - f)) for x, y in corners), strict=True)
    left, top, w, h = fractions(box, Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return max(left, 0.0), max(top, 0.0), min(left + w, 1.0), min(top + h, 1.0)
