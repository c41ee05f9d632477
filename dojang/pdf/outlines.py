"""Letters as outlines: curves that are filled, and need no font any more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import uharfbuzz as hb

from dojang.pdf.fonts import Face, Shaped

# One operator with the points it needs, flat: M x y, L x y, C x1 y1 x2 y2 x y, Z.
Piece = tuple[str, tuple[float, ...]]


@dataclass(frozen=True)
class Outline:
    """Closed curves, filled by the nonzero rule; x to the right, y down."""

    pieces: tuple[Piece, ...]

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of all its points; the curves lie within."""
        xs = [x for _, at in self.pieces for x in at[::2]]
        ys = [y for _, at in self.pieces for y in at[1::2]]
        return min(xs), min(ys), max(xs), max(ys)

    def scaled(self, by_x: float, by_y: float) -> Outline:
        return Outline(tuple((what, _each(at, by_x, by_y, 0, 0)) for what, at in self.pieces))

    def moved(self, x: float, y: float) -> Outline:
        return Outline(tuple((what, _each(at, 1, 1, x, y)) for what, at in self.pieces))

    def turned(self, angle: float) -> Outline:
        """Turned around the origin by `angle` radians, clockwise on the screen."""
        cos, sin = math.cos(angle), math.sin(angle)
        return Outline(tuple((what, tuple(_turned(at, cos, sin))) for what, at in self.pieces))


def joined(outlines: Iterable[Outline]) -> Outline:
    return Outline(tuple(piece for outline in outlines for piece in outline.pieces))


def outlined(shaped: Shaped, *, bold: float = 0) -> Outline:
    """A shaped line, its baseline at y = 0, its start at x = 0; lengths in ems.

    `bold` thickens the strokes by that part of an em.
    """
    return joined(_glyphs(shaped, bold))


def _glyphs(shaped: Shaped, bold: float) -> Iterator[Outline]:
    x = 0.0
    for run in shaped.runs:
        scale = 1 / run.face.upem
        for glyph in run.glyphs:
            drawn = _outline(run.face, glyph.gid, bold).scaled(scale, -scale)
            yield drawn.moved(x + glyph.dx * scale, -glyph.dy * scale)
            x += glyph.advance * scale


@lru_cache(maxsize=512)
def _outline(face: Face, gid: int, bold: float) -> Outline:
    """One glyph in its face's own units, y up."""
    pieces: list[Piece] = []
    _font(face, bold).draw_glyph(gid, _pen(), pieces)
    return Outline(tuple(pieces))


@lru_cache(maxsize=32)
def _font(face: Face, bold: float) -> hb.Font:
    font = hb.Font(face.face)
    font.synthetic_bold = (bold, bold, True)
    return font


@lru_cache(maxsize=1)
def _pen() -> hb.DrawFuncs:
    """What writes an outline down; HarfBuzz turns TrueType's quadratic curves into cubic ones, as PDF has no others."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, pieces: pieces.append(("M", (x, y))))
    pen.set_line_to_func(lambda x, y, pieces: pieces.append(("L", (x, y))))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, pieces: pieces.append(("C", (a, b, c, d, x, y))))
    pen.set_close_path_func(lambda pieces: pieces.append(("Z", ())))
    return pen


def _turned(at: tuple[float, ...], cos: float, sin: float) -> Iterator[float]:
    for x, y in zip(at[::2], at[1::2], strict=True):
        yield x * cos - y * sin
        yield x * sin + y * cos


def _each(at: tuple[float, ...], by_x: float, by_y: float, x: float, y: float) -> tuple[float, ...]:
    return tuple(value * (by_y if odd else by_x) + (y if odd else x) for value, odd in zip(at, _ODD, strict=False))


_ODD = (False, True) * 3
