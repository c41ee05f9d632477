"""Drawings of annotations on their way into the file: written as a small PDF of their own, and copied from there."""

from __future__ import annotations

import io
from typing import cast

import pikepdf
from pikepdf import Stream

from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.sketch import Sketch
from dojang.pdf.entries import items
from dojang.pdf.loose import Loose
from dojang.pdf.revision import dictionary, number


def drawn(pdf: pikepdf.Pdf, sketches: list[Sketch], letters: Lettering) -> list[Stream]:
    """The sketches as form XObjects of the file, in the same order."""
    if not sketches:
        return []
    loose = Loose()
    fonts = letters.fonts(loose)
    forms = [_form(loose, sketch, fonts) for sketch in sketches]
    with pikepdf.open(io.BytesIO(loose.finish(forms))) as made:
        return [cast("Stream", pdf.copy_foreign(form)) for form in items(made.Root.Listed)]


def _form(loose: Loose, sketch: Sketch, fonts: bytes) -> bytes:
    opacity = number(sketch.opacity)
    state = f"<</ca {opacity}/CA {opacity}/BM/{sketch.blend}>>".encode("ascii")
    resources = dictionary({"/Font": fonts, "/ExtGState": dictionary({"/G": state})})
    plain = sketch.opacity == 1 and sketch.blend == "Normal"
    box = sketch.box
    corners = " ".join(map(number, (box.x, box.y, box.right, box.top))).encode("ascii")
    head = b"/Type/XObject/Subtype/Form/BBox[%s]/Resources%s" % (corners, resources)
    parts = sketch.parts if plain else ("/G gs", *sketch.parts)
    return loose.stream(head, "\n".join(parts).encode("ascii"))
