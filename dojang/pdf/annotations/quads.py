"""The pieces of text that a highlight or a line under text belongs to (/QuadPoints)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pikepdf import Dictionary

from dojang.pdf.entries import points
from dojang.pdf.images import Point

_WAVE, _HEIGHT = 2.0, 2.0
_MAX_WAVES = 2000


@dataclass(frozen=True, slots=True)
class Quad:
    """The foot and the top of a piece of text, each from its start to its end."""

    foot: tuple[Point, Point]
    top: tuple[Point, Point]

    @property
    def corners(self) -> list[Point]:
        """The corners, one after another around the piece."""
        return [*self.foot, *reversed(self.top)]

    def across(self, share: float) -> list[Point]:
        """The line from start to end at a share of the height."""
        pairs = zip(self.foot, self.top, strict=True)
        return [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairs]

    def wave(self) -> list[Point]:
        """A zigzag line at the foot."""
        start, end = self.across(0.03)
        up_x, up_y = self.top[0][0] - self.foot[0][0], self.top[0][1] - self.foot[0][1]
        lift = _HEIGHT / max(math.hypot(up_x, up_y), 1e-6)
        steps = min(max(int(math.dist(start, end) / _WAVE), 2), _MAX_WAVES)
        shares = ((at / steps, at % 2 * lift) for at in range(steps + 1))
        return [
            (start[0] + (end[0] - start[0]) * along + up_x * up, start[1] + (end[1] - start[1]) * along + up_y * up)
            for along, up in shares
        ]


def quads_of(annotation: Dictionary) -> list[Quad]:
    """All pieces; viewers draw none for an annotation that names none."""
    corners = points(annotation.get("/QuadPoints"))
    return [_quad(corners[at : at + 4]) for at in range(0, len(corners) - 3, 4)]


def _quad(corners: list[Point]) -> Quad:
    """Writers give the corners line by line, as Acrobat does, or around the piece, as ISO 32000-1 says; and either from
    the top or from the foot. The foot is the side that has the others to its left."""
    a, b, c, d = corners
    along = (b[0] - a[0], b[1] - a[1])
    if along[0] * (d[0] - c[0]) + along[1] * (d[1] - c[1]) < 0:
        c, d = d, c
    middle = ((c[0] + d[0] - a[0] - b[0]) / 2, (c[1] + d[1] - a[1] - b[1]) / 2)
    if along[0] * middle[1] - along[1] * middle[0] > 0:
        return Quad((a, b), (c, d))
    return Quad((c, d), (a, b))
