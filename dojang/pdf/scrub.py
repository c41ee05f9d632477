"""Actions, scripts and embedded files, known by their form and not by the key that leads to them.

A key in a resource dictionary is its author's choice: a font may be called AA. An action is a dictionary whose /S is
a type of action (ISO 32000-2, table 201); an embedded file says so in its /Type, or is in /EF of a file specification.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.destinations import uri_text
from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.links import is_safe

_TYPES = """GoTo GoToR GoToE GoToDp Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript
SetOCGState Rendition Trans GoTo3DView RichMediaExecute"""
_ACTIONS = {b"/" + kind.encode(): kind for kind in _TYPES.split()}
_MOVES = (Name.NextPage, Name.PrevPage, Name.FirstPage, Name.LastPage)
_FILES = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
_SCALARS = (int, bool, Decimal, type(None))  # what most entries are, and none of them has to go
_SOLIDS = (Name.U3D, Name.PRC)
_DEPTH = 40


def scrub(item: Any, notes: set[str], depth: int = 0) -> None:
    """Drop actions and embedded files from an object and what it holds directly; other objects come by themselves."""
    if depth > _DEPTH:
        raise IntakeRefused(Reason.TOO_COMPLEX, "objects nested too deeply")
    is_array = isinstance(item, Array)
    if not is_array and not isinstance(item, Dictionary | pikepdf.Stream):
        return
    # What follows an action is dropped whole: each of its links would have to be judged again.
    if not is_array and "/Next" in item and _action_type(item):
        del item["/Next"]
    for key, value in list(enumerate(item) if is_array else item.items()):
        if type(value) in _SCALARS:
            continue
        if dropped := _unwelcome(item, key, value):
            _take_out(item, key)
            notes.add(f"{dropped} dropped")
        elif isinstance(value, Array | Dictionary) and not value.is_indirect:
            scrub(value, notes, depth + 1)


def _take_out(item: Any, key: Any) -> None:
    if isinstance(item, Array):
        item[key] = None  # what follows in an array keeps its place
    else:
        del item[key]


def _unwelcome(item: Any, key: str | int, value: Any) -> str:
    """What an entry is that may not stay; "" for one that may."""
    if isinstance(value, String):
        return "script" if key == "/JS" else ""
    if not isinstance(value, Dictionary | pikepdf.Stream):
        return ""
    if key == "/OnInstantiate" and item.get("/Subtype") in _SOLIDS:
        return "script"
    if value.get("/Type") == Name.EmbeddedFile or (key == "/EF" and _FILES & set(value.keys())):
        return "embedded file"
    kind = _action_type(value)
    return f"{kind} action" if kind and not _may_stay(kind, value) else ""


def _action_type(value: Any) -> str:
    """The type of action that a dictionary is; some viewers read a stream's dictionary, and a string as /S, as well."""
    kind = value.get("/S")
    if isinstance(kind, Name):
        return _ACTIONS.get(kind.unparse(), "")  # a name need not be text
    return _ACTIONS.get(b"/" + bytes(kind), "") if isinstance(kind, String) else ""


def _may_stay(kind: str, action: Any) -> bool:
    """Actions may lead to a place in the file, or to the web, mail or a phone."""
    if kind == "URI":
        target = action.get("/URI")
        return isinstance(target, String) and is_safe(uri_text(target))
    return kind == "GoTo" or (kind == "Named" and action.get("/N") in _MOVES)
