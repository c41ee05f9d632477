"""Actions, scripts and embedded files, known by their form and not by the key that leads to them.

A key in a resource dictionary is its author's choice: a font may be called AA. An action is a dictionary whose /S is
a type of action (ISO 32000-2, table 201); an embedded file says so in its /Type, or is in /EF of a file specification.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.destinations import uri_text
from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.links import is_safe

_TYPES = """GoTo GoToR GoToE GoToDp Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript
SetOCGState Rendition Trans GoTo3DView RichMediaExecute"""
_ACTIONS = frozenset(_TYPES.split())
_MOVES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_FILES = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
_SOLIDS = (Name.U3D, Name.PRC)
_DEPTH = 40


def scrub(item: Any, notes: set[str], depth: int = 0) -> None:
    """Drop actions and embedded files from an object and what it holds directly; other objects come by themselves."""
    if depth > _DEPTH:
        raise IntakeRefused(Reason.TOO_COMPLEX, "objects nested too deeply")
    if isinstance(item, Array):
        for index in range(len(item) - 1, -1, -1):
            if dropped := _unwelcome("", item[index]):
                item[index] = None  # what follows in the array keeps its place
                notes.add(f"{dropped} dropped")
    elif isinstance(item, Dictionary | pikepdf.Stream):
        # What follows an action is dropped whole: each of its links would have to be judged again.
        if "/Next" in item and _action_type(item):
            del item["/Next"]
        for key, value in list(item.items()):
            if dropped := _unwelcome(key, value) or _runs_when_shown(item, key):
                del item[key]
                notes.add(f"{dropped} dropped")
    for part in _parts(item):
        scrub(part, notes, depth + 1)


def _parts(item: Any) -> list[Any]:
    """The arrays and dictionaries that an object holds directly."""
    if isinstance(item, Array):
        values = list(item)
    else:
        values = [value for _, value in item.items()] if isinstance(item, Dictionary | pikepdf.Stream) else []
    return [value for value in values if isinstance(value, Array | Dictionary) and not value.is_indirect]


def _unwelcome(key: str, value: Any) -> str:
    """What an entry is that may not stay; "" for one that may."""
    if isinstance(value, String):
        return "script" if key == "/JS" else ""
    if not isinstance(value, Dictionary | pikepdf.Stream):
        return ""
    if value.get("/Type") == Name.EmbeddedFile or (key == "/EF" and _FILES & set(value.keys())):
        return "embedded file"
    kind = _action_type(value)
    return f"{kind} action" if kind and not _may_stay(kind, value) else ""


def _runs_when_shown(item: Any, key: str) -> str:
    return "script" if key == "/OnInstantiate" and item.get("/Subtype") in _SOLIDS else ""


def _action_type(value: Any) -> str:
    """The type of action that a dictionary is; some viewers read a stream's dictionary, and a string as /S, as well."""
    kind = value.get("/S")
    name = str(kind).removeprefix("/") if isinstance(kind, Name | String) else ""
    return name if name in _ACTIONS else ""


def _may_stay(kind: str, action: Any) -> bool:
    """Actions may lead to a place in the file, or to the web, mail or a phone."""
    if kind == "URI":
        target = action.get("/URI")
        return isinstance(target, String) and is_safe(uri_text(target))
    return kind == "GoTo" or (kind == "Named" and str(action.get("/N")) in _MOVES)
