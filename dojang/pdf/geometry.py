"""Where things are on a page.

Three spaces meet here and nowhere else:

* fractions of the page as it is seen, origin at the top left (what a layout holds);
* the visible page: y up, origin at the lower left of what is seen, in user-space units (overlays are drawn here);
* PDF user space: before /Rotate, with whatever origin the file's author chose (the page's own content is drawn here).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in the visible page: lower left corner (x, y), y up, all in user-space units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class PageBox:
    """What of a page is seen: CropBox ∩ MediaBox in user space, and how it is turned.

    x0, y0, x1, y1 are in user-space units with x0 < x1 and y0 < y1; rotate is 0, 90, 180 or 270, clockwise;
    one user-space unit is user_unit / 72 inch (ISO 32000-1, 14.11.2 and table 30).
    """

    x0: float
    y0: float
    x1: float
    y1: float
    rotate: int = 0
    user_unit: float = 1.0

    def __post_init__(self) -> None:
        if not (self.x0 < self.x1 and self.y0 < self.y1):
            raise ValueError(f"an empty page: {self.x0} {self.y0} {self.x1} {self.y1}")
        if self.rotate not in (0, 90, 180, 270):
            raise ValueError(f"a page turns by 0, 90, 180 or 270 degrees, not {self.rotate}")
        if not self.user_unit > 0:
            raise ValueError(f"a user unit is more than 0, not {self.user_unit}")

    @classmethod
    def of(
        cls, media: Sequence[float], crop: Sequence[float] | None = None, rotate: int = 0, user_unit: float = 1.0
    ) -> PageBox:
        """From a page's /MediaBox, /CropBox, (inherited) /Rotate and /UserUnit, corners in any order.

        A CropBox that lies outside the MediaBox is ignored, as viewers do. Raises ValueError for an empty page or
        a turn that is no multiple of 90.
        """
        x0, y0, x1, y1 = _upright(media)
        if crop is not None:
            a0, b0, a1, b1 = _upright(crop)
            inner = (max(x0, a0), max(y0, b0), min(x1, a1), min(y1, b1))
            if inner[0] < inner[2] and inner[1] < inner[3]:
                x0, y0, x1, y1 = inner
        return cls(x0, y0, x1, y1, rotate % 360, user_unit)

    @property
    def width(self) -> float:
        """Width of the page as seen, in user-space units."""
        return self.y1 - self.y0 if self.rotate in (90, 270) else self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height of the page as seen, in user-space units."""
        return self.x1 - self.x0 if self.rotate in (90, 270) else self.y1 - self.y0

    @property
    def width_pt(self) -> float:
        """Width of the page as seen, in points (1/72 inch)."""
        return self.width * self.user_unit

    @property
    def height_pt(self) -> float:
        """Height of the page as seen, in points (1/72 inch)."""
        return self.height * self.user_unit

    def to_dict(self) -> dict[str, float]:
        return {
            "x0": self.x0,
            "y0": self.y0,
            "x1": self.x1,
            "y1": self.y1,
            "rotate": self.rotate,
            "user_unit": self.user_unit,
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, float]) -> PageBox:
        """The inverse of to_dict. Raises KeyError or ValueError when the value does not come from to_dict."""
        corners = (float(value["x0"]), float(value["y0"]), float(value["x1"]), float(value["y1"]))
        return cls(*corners, int(value["rotate"]), float(value["user_unit"]))


def place(box: PageBox, x: float, y: float, w: float, h: float) -> Rect:
    """Fractions of the page as seen (origin top left, y down) to a rectangle in the visible page (y up)."""
    return Rect(x * box.width, (1 - y - h) * box.height, w * box.width, h * box.height)


def fractions(box: PageBox, rect: Rect) -> tuple[float, float, float, float]:
    """The inverse of place: a rectangle in the visible page to (x, y, w, h) as fractions, origin top left."""
    w, h = rect.width / box.width, rect.height / box.height
    return rect.x / box.width, 1 - rect.y / box.height - h, w, h


def visible(box: PageBox, x0: float, y0: float, x1: float, y1: float) -> Rect:
    """Two opposite corners in user space to the rectangle between them in the visible page."""
    a, b, c, d, e, f = matrix(box)
    corners = [(a * (x - e) + b * (y - f), c * (x - e) + d * (y - f)) for x, y in ((x0, y0), (x1, y1))]
    (left, right), (low, high) = map(sorted, zip(*corners, strict=True))
    return Rect(left, low, right - left, high - low)


def matrix(box: PageBox) -> Matrix:
    """The form matrix (a b c d e f) that carries the visible page into the page's user space.

    A point (x, y) goes to (a·x + c·y + e, b·x + d·y + f), as in ISO 32000-1, 8.3.4.
    """
    match box.rotate:
        case 90:
            return 0, 1, -1, 0, box.x1, box.y0
        case 180:
            return -1, 0, 0, -1, box.x1, box.y1
        case 270:
            return 0, -1, 1, 0, box.x0, box.y1
        case _:
            return 1, 0, 0, 1, box.x0, box.y0


def _upright(corners: Sequence[float]) -> tuple[float, float, float, float]:
    a, b, c, d = (float(value) for value in corners)
    return min(a, c), min(b, d), max(a, c), max(b, d)
