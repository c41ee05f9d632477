"""Form fields and comments become page content: what viewers show stays, in the place where they show it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from dojang.pdf.annotations.appearance import (
    has_appearance,
    lend_fonts,
    normal_appearance,
    placed,
    shows_other_text,
    turn_of,
)
from dojang.pdf.annotations.comments import sketch_comment
from dojang.pdf.annotations.drafts import drawn
from dojang.pdf.annotations.fields import Field
from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.sketch import Sketch
from dojang.pdf.annotations.widgets import sketch_field
from dojang.pdf.entries import FAR, dictionary, flags_of, inherited, items
from dojang.pdf.fonts import FontStack, UncoveredText
from dojang.pdf.geometry import Matrix
from dojang.pdf.intake import IntakeRefused, Reason

_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32
_MOST_NAMED = 10  # characters of a refusal


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one annotation adds to its page: a sketch, or the appearance that it brought; layer is its /OC."""

    look: Sketch | Stream
    at: Matrix
    layer: Any


def flatten(pdf: pikepdf.Pdf, fonts: FontStack) -> bool:
    """Draw every visible annotation but links into its page, and empty it; True where there was something to draw.

    An appearance that is there stays. Where the form asks for new ones (/NeedAppearances), it is drawn again only if it
    plainly shows another text than the field's value. Contents of pages must be settled before, so that what is added
    is read as operators. Raises IntakeRefused for text that no font draws, naming the field and its page.
    """
    planner = _Planner(dictionary(pdf.Root.get("/AcroForm")), Lettering(fonts))
    # Pages may share their annotations: all are read before one is emptied.
    plans = [list(planner.pieces(page.obj, number)) for number, page in enumerate(pdf.pages, 1)]
    sketches = [piece.look for plan in plans for piece in plan if isinstance(piece.look, Sketch)]
    streams = iter(drawn(pdf, sketches, planner.letters))
    for page, plan in zip(pdf.pages, plans, strict=True):
        looks = [piece.look if isinstance(piece.look, Stream) else next(streams) for piece in plan]
        _append(pdf, page, plan, looks)
    for page in pdf.pages:
        for annotation in _annotations(page.obj):
            _empty(annotation)
    return any(plans)


class _Planner:
    """Decides annotation by annotation what is shown of it."""

    def __init__(self, form: Dictionary, letters: Lettering) -> None:
        self._form = form
        self._again = bool(flag) if isinstance(flag := form.get("/NeedAppearances"), bool) else False
        self.letters = letters

    def pieces(self, page: Dictionary, number: int) -> Iterator[_Piece]:
        """The pieces of one page, in the order in which they lie over one another."""
        for annotation in filter(_is_visible, _annotations(page)):
            try:
                piece = self._piece(annotation, page)
            except UncoveredText as error:
                raise self._refusal(annotation, number, error) from error
            if piece is not None:
                yield piece

    def _piece(self, annotation: Dictionary, page: Dictionary) -> _Piece | None:
        field = Field(annotation, self._form) if annotation.get("/Subtype") == Name.Widget else None
        look, layer = normal_appearance(annotation), annotation.get("/OC")
        again = field is not None and self._again
        if look is not None and not (again and field and shows_other_text(field, self._form, look)):
            lend_fonts(look, self._form, page)
            at = placed(annotation, look, turn_of(page))
            return _Piece(look, at, layer) if at else None
        if look is None and has_appearance(annotation) and not again:
            return None
        sketch = sketch_field(field, self.letters) if field else sketch_comment(annotation, self._form, self.letters)
        return _Piece(sketch, sketch.at, layer) if sketch and sketch.parts else None

    def _refusal(self, annotation: Dictionary, page: int, error: UncoveredText) -> IntakeRefused:
        named = (f"{one} (U+{ord(one):04X})" for one in error.characters[:_MOST_NAMED])
        facts = {"page": str(page), "characters": ", ".join(named)}
        if annotation.get("/Subtype") != Name.Widget:
            return IntakeRefused(Reason.COMMENT_TEXT, facts=facts)
        return IntakeRefused(Reason.FIELD_TEXT, facts={**facts, "name": Field(annotation, self._form).name[:100]})


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
    """The look as a form XObject; within another that belongs to the layer, so that viewers go on deciding by it."""
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
