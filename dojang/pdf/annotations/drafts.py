"""Drawings of annotations on their way into the file: written as a small PDF of their own, and copied from there."""

from __future__ import annotations

import io
import zlib
from typing import cast

import pikepdf
from pikepdf import Stream

from dojang.pdf.annotations.entries import items
from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.sketch import Sketch
from dojang.pdf.geometry import Rect
from dojang.pdf.revision import dictionary, number


class Loose:
    """Objects of a file to be. It takes what a revision takes, so that fonts are embedded here as they are there."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def add(self, body: bytes) -> bytes:
        """Write a new object; gives the reference to it."""
        self._bodies.append(body)
        return b"%d 0 R" % (len(self._bodies) + 1)

    def stream(self, entries: bytes, data: bytes, *, compress: bool = True) -> bytes:
        """Write a new stream with these dictionary entries; gives the reference to it."""
        if compress:
            data, entries = zlib.compress(data, 6), entries + b"/Filter/FlateDecode"
        return self.add(b"<<%s/Length %d>>stream\n" % (entries, len(data)) + data + b"\nendstream")

    def finish(self, forms: list[bytes]) -> bytes:
        """A PDF without pages, whose catalog lists the forms under /Forms."""
        root = b"<</Type/Catalog/Pages<</Type/Pages/Count 0/Kids[]>>/Forms[%s]>>" % b" ".join(forms)
        out, rows = bytearray(b"%PDF-1.7\n"), [b"0000000000 65535 f \n"]
        for count, body in enumerate([root, *self._bodies], 1):
            rows.append(b"%010d 00000 n \n" % len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (count, body)
        start = len(out)
        out += b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
        return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), start)


def drawn(pdf: pikepdf.Pdf, sketches: list[Sketch], letters: Lettering) -> list[Stream]:
    """The sketches as form XObjects of the file, in the same order."""
    if not sketches:
        return []
    loose = Loose()
    fonts = letters.fonts(loose)
    forms = [_form(loose, sketch, fonts) for sketch in sketches]
    with pikepdf.open(io.BytesIO(loose.finish(forms))) as made:
        return [cast("Stream", pdf.copy_foreign(form)) for form in items(made.Root.Forms)]


def _form(loose: Loose, sketch: Sketch, fonts: bytes) -> bytes:
    opacity = number(sketch.opacity)
    state = f"<</ca {opacity}/CA {opacity}/BM/{sketch.blend}>>".encode("ascii")
    resources = dictionary({"/Font": fonts, "/ExtGState": dictionary({"/G": state})})
    plain = sketch.opacity == 1 and sketch.blend == "Normal"
    head = b"/Type/XObject/Subtype/Form/BBox[%s]/Resources%s" % (_corners(sketch.box), resources)
    parts = sketch.parts if plain else ("/G gs", *sketch.parts)
    return loose.stream(head, "\n".join(parts).encode("ascii"))


def _corners(box: Rect) -> bytes:
    return " ".join(map(number, (box.x, box.y, box.right, box.top))).encode("ascii")
