"""What is to be drawn of one annotation, before it is an object of the file."""

from __future__ import annotations

from dataclasses import dataclass

from dojang.pdf.geometry import Matrix, Rect

UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Sketch:
    """Operators within a box, and the matrix that carries the box to its place on the page; opacity from 0 to 1."""

    box: Rect
    parts: tuple[str, ...]
    at: Matrix = UPRIGHT
    opacity: float = 1.0
    blend: str = "Normal"
