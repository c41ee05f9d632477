"""What a signature or stamp box may hold: a drawing, a name in a hand, a seal with a name, or a picture of ink on paper."""

from collections.abc import Mapping
from typing import Any

from dojang.contracts.errors import ValueRefused
from dojang.contracts.letters import require_no_variants
from dojang.lib import characters
from dojang.lib.vendor import FONTS
from dojang.pdf.cutting import cut_out
from dojang.pdf.figures import Figure, FigureFault, FigureRefused, Hand, typed
from dojang.pdf.fonts import UncoveredText
from dojang.pdf.images import InkRefused, Picture, PictureRefused, take_ink
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


def read_made(name: str, raw: Mapping[str, Any]) -> dict[str, str]:
    """Check a name in a hand (`kind` typed, `text`, `font`) or on a seal (`kind` seal, `text`, `shape`) for the box `name`.

    Raises `ValueRefused`: `drawing` for what is none of these, `length`, `characters`, `variant`.
    """
    look = "font" if raw["kind"] == "typed" else "shape"
    texts = (raw.get("text"), raw.get(look))
    if raw["kind"] not in MADE or not all(isinstance(text, str) for text in texts):
        raise ValueRefused(name, "drawing")
    # Cut first where it is beyond all bounds: it is refused all the same, and nothing endless is looked at.
    text = " ".join(characters.without_chaff(raw["text"][:_ENDLESS]).split())
    data = {"kind": raw["kind"], "text": text, look: raw[look]}
    try:
        figure_of(data | {"text": characters.without_variants(text)})
    except FigureRefused as exc:
        reason = "length" if exc.reason is FigureFault.LONG else "drawing"
        raise ValueRefused(name, reason, most=exc.most) from exc
    except UncoveredText as exc:
        raise ValueRefused(name, "characters", characters=characters.told_all(exc.characters)) from exc
    except ValueError as exc:
        raise ValueRefused(name, "drawing") from exc
    require_no_variants(name, text)
    return data


def read_drawing(name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Check a drawing (`kind` drawn, `ratio`, `strokes`) for the box `name`. Raises `ValueRefused`: `drawing`, `drawing-small`."""
    try:
        ink = take_ink(raw)
        strokes = [
            [_kept(*at, ink.width) for at in zip(*told, strict=True)]
            for told in zip(ink.strokes, ink.breadths, strict=True)
        ]
        data = {"kind": "drawn", "ratio": round(ink.width, 4), "strokes": strokes}
        take_ink(data)  # sealing takes what is kept, which rounding may have made too small
    except InkRefused as exc:
        raise ValueRefused(name, "drawing-small" if exc.reason in ("empty", "small") else "drawing") from exc
    return data


def _kept(point: tuple[float, float], breadth: float, width: float) -> list[float]:
    kept = [round(point[0] / width, 4), round(point[1], 4)]
    return kept if breadth == 1 else [*kept, round(breadth, 2)]


def read_photo(name: str, photo: bytes) -> Picture:
    """The ink of a photo of paper for the box `name`. Raises `ValueRefused`: `picture-…`."""
    try:
        return cut_out(photo)
    except PictureRefused as exc:
        raise ValueRefused(name, f"picture-{exc.reason}", most="1 MB") from exc
