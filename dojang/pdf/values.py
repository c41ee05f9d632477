"""What is drawn onto a template: frozen values, checked before they come here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dojang.pdf.figures import Figure
from dojang.pdf.images import Ink
from dojang.pdf.pictures import PreparedPicture

Align = Literal["left", "center", "right"]
Shape = Literal["check", "radio"]


@dataclass(frozen=True, slots=True)
class Box:
    """Where: page counts from 1; x, y, w, h are fractions of the page as it is seen, origin at the top left."""

    page: int
    x: float
    y: float
    w: float
    h: float

    def __post_init__(self) -> None:
        if self.page < 1 or not (self.w > 0 and self.h > 0):
            raise ValueError(f"a box has a page from 1 and an extent above 0: {self}")


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Text; size_pt is in points (1/72 inch) and is the most it will be: a text too long for its box shrinks."""

    box: Box
    text: str
    size_pt: float = 10.5
    align: Align = "left"
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """A tick in a check box or the dot of a radio button. A box that is not ticked has no entry."""

    box: Box
    shape: Shape


@dataclass(frozen=True, slots=True)
class PictureEntry:
    """A picture, whole, in its own proportions, in the middle of its box."""

    box: Box
    picture: PreparedPicture


@dataclass(frozen=True, slots=True)
class InkEntry:
    """A drawn signature, trimmed to its ink, in its own proportions, in the middle of its box."""

    box: Box
    ink: Ink


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A signature or seal made from a name, whole, in its own proportions, in the middle of its box."""

    box: Box
    figure: Figure


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A box itself, framed in the colour of its step, with a label; for people who lay out boxes, on no contract."""

    box: Box
    label: str
    step: int


Entry = TextEntry | MarkEntry | PictureEntry | InkEntry | FigureEntry | PlaceEntry
