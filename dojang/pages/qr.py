"""A QR code as the path of an SVG."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around it, as the standard asks


@dataclass(frozen=True)
class Code:
    """`path` in an SVG whose view box starts at (-4, -4) and is `size` wide and high."""

    path: str
    size: int


def code(text: str) -> Code:
    """The QR code of the text; a seventh of it may be unreadable."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark]
    return Code("".join(squares), len(rows) + 2 * QUIET)
