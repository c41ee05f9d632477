"""Entries of a stranger's dictionaries, as viewers read them: an entry of the wrong type counts as absent."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Stream, String

from dojang.pdf.geometry import Rect

if TYPE_CHECKING:  # what draws is not imported where nothing is drawn
    from dojang.pdf.images import Point

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

# The deepest tree of fields or pages that is followed upwards; loops end here too.
_UPWARDS = 32
# No page reaches further, in user-space units; larger numbers make no viewer draw anything.
FAR = 100_000.0
# A text string may name the language of what follows (ISO 32000-1, 14.9.2.2).
_LANGUAGE = re.compile("\x1b[^\x1b]{0,8}\x1b")


def inherited(node: Any, key: str) -> Any:
    """An entry of a field or a page, or of the nearest node above that has it; None where none has."""
    for _ in range(_UPWARDS):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def dictionary(value: Any) -> Dictionary:
    """The value where it is a dictionary, else an empty one."""
    return value if isinstance(value, Dictionary) else Dictionary()


def items(value: Any) -> list[Any]:
    """What an array holds; nothing where the value is no array."""
    return list(value) if isinstance(value, Array) else []


def values(value: Any) -> list[Any]:
    """What a dictionary holds, without the keys; nothing where the value is no dictionary."""
    return [one for _, one in value.items()] if isinstance(value, Dictionary) else []


def name_of(value: Any) -> str:
    """A name without its slash; "" for anything else, and for a name that is not in UTF-8."""
    return bytes(value)[1:].decode("utf-8", "replace") if isinstance(value, Name) else ""


def text_of(value: Any) -> str:
    """A text string, or a stream of one, with line breaks as newlines; several as lines; "" for anything else."""
    if isinstance(value, Stream):
        value = String(value.read_bytes())
    if isinstance(value, Array):
        return "\n".join(text_of(one) for one in value if isinstance(one, String))
    if not isinstance(value, String):
        return ""
    try:
        text = str(value)
    except UnicodeDecodeError:
        text = bytes(value).decode("latin-1")
    return _LANGUAGE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def number_of(value: Any, default: float = 0.0) -> float:
    """A number, no further from 0 than FAR; the default for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return default
    return min(max(float(value), -FAR), FAR) if math.isfinite(value) else default


def instructions(content: Page | Stream, operators: str = "") -> Sequence[Instruction]:
    """The instructions of a content, those with the operators that are named; none where it cannot be unpacked."""
    try:
        return pikepdf.parse_content_stream(content, operators)
    except (pikepdf.PdfError, TypeError):
        return []


def is_true(value: Any) -> bool:
    """Whether it is the boolean true, and not only something."""
    return isinstance(value, bool) and value


def flags_of(value: Any) -> int:
    """A set of flags; none for what is no integer."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def numbers(value: Any) -> tuple[float, ...]:
    """An array of numbers; () for anything else, and for an array that holds something else as well."""
    found = items(value)
    bad = any(isinstance(one, bool) or not isinstance(one, int | float | Decimal) for one in found)
    return () if bad else tuple(map(number_of, found))


def points(value: Any) -> list[Point]:
    """An array of coordinates as points; a last one without its pair is left out."""
    flat = numbers(value)
    return list(zip(flat[::2], flat[1::2], strict=False))


def rect_of(value: Any) -> Rect | None:
    """A rectangle, corners in any order, in user space; None for what is none."""
    flat = numbers(value)
    if len(flat) != 4:
        return None
    a, b, c, d = flat
    return Rect(min(a, c), min(b, d), abs(c - a), abs(d - b))
