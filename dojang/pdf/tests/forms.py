"""Forms and comments for the tests, written byte by byte, each on a page of 400 × 400 pt with nothing else on it."""

from __future__ import annotations

from collections.abc import Sequence

from dojang.pdf.tests.corpus import stream
from dojang.pdf.tests.odd import rent

RECT = (60, 200, 260, 220)


def text(value: str) -> bytes:
    """A text string in UTF-16."""
    return b"<" + ("\ufeff" + value).encode("utf-16-be").hex().encode() + b">"


def field(entries: bytes, *, rect: Sequence[float] = RECT, need: bool = False, objects: Sequence[bytes] = ()) -> bytes:
    """A form with one field, object 6; further objects are 7, 8 …"""
    widget = b"<</Type/Annot/Subtype/Widget/T(name)/F 4/P 3 0 R/Rect[%s]%s>>" % (_numbers(rect), entries)
    form = b"/AcroForm<</Fields[6 0 R]/DA(/F1 12 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>%s>>"
    asks = b"/NeedAppearances true" if need else b""
    return rent(b"", page=b"/Annots[6 0 R]", root=form % asks, objects=[widget, *objects])


def comment(entries: bytes, *, rect: Sequence[float] = RECT, page: bytes = b"", objects: Sequence[bytes] = ()) -> bytes:
    """A page with one comment, object 6; further objects are 7, 8 …"""
    annotation = b"<</Type/Annot/Rect[%s]%s>>" % (_numbers(rect), entries)
    return rent(b"", page=b"/Annots[6 0 R]" + page, objects=[annotation, *objects])


def look(content: bytes, *, box: Sequence[float] = (0, 0, 200, 20), entries: bytes = b"") -> bytes:
    """An appearance; unless entries say otherwise, it has the resource F1 of the form only."""
    return stream(b"/Type/XObject/Subtype/Form/BBox[%s]%s" % (_numbers(box), entries), content)


def _numbers(values: Sequence[float]) -> bytes:
    return " ".join(map(str, values)).encode()
