"""Values of fields: any text, bytes or drawing is kept so that it can be drawn, or refused for a reason with a name."""

import base64
import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from dojang.contracts.contents import Content, Drawn, Mark, StoredPicture, is_filled, to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.readers import READERS, REASONS, read_value
from dojang.contracts.values import one_per_group, with_defaults
from dojang.lib import blobs
from dojang.lib.texts import can_be_kept
from dojang.lib.vendor import FONTS
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout, Step
from dojang.pdf.fonts import stack_from
from dojang.pdf.images import take_ink
from dojang.pdf.pictures import PreparedPicture
from tests.factories import STROKES

strokes = st.lists(st.lists(st.lists(st.floats(-0.5, 1.5), min_size=2, max_size=2), max_size=6), max_size=4)
# Around the least length and extent that a signature may have.
dashes = st.floats(0.04, 0.16).map(lambda length: [[[0.1, 0.1], [0.1, 0.1 + length]]])
drawings = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["drawn", "typed"]),
        "ratio": st.floats(0.05, 25) | st.just(10**400),
        "strokes": strokes | dashes,
    }
)
texts = st.text() | st.sampled_from(
    ["Y", "n", " y ", "2026-01-31", "2026-02-30", "이영희", "a\nb", "\0", "\ud800", "data:,"]
)


def box(kind: Kind, **given: Any) -> Field:
    return Field(name="box", kind=kind, step=1, page=1, x=0.1, y=0.1, w=0.3, h=0.1, **given)


def content_or_reason(field: Field, raw: Any) -> Content | str | None:
    try:
        return read_value(field, raw, "tests")
    except ValueRefused as told:
        return told.reason


def picture(kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=60)
@given(raw=texts | st.binary(max_size=40) | drawings)
def test_anything_is_kept_or_refused_for_a_reason_with_a_name(kind: Kind, raw: Any) -> None:
    for field in (box(kind), box(kind, multiline=True, max_length=3)):
        read = content_or_reason(field, raw)
        if isinstance(read, str):
            assert read in REASONS
            continue
        text, data = to_row(read)
        assert can_be_kept(text)
        json.dumps(data, allow_nan=False)
        assert not stack_from(FONTS).uncovered(text, multiline=field.multiline)
        assert content_or_reason(field, text if data is None else raw) == read


@given(strokes | dashes, st.floats(0.1, 20))
@example([[[0.000051, 0.5], [0.007949, 0.5]]], 19.0)
def test_a_drawing_that_is_kept_can_be_drawn_when_the_document_is_sealed(drawn: list[Any], ratio: float) -> None:
    read = content_or_reason(box(Kind.SIGNATURE), {"kind": "drawn", "ratio": ratio, "strokes": drawn})
    if isinstance(read, Drawn):
        assert read.ink.width == pytest.approx(ratio, abs=1e-4)


def test_a_dash_that_rounding_makes_too_short_is_refused_when_it_is_made() -> None:
    dash = {"kind": "drawn", "ratio": 19, "strokes": [[[0.000051, 0.5], [0.007949, 0.5]]]}
    take_ink(dash)
    assert content_or_reason(box(Kind.SIGNATURE), dash) == "drawing-small"


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        (Kind.TEXT, "e\u0301", "é"),
        (Kind.TEXT, "one line\n", "one line"),
        (Kind.CHECK, " y ", "Y"),
        (Kind.RADIO, "n", "N"),
        (Kind.DATE, " 2026-01-31 ", "2026-01-31"),
    ],
)
def test_a_text_is_kept_in_one_form(kind: Kind, raw: str, kept: str) -> None:
    assert to_row(read_value(box(kind), raw, "tests")) == (kept, None)


