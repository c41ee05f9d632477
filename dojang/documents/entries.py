"""From a contract's boxes and values to what the PDF room draws."""

from collections.abc import Iterator, Mapping
from typing import Any

from dojang.contracts.signatures import MADE, figure_of
from dojang.contracts.values import Content
from dojang.lib import blobs
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout
from dojang.pdf.images import Picture, take_ink
from dojang.pdf.pictures import PreparedPicture, prepare
from dojang.pdf.values import Align, Box, Entry, FigureEntry, InkEntry, MarkEntry, PictureEntry, TextEntry

_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}


def entries(layout: Layout, contents: Mapping[str, Content]) -> list[Entry]:
    """What is drawn: one entry for each box with something in it."""
    return [entry for field in layout.fields for entry in _entry(field, contents.get(field.name))]


def _entry(field: Field, content: Content | None) -> Iterator[Entry]:
    if content is None or content.is_empty:
        return
    box = Box(field.page, field.x, field.y, field.w, field.h)
    if content.data is not None:
        yield _drawn(box, content)
    elif field.kind.is_mark:
        if content.text == "Y":
            yield MarkEntry(box, "check" if field.kind is Kind.CHECK else "radio")
    else:
        yield TextEntry(box, content.text, field.font_size, _ALIGN[field.align], field.multiline)


def _drawn(box: Box, content: Content) -> Entry:
    data = dict(content.data or {})
    if data["kind"] == "drawn":
        return InkEntry(box, take_ink(data))
    if data["kind"] in MADE:
        return FigureEntry(box, figure_of(data))
    return PictureEntry(box, _picture(data))


def _picture(data: Mapping[str, Any]) -> PreparedPicture:
    if "prepared" in data:
        return PreparedPicture.from_bytes(blobs.get(data["prepared"]))
    # Taken in before pictures were prepared when they came in.
    return prepare(Picture(blobs.get(data["blob"]), data["media_type"], data["width"], data["height"]))
