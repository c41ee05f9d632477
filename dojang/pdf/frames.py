"""Closed curves for borders, in a frame of height 1."""

from __future__ import annotations

from dojang.pdf.outlines import Outline, Piece

# The control points of four curves that make a circle lie this far along its radius.
_ROUND = 0.5523


def ellipse(width: float, *, inset: float = 0) -> Outline:
    """The ellipse that touches a frame of width × 1, or lies `inset` within it."""
    return rounded(width, 1.0, min(width, 1.0) / 2 - inset, inset=inset, tall=0.5 - inset)


def rounded(width: float, height: float, radius: float, *, inset: float = 0, tall: float | None = None) -> Outline:
    """A rectangle with round corners, `radius` wide and `tall` (by default as much) high; clockwise on the screen."""
    left, top, right, bottom = inset, inset, width - inset, height - inset
    across, down = radius, radius if tall is None else tall
    a, d = across * (1 - _ROUND), down * (1 - _ROUND)
    return Outline(
        (
            ("M", (left + across, top)),
            ("L", (right - across, top)),
            ("C", (right - a, top, right, top + d, right, top + down)),
            ("L", (right, bottom - down)),
            ("C", (right, bottom - d, right - a, bottom, right - across, bottom)),
            ("L", (left + across, bottom)),
            ("C", (left + a, bottom, left, bottom - d, left, bottom - down)),
            ("L", (left, top + down)),
            ("C", (left, top + d, left + a, top, left + across, top)),
            ("Z", ()),
        )
    )


def ring(outer: Outline, inner: Outline) -> Outline:
    """What lies between the two: the inner one is run through the other way, so that it stays empty."""
    return Outline(outer.pieces + _backwards(inner.pieces))


def _backwards(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """One closed curve, run through from its end to its start."""
    ends = [at[-2:] for _, at in pieces[:-1]]
    turned: list[Piece] = [("M", ends[-1])]
    for (what, at), end in zip(reversed(pieces[1:-1]), reversed(ends[:-1]), strict=True):
        turned.append(("C", (*at[2:4], *at[0:2], *end)) if what == "C" else ("L", end))
    return (*turned, ("Z", ()))
