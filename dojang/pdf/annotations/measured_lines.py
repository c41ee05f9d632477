"""Lines from point to point, with leader lines and a caption as drawings of measures have them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pikepdf import Dictionary

from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.line_ends import ends
from dojang.pdf.annotations.paths import painted, path
from dojang.pdf.annotations.style import Pen, Style
from dojang.pdf.entries import is_true, items, name_of, number_of, points, text_of
from dojang.pdf.geometry import Matrix, Rect

_CAPTION, _GAP = 9.0, 2.0


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A line in a space of its own, where its points are (0, 0) and (length, 0); at is the matrix to the page.

    It is drawn at the height `above`; leader lines go from `start` (beside the points) to `end` (beyond the line).
    """

    at: Matrix
    length: float
    above: float
    start: float
    end: float
    styles: tuple[str, ...]
    caption: tuple[str, ...]
    gap: float

    def drawn(self, line: str, filling: str, pen: Pen) -> list[str]:
        """The operators for it; line and filling are the operators that set its colours."""
        first, last = (0.0, self.above), (self.length, self.above)
        middle = self.length / 2
        parts = [path([first, last])]
        if self.gap:
            parts = [
                path([first, (middle - self.gap / 2, self.above)]),
                path([(middle + self.gap / 2, self.above), last]),
            ]
        leaders = [path([(x, self.start), (x, self.end)]) for x in (0.0, self.length) if self.start != self.end]
        return [
            *painted(" ".join(parts), stroke=line, width=pen.width, more=pen.dash),
            *painted(" ".join(leaders), stroke=line, width=pen.width),
            *ends(self.styles, [first, last], line, filling, pen.width),
            *self.caption,
        ]


def measured_line(annotation: Dictionary, letters: Lettering) -> MeasuredLine | None:
    """The line of an annotation; None for one without two different points. Raises UncoveredText."""
    found = points(annotation.get("/L"))
    if len(found) != 2 or found[0] == found[1]:
        return None
    (x, y), (to_x, to_y) = found
    length = math.hypot(to_x - x, to_y - y)
    cos, sin = (to_x - x) / length, (to_y - y) / length
    leader = number_of(annotation.get("/LL"))
    side = math.copysign(1, leader)
    start = side * abs(number_of(annotation.get("/LLO"))) if leader else 0.0
    above = start + leader
    end = above + side * abs(number_of(annotation.get("/LLE"))) if leader else 0.0
    styles = tuple(name_of(one) for one in items(annotation.get("/LE")))
    caption, gap = _caption(annotation, length, above, letters)
    return MeasuredLine((cos, sin, -sin, cos, x, y), length, above, start, end, styles, tuple(caption), gap)


def _caption(annotation: Dictionary, length: float, above: float, letters: Lettering) -> tuple[list[str], float]:
    """The operators for the caption, and how much of the line makes room for it."""
    text = text_of(annotation.get("/Contents")) if is_true(annotation.get("/Cap")) else ""
    width = letters.width(text.replace("\n", " ")) * _CAPTION
    if not width:
        return [], 0.0
    inline = name_of(annotation.get("/CP")) != "Top" and width + 2 * _GAP < length
    room = Rect(0, above - (_CAPTION / 2 if inline else -_GAP), length, _CAPTION)
    return letters.line(text, room, Style(0, align="center"), _CAPTION), width + 2 * _GAP if inline else 0.0
