"""Form fields and comments become page content: what viewers show stays, in the place where they show it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from dojang.pdf.annotations.appearance import (
    give_box,
    has_appearance,
    lend_fonts,
    normal_appearance,
    placed,
    turn_of,
)
from dojang.pdf.annotations.comments import sketch_comment
from dojang.pdf.annotations.drafts import drawn
from dojang.pdf.annotations.fields import Field
from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.sketch import Sketch
from dojang.pdf.annotations.staleness import is_stale, shown_texts
from dojang.pdf.annotations.widgets import sketch_field
from dojang.pdf.entries import FAR, dictionary, flags_of, inherited, is_true, items
from dojang.pdf.fonts import FontStack, UncoveredText
from dojang.pdf.geometry import Matrix
from dojang.pdf.intake import IntakeRefused, Reason

_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32
_MAX_NAMED = 10  # characters of a refusal


@dataclass(slots=True)
class _Seen:
    """A visible annotation and its page; field is what it is of a form, look the appearance that it brings."""

    annotation: Dictionary
    page: Dictionary
    number: int
    field: Field | None
    look: Stream | None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one annotation adds to its page: its appearance, or the sketch of one until that is drawn."""

    look: Sketch | Stream
    at: Matrix
    layer: Any


def flatten(pdf: pikepdf.Pdf, fonts: FontStack) -> bool:
    """Draw every visible annotation but links into its page, and empty it; True where there was something to draw.

    An appearance that is there stays. Where the form asks for new ones (/NeedAppearances), it is drawn again only if it
    plainly shows another text than the field's value. Contents of pages must be settled before, so that what is added
    is read as operators. Raises IntakeRefused for text that no font draws, naming the field and its page.
    """
    form, letters = dictionary(pdf.Root.get("/AcroForm")), Lettering(fonts)
    again = is_true(form.get("/NeedAppearances"))
    # Pages may share their annotations: all are read before one is emptied.
    seen = [
        [_see(one, page.obj, number, form) for one in filter(_is_visible, _annotations(page.obj))]
        for number, page in enumerate(pdf.pages, 1)
    ]
    if again:
        _mark_stale([one for page in seen for one in page])
    plans = [[piece for one in page if (piece := _piece(one, form, letters, again))] for page in seen]
    sketches = [piece.look for plan in plans for piece in plan if isinstance(piece.look, Sketch)]
    streams = iter(drawn(pdf, sketches, letters))
    for page, plan in zip(pdf.pages, plans, strict=True):
        looks = [piece.look if isinstance(piece.look, Stream) else next(streams) for piece in plan]
        _append(pdf, page, plan, looks)
    for page in pdf.pages:
        for annotation in _annotations(page.obj):
            _empty(annotation)
    return any(plans)


def _see(annotation: Dictionary, page: Dictionary, number: int, form: Dictionary) -> _Seen:
    field = Field(annotation, form) if annotation.get("/Subtype") == Name.Widget else None
    look = normal_appearance(annotation)
    if look is not None:
        give_box(look, annotation)
        lend_fonts(look, form, page)
    return _Seen(annotation, page, number, field, look)


def _mark_stale(seen: list[_Seen]) -> None:
    asked = [(one, one.field, one.look) for one in seen if one.field and one.look]
    texts = shown_texts([look for _, _, look in asked])
    for (one, field, look), text in zip(asked, texts, strict=True):
        one.stale = is_stale(field, look, text)


def _piece(seen: _Seen, form: Dictionary, letters: Lettering, again: bool) -> _Piece | None:
    """What is shown of an annotation: its appearance, or a sketch where it has none that holds; None for nothing."""
    layer = seen.annotation.get("/OC")
    if seen.look is not None and not seen.stale:
        at = placed(seen.annotation, seen.look, turn_of(seen.page))
        return _Piece(seen.look, at, layer) if at else None
    if seen.look is None and has_appearance(seen.annotation) and not (again and seen.field):
        return None
    try:
        sketch = sketch_field(seen.field, letters) if seen.field else sketch_comment(seen.annotation, form, letters)
    except UncoveredText as error:
        raise _refusal(seen, error) from error
    return _Piece(sketch, sketch.at, layer) if sketch and sketch.parts else None


def _refusal(seen: _Seen, error: UncoveredText) -> IntakeRefused:
    named = (f"{one} (U+{ord(one):04X})" for one in error.characters[:_MAX_NAMED])
    facts = {"page": str(seen.number), "characters": ", ".join(named)}
    if seen.field is None:
        return IntakeRefused(Reason.COMMENT_TEXT, facts=facts)
    return IntakeRefused(Reason.FIELD_TEXT, facts={**facts, "name": seen.field.name[:100]})


def _annotations(page: Dictionary) -> list[Dictionary]:
    """The annotations of a page but links, which stay what they are."""
    found = [one for one in items(page.get("/Annots")) if isinstance(one, Dictionary)]
    return [one for one in found if one.get("/Subtype") != Name.Link]


def _is_visible(annotation: Dictionary) -> bool:
    """As PDFium judges: the flag Invisible hides fields, not comments. What is in a layer that is off stays there."""
    kind = annotation.get("/Subtype")
    hiding = _HIDDEN | _NO_VIEW | (_INVISIBLE if kind == Name.Widget else 0)
    return not flags_of(annotation.get("/F")) & hiding and kind != Name.Popup


def _append(pdf: pikepdf.Pdf, page: pikepdf.Page, plan: list[_Piece], looks: list[Stream]) -> None:
    """Draw the looks over the page, which gets resources of its own: others may share those it had."""
    if not plan:
        return
    resources = copy.copy(dictionary(inherited(page.obj, "/Resources")))
    xobjects = copy.copy(dictionary(resources.get("/XObject")))
    parts = ["\nQ"]
    for piece, look in zip(plan, looks, strict=True):
        name = _free_name(xobjects)
        xobjects[name] = _in_layer(pdf, look, piece.layer)
        parts.append(f"q {' '.join(f'{value:.6f}' for value in piece.at)} cm {name} Do Q")
    resources.XObject = xobjects
    page.obj.Resources = resources
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream("\n".join([*parts, ""]).encode("ascii")))


def _free_name(xobjects: Dictionary) -> str:
    name = f"/DojangA{len(xobjects)}"
    while name in xobjects:
        name += "x"
    return name


def _in_layer(pdf: pikepdf.Pdf, look: Stream, layer: Any) -> Stream:
    """The look as a form XObject; within another that belongs to the layer, so that viewers still decide by it."""
    look.Type, look.Subtype = Name.XObject, Name.Form
    if not isinstance(layer, Dictionary):
        return look
    outer = pdf.make_stream(b"/A Do", Type=Name.XObject, Subtype=Name.Form, OC=layer)
    outer.BBox, outer.Resources = Array([-FAR, -FAR, FAR, FAR]), Dictionary(XObject=Dictionary(A=look))
    return outer


def _empty(annotation: Dictionary) -> None:
    """Nothing of it stays, its actions least of all, though the structure tree may still refer to it."""
    for key in list(annotation.keys()):
        if key not in ("/Type", "/Subtype", "/Rect"):
            del annotation[key]
