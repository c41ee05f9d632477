"""Entries for the PDF room: a contract's fields with their contents."""

from typing import assert_never

from dojang.contracts.contents import Content, Contents, Drawn, Mark, NameSeal, StoredPicture, Text, Typed, figure_of
from dojang.lib import blobs
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout
from dojang.pdf.images import Picture
from dojang.pdf.pictures import PreparedPicture, prepare
from dojang.pdf.values import Align, Box, Entry, FigureEntry, InkEntry, MarkEntry, PictureEntry, TextEntry

_ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}


def entries(layout: Layout, contents: Contents) -> list[Entry]:
    """One entry for each field whose content shows."""
    held = ((field, contents.get(field.name)) for field in layout.fields)
    drawn = (_entry(field, content) for field, content in held if content is not None)
    return [entry for entry in drawn if entry is not None]


def _entry(field: Field, content: Content) -> Entry | None:
    box = Box(field.page, field.x, field.y, field.w, field.h)
    match content:
        case Text():
            return TextEntry(box, content.text, field.font_size, _ALIGN[field.align], field.multiline)
        case Mark():
            return MarkEntry(box, "check" if field.kind is Kind.CHECK else "radio") if content.ticked else None
        case Drawn():
            return InkEntry(box, content.ink)
        case Typed() | NameSeal():
            return FigureEntry(box, figure_of(content))
        case StoredPicture():
            return PictureEntry(box, _picture(content))
        case _:
            assert_never(content)


def _picture(stored: StoredPicture) -> PreparedPicture:
    if stored.prepared:
        return PreparedPicture.from_bytes(blobs.get(stored.prepared))
    # Stored before pictures were prepared on arrival.
    return prepare(Picture(blobs.get(stored.blob), stored.media_type, stored.width, stored.height))
