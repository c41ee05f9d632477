"""Actions, scripts and embedded files, taken out of every object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from dojang.pdf.intake import IntakeRefused, Reason

_ANYWHERE_DROPPED = ("/AA", "/JS", "/EF", "/PA", "/AF")
_LINK_TARGETS = ("http://", "https://", "mailto:")
_DEPTH = 40


def scrub(item: Any, notes: set[str], depth: int) -> None:
    """Drop actions and embedded files from an object and what it holds directly; other objects come by themselves."""
    if depth > _DEPTH:
        raise IntakeRefused(Reason.TOO_COMPLEX, "objects nested too deeply")
    if isinstance(item, Array):
        for part in item:
            if _is_direct(part):
                scrub(part, notes, depth + 1)
    elif isinstance(item, Dictionary | pikepdf.Stream):
        for key in _ANYWHERE_DROPPED:
            if key in item:
                del item[key]
                notes.add(f"{key[1:]} dropped")
        if "/A" in item and _is_unwelcome(item["/A"]):
            del item["/A"]
            notes.add("action dropped")
        if "/S" in item and "/Next" in item:
            del item["/Next"]
        for part in _values(item):
            scrub(part, notes, depth + 1)


def _values(item: Any) -> Iterator[Any]:
    return (value for _, value in item.items() if _is_direct(value))


def _is_direct(value: Any) -> bool:
    return isinstance(value, Array | Dictionary) and not value.is_indirect


def _is_unwelcome(action: Any) -> bool:
    """Actions may lead to a place in the file or to a web or mail address; /A elsewhere (attributes) has no /S."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return False
    if action.S == Name.URI:
        return not str(action.get("/URI", "")).lower().startswith(_LINK_TARGETS)
    return str(action.S) != "/GoTo"
