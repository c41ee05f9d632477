"""Whether a file has been signed already: what is drawn onto a signed file breaks its signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from dojang.pdf.intake import IntakeRefused, Reason


def refuse_signed(pdf: pikepdf.Pdf) -> None:
    """Raise IntakeRefused where a field holds a signature, or the file is certified.

    A signature dictionary that no field holds signs nothing; usage rights (/Perms /UR3) are the permission of the
    program that made the form, not a person's signature.
    """
    permissions = pdf.Root.get("/Perms")
    certified = isinstance(permissions, Dictionary) and _is_signature(permissions.get("/DocMDP"))
    if certified or any(_is_signature(field.get("/V")) for field in _fields(pdf)):
        raise IntakeRefused(Reason.ALREADY_SIGNED)


def _is_signature(value: Any) -> bool:
    if not isinstance(value, Dictionary) or "/Contents" not in value:
        return False
    return "/ByteRange" in value or value.get("/Type") in (Name.Sig, Name.DocTimeStamp)


def _fields(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every field: from the form downwards, and from the pages' annotations, which may be missing there, upwards too."""
    form = pdf.Root.get("/AcroForm")
    todo = _items(form.get("/Fields")) if isinstance(form, Dictionary) else []
    for page in pdf.pages:
        todo += _items(page.obj.get("/Annots"))
    seen: set[tuple[int, int]] = set()
    while todo:
        field = todo.pop()
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        if field.is_indirect:
            seen.add(field.objgen)
        yield field
        todo += [*_items(field.get("/Kids")), field.get("/Parent")]


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []
