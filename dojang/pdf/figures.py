"""Signatures and seals that are made from a name: the same curves for the screen and for the sealed document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from dojang.pdf.errors import PdfError
from dojang.pdf.fonts import FILES, FontStack, normal
from dojang.pdf.outlines import Outline, outlined

INK, VERMILION = "#0d1f6b", "#c8102e"


@dataclass(frozen=True)
class Figure:
    """Parts filled with one colour, one after another, in a frame of `width` × `height`; origin top left, y down."""

    parts: tuple[Outline, ...]
    width: float
    height: float
    colour: str


class FigureFault(StrEnum):
    EMPTY = "empty"
    LONG = "long"


class FigureRefused(PdfError):
    """Of this text no signature or seal is made: reason says why, `most` how many characters there may be."""

    def __init__(self, reason: FigureFault, most: int) -> None:
        self.reason, self.most = reason, most
        super().__init__(f"{reason}: 1 to {most} characters")


class Hand(StrEnum):
    """A manner of writing: fonts that look alike in Latin, Japanese and Korean."""

    PEN = "pen"
    BRUSH = "brush"
    NEAT = "neat"


MAX_TYPED = 40
_HANDS = {
    Hand.PEN: ("Caveat-SemiBold.ttf", "KleeOne-SemiBold.ttf", "NanumPenScript-Regular.ttf"),
    Hand.BRUSH: ("DancingScript-Bold.ttf", "YujiSyuku-Regular.ttf", "NanumBrushScript-Regular.ttf"),
    Hand.NEAT: ("KleeOne-SemiBold.ttf", "GowunBatang-Bold.ttf"),
}


@lru_cache(maxsize=8)
def stack_of(files: tuple[str, ...], directory: Path) -> FontStack:
    """These fonts, and behind them the stack for all other texts: whatever can be written at all is written."""
    return FontStack([directory / name for name in (*files, *FILES)])


@lru_cache(maxsize=64)
def typed(text: str, hand: Hand, directory: Path) -> Figure:
    """A signature written in a hand. The fonts lie in `directory`.

    Raises FigureRefused for no text and for more than MAX_TYPED characters, UncoveredText for what no font has.
    """
    line = " ".join(normal(text).split())
    if not 1 <= len(line) <= MAX_TYPED:
        raise FigureRefused(FigureFault.LONG if line else FigureFault.EMPTY, MAX_TYPED)
    return trimmed((outlined(stack_of(_HANDS[hand], directory).shape(line)),), INK)


def trimmed(parts: Iterable[Outline], colour: str) -> Figure:
    """The parts in a frame that just holds them."""
    kept = tuple(parts)
    left, top = (min(part.bounds[side] for part in kept) for side in (0, 1))
    right, bottom = (max(part.bounds[side] for part in kept) for side in (2, 3))
    return Figure(tuple(part.moved(-left, -top) for part in kept), right - left, bottom - top, colour)
