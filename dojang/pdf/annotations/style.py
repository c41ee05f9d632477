"""How an annotation's text is set and its lines are drawn, from the entries that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, String

from dojang.pdf.entries import dictionary, items, number_of, numbers
from dojang.pdf.revision import number
from dojang.pdf.values import Align

BLACK = "0 g"
_SETTING = re.compile(rb"((?:[-+.\d]+\s+)+)(Tf|g|rg|k)\b")
_OPERANDS = {"g": 1, "rg": 3, "k": 4}
_ALIGN: dict[float, Align] = {1: "center", 2: "right"}
_WIDEST = 100.0


@dataclass(frozen=True, slots=True)
class Style:
    """size in points, 0 where the viewer chooses; colour as the operators that set it for filling."""

    size: float = 0.0
    colour: str = BLACK
    align: Align = "left"

    @property
    def stroke(self) -> str:
        """The same colour, for lines."""
        return self.colour.upper()


@dataclass(frozen=True, slots=True)
class Pen:
    """width in points, 0 for no line; dash as an operator, "" for a whole line; underline: only the lower side."""

    width: float
    dash: str = ""
    underline: bool = False


def style_of(appearance: Any, quadding: Any) -> Style:
    """From a default appearance string (/DA) and /Q."""
    size, colour = 0.0, BLACK
    for operands, operator in _SETTING.findall(bytes(appearance) if isinstance(appearance, String) else b""):
        values, name = [_float(one) for one in operands.split()], operator.decode()
        if name == "Tf":
            size = min(abs(values[-1]), 1000.0)
        elif len(values) >= _OPERANDS[name]:
            colour = " ".join([*map(number, _shares(values[-_OPERANDS[name] :])), name])
    return Style(size, colour, _ALIGN.get(number_of(quadding), "left"))


def pen_of(annotation: Dictionary) -> Pen:
    """From the border style (/BS), or the older /Border; 1 point where neither is given."""
    style, border = annotation.get("/BS"), items(annotation.get("/Border"))
    if not isinstance(style, Dictionary):
        dash = numbers(border[3]) if len(border) > 3 else ()
        return Pen(_width(border[2] if len(border) > 2 else 1), _dash(dash) if any(dash) else "")
    dashed = _dash(numbers(style.get("/D")) or (3.0,)) if style.get("/S") == Name.D else ""
    return Pen(_width(style.get("/W", 1)), dashed, style.get("/S") == Name.U)


def colour_of(value: Any, *, stroke: bool, default: str = "") -> str:
    """The operators that set a colour array; the default where there is none, "" for the empty one (transparent)."""
    if value is None:
        return default
    parts = numbers(value)
    operator = {1: "g", 3: "rg", 4: "k"}.get(len(parts), "")
    return " ".join([*map(number, _shares(parts)), operator.upper() if stroke else operator]) if operator else ""


def opacity_of(annotation: Dictionary) -> float:
    return min(max(number_of(annotation.get("/CA"), 1.0), 0.0), 1.0)


def marks_of(widget: Dictionary) -> Dictionary:
    """The appearance characteristics of a widget: its border, ground, caption and turn."""
    return dictionary(widget.get("/MK"))


def _shares(values: Any) -> list[float]:
    return [min(max(one, 0.0), 1.0) for one in values]


def _float(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:
        return 0.0


def _width(value: Any) -> float:
    return min(max(number_of(value, 1.0), 0.0), _WIDEST)


def _dash(lengths: tuple[float, ...]) -> str:
    return f"[{' '.join(map(number, map(abs, lengths[:10])))}] 0 d" if any(lengths) else ""
