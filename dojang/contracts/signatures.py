"""What a signature or stamp box may hold: a drawing, a name in a hand, a seal with a name, or a picture of ink on paper."""

from collections.abc import Mapping
from typing import Any

from dojang.lib.errors import ValueRefused
from dojang.lib.vendor import FONTS
from dojang.library.layout import Field
from dojang.pdf.figures import Figure, FigureFault, FigureRefused, Hand, typed
from dojang.pdf.fonts import UncoveredText
from dojang.pdf.images import InkRefused, take_ink
from dojang.pdf.name_seals import Shape, name_seal
from dojang.pdf.svg import figure_as_svg, ink_as_svg

MADE = ("typed", "seal")
_ENDLESS = 200


def figure_of(data: Mapping[str, Any]) -> Figure:
    """The signature or seal that `data` of a kind in MADE describes: the same one wherever it is shown.

    Raises FigureRefused, UncoveredText; ValueError for a hand or shape that there is not.
    """
    if data["kind"] == "typed":
        return typed(data["text"], Hand(data["font"]), FONTS)
    return name_seal(data["text"], Shape(data["shape"]), FONTS)


def as_svg(data: Mapping[str, Any]) -> bytes:
    """What is kept as a drawing, in a hand or as a seal, for a browser."""
    return figure_as_svg(figure_of(data)) if data["kind"] in MADE else ink_as_svg(take_ink(data))


def read_made(field: Field, raw: Mapping[str, Any]) -> dict[str, str]:
    """Check a name in a hand (`kind` typed, `text`, `font`) or on a seal (`kind` seal, `text`, `shape`).

    Raises `ValueRefused`: `drawing` for what is none of these, `length`, `characters`.
    """
    look = "font" if raw["kind"] == "typed" else "shape"
    if not isinstance(raw.get("text"), str) or not isinstance(raw.get(look), str):
        raise ValueRefused(field.name, "drawing")
    # Cut first where it is beyond all bounds: it is refused all the same, and nothing endless is looked at.
    data = {"kind": raw["kind"], "text": " ".join(raw["text"][:_ENDLESS].split()), look: raw[look]}
    try:
        figure_of(data)
    except FigureRefused as exc:
        reason = "length" if exc.reason is FigureFault.LONG else "drawing"
        raise ValueRefused(field.name, reason, most=exc.most) from exc
    except UncoveredText as exc:
        raise ValueRefused(field.name, "characters", characters=" ".join(exc.characters[:10])) from exc
    except ValueError as exc:
        raise ValueRefused(field.name, "drawing") from exc
    return data


def read_drawing(field: Field, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Check a drawing (`kind` drawn, `ratio`, `strokes`). Raises `ValueRefused`: `drawing`, `drawing-small`."""
    try:
        ink = take_ink(raw)
        strokes = [[[round(x / ink.width, 4), round(y, 4)] for x, y in stroke] for stroke in ink.strokes]
        data = {"kind": "drawn", "ratio": round(ink.width, 4), "strokes": strokes}
        take_ink(data)  # sealing takes what is kept, which rounding may have made too small
    except InkRefused as exc:
        raise ValueRefused(field.name, "drawing-small" if exc.reason in ("empty", "small") else "drawing") from exc
    return data
