"""From values in boxes to what is drawn: one entry for each box with something in it."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from dojang.contracts.contents import Content, Mark, StoredPicture, Text
from dojang.contracts.readers import read_value
from dojang.documents.entries import entries
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout, Step
from dojang.pdf.values import Box, Entry, InkEntry, MarkEntry, PictureEntry, TextEntry
from tests.factories import STROKES, page


def box(kind: Kind) -> Field:
    return Field(name="box", kind=kind, step=1, page=2, x=0.1, y=0.2, w=0.3, h=0.04, font_size=12, align="right")


def drawn(kind: Kind, content: Content | None) -> list[Entry]:
    return entries(Layout((Step(step=1),), (box(kind),)), {"box": content, "no such box": Text("x")})


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LABEL, Kind.DATE])
def test_a_text_lies_in_its_box_as_the_layout_says(kind: Kind) -> None:
    assert drawn(kind, Text("Lee")) == [TextEntry(Box(2, 0.1, 0.2, 0.3, 0.04), "Lee", 12, "right")]


@pytest.mark.parametrize(("kind", "shape"), [(Kind.CHECK, "check"), (Kind.RADIO, "radio")])
def test_a_mark_is_drawn_only_where_it_is_set(kind: Kind, shape: str) -> None:
    (entry,) = drawn(kind, Mark(ticked=True))
    assert isinstance(entry, MarkEntry)
    assert entry.shape == shape
    assert drawn(kind, Mark(ticked=False)) == []


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_drawn_in_an_empty_box(kind: Kind) -> None:
    assert drawn(kind, None) == entries(Layout((), (box(kind),)), {}) == []


@pytest.mark.parametrize("kind", [Kind.SIGNATURE, Kind.STAMP])
def test_a_drawing_is_drawn_as_ink(kind: Kind) -> None:
    (entry,) = drawn(kind, read_value(box(kind), STROKES, "tests"))
    assert isinstance(entry, InkEntry)
    assert len(entry.ink.strokes[0]) == 5


@pytest.mark.parametrize("kind", [Kind.SIGNATURE, Kind.STAMP, Kind.PICTURE])
def test_a_picture_comes_from_the_store_as_it_was_kept(kind: Kind) -> None:
    image, out = Image.new("L", (595, 842), 255), BytesIO()
    ImageDraw.Draw(image).line([(60, 600), (500, 200)], fill=0, width=8)
    image.save(out, "PNG")
    (entry,) = drawn(kind, read_value(box(kind), out.getvalue(), "tests"))
    assert isinstance(entry, PictureEntry)
    assert (entry.picture.width, entry.picture.height) == (595, 842)


def test_a_picture_kept_before_pictures_were_prepared_is_drawn_the_same() -> None:
    from dojang.lib import blobs

    kept = read_value(box(Kind.PICTURE), blobs.get(page().picture), "tests")
    assert isinstance(kept, StoredPicture)
    assert drawn(Kind.PICTURE, replace(kept, prepared="", small="")) == drawn(Kind.PICTURE, kept)