@pytest.mark.parametrize(
    ("field", "raw", "reason"),
    [
        (box(Kind.TEXT), "a\nb", "lines"),
        (box(Kind.TEXT, max_length=2), "abc", "length"),
        (box(Kind.TEXT), "x" * 10_001, "length"),
        (box(Kind.TEXT), "\0", "characters"),
        (box(Kind.TEXT), b"abc", "type"),
        (box(Kind.CHECK), "on", "mark"),
        (box(Kind.DATE), "2026-02-30", "date"),
        (box(Kind.DATE), "20260131", "date"),
        (box(Kind.DATE), "２０２６-01-31", "date"),
        (box(Kind.PICTURE), "no base64!", "picture-type"),
        (box(Kind.PICTURE), b"GIF89a", "picture-type"),
        (box(Kind.PICTURE), picture()[:60], "picture-damaged"),
        (box(Kind.PICTURE), picture() + b"\0" * 1_000_000, "picture-size"),
        (box(Kind.PICTURE), STROKES, "type"),
        (box(Kind.SIGNATURE), {"kind": "drawn", "ratio": 2, "strokes": []}, "drawing-small"),
        (box(Kind.SIGNATURE), {"kind": "drawn", "ratio": 10**400, "strokes": [[[0, 0]]]}, "drawing"),
        (box(Kind.STAMP), {"kind": "typed"}, "drawing"),
    ],
)
def test_what_does_not_fit_its_box_is_refused(field: Field, raw: Any, reason: str) -> None:
    with pytest.raises(ValueRefused) as told:
        read_value(field, raw, "tests")
    assert (told.value.field, told.value.reason) == ("box", reason)


@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,"])
def test_a_picture_comes_as_bytes_or_as_base64_with_or_without_its_prefix(prefix: str) -> None:
    encoded = base64.encodebytes(picture()).decode().replace("=", "")
    kept = read_value(box(Kind.PICTURE), picture(), "tests")
    assert read_value(box(Kind.PICTURE), prefix + encoded, "tests") == kept
    assert isinstance(kept, StoredPicture)
    assert (kept.media_type, kept.width, kept.height) == ("image/png", 40, 20)


def test_a_signature_may_be_drawn_or_a_picture() -> None:
    assert isinstance(read_value(box(Kind.SIGNATURE), STROKES, "tests"), Drawn)
    pictured = read_value(box(Kind.SIGNATURE), picture("JPEG"), "tests")
    assert isinstance(pictured, StoredPicture)
    assert pictured.blob.endswith(".jpg")


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_an_empty_box(kind: Kind) -> None:
    assert read_value(box(kind), "", "tests") is None
    assert not is_filled(None)


def test_every_kind_is_read_in_some_way() -> None:
    assert set(READERS) == set(Kind)


def test_a_mark_counts_as_filled_once_it_is_set() -> None:
    marked = [is_filled(read_value(box(Kind.CHECK), text, "tests")) for text in ("Y", "N", "")]
    assert marked == [True, False, False]
    assert is_filled(read_value(box(Kind.TEXT), "N", "tests"))


def radios() -> Layout:
    fields = tuple(
        Field(name=name, kind=Kind.RADIO, step=1, page=1, x=0, y=0, w=0.1, h=0.1, group="pay", default=default)
        for name, default in (("a", "Y"), ("b", ""), ("c", ""))
    )
    return Layout((Step(step=1),), fields)


def test_choosing_one_of_a_group_clears_the_others_even_a_default() -> None:
    given = one_per_group(radios(), {"b": Mark(ticked=True)})
    filled = with_defaults(radios(), given)
    assert filled == {"a": Mark(ticked=False), "b": Mark(ticked=True), "c": Mark(ticked=False)}


def test_choosing_two_of_a_group_is_refused() -> None:
    with pytest.raises(ValueRefused) as told:
        one_per_group(radios(), {"a": Mark(ticked=True), "c": Mark(ticked=True)})
    assert (told.value.field, told.value.reason, told.value.details) == ("c", "group", {"group": "pay"})


def test_a_picture_is_prepared_for_the_pdf_and_kept_small_for_the_certificate() -> None:
    inked = Image.new("RGBA", (2000, 800))
    ImageDraw.Draw(inked).line([(100, 100), (1800, 700)], fill=(20, 30, 90, 255), width=20)
    out = BytesIO()
    inked.save(out, "PNG")
    kept = read_value(box(Kind.SIGNATURE), out.getvalue(), "tests")
    assert isinstance(kept, StoredPicture)
    prepared = PreparedPicture.from_bytes(blobs.get(kept.prepared))
    assert (prepared.width, prepared.height, bool(prepared.mask)) == (2000, 800, True)
    with Image.open(BytesIO(blobs.get(kept.small))) as small:
        assert (small.size, small.mode) == ((480, 192), "RGBA")
