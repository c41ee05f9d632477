"""Signatures and stamps: drawn, typed, made from a name or cut out of a photo; kept so that they can be drawn, or refused."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dojang.contracts.contents import Drawn, NameSeal, StoredPicture, Typed, as_svg, to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.readers import REASONS, read_value
from dojang.contracts.tests.test_values import box, content_or_reason, picture
from dojang.lib import blobs
from dojang.library.kinds import Kind
from dojang.pdf.figures import Hand
from dojang.pdf.tests.test_ink_extraction import BLUE, jpeg, on_paper

INKED = (Kind.SIGNATURE, Kind.STAMP)
anything = st.text(max_size=50) | st.none() | st.integers() | st.lists(st.text(), max_size=2)
made = st.fixed_dictionaries(
    {"kind": st.sampled_from(["typed", "seal", "photo"]), "text": anything},
    optional={
        "font": st.sampled_from(["pen", "brush", "neat"]) | anything,
        "shape": st.sampled_from(["round", "square", "oval"]) | anything,
        "photo": anything | st.binary(max_size=40),
    },
)


@pytest.mark.parametrize("kind", INKED)
@settings(max_examples=80)
@given(raw=made)
def test_whatever_is_made_is_kept_as_it_can_be_drawn_or_refused_for_a_reason_with_a_name(kind: Kind, raw: Any) -> None:
    read = content_or_reason(box(kind), raw)
    if isinstance(read, str):
        assert read in REASONS
        return
    _, data = to_row(read)
    assert data is not None
    assert json.loads(json.dumps(data)) == data
    assert isinstance(read, Drawn | Typed | NameSeal)
    assert as_svg(read).startswith(b"<svg")
    assert read_value(box(kind), data, "tests") == read


def test_a_name_is_kept_with_its_spaces_in_order() -> None:
    read = read_value(box(Kind.SIGNATURE), {"kind": "typed", "text": "  Lee \n Young-hee ", "font": "pen"}, "tests")
    assert read == Typed("Lee Young-hee", Hand.PEN)


@pytest.mark.parametrize(
    ("raw", "reason", "details"),
    [
        ({"kind": "typed", "text": "이", "font": "comic"}, "drawing", {}),
        ({"kind": "seal", "text": "이", "shape": "star"}, "drawing", {}),
        ({"kind": "seal", "text": "이", "font": "pen"}, "drawing", {}),
        ({"kind": "typed", "text": " ", "font": "pen"}, "drawing", {"most": 40}),
        ({"kind": "typed", "text": "가" * 41, "font": "pen"}, "length", {"most": 40}),
        ({"kind": "typed", "text": "가" * 10_000_000, "font": "pen"}, "length", {"most": 40}),
        ({"kind": "seal", "text": "가나다라마바사" * 3, "shape": "oval"}, "length", {"most": 20}),
        ({"kind": "seal", "text": "이🦜", "shape": "oval"}, "characters", {"characters": "🦜"}),
        ({"kind": "photo", "photo": b"GIF89a"}, "picture-type", {"most": "1 MB"}),
        ({"kind": "photo", "photo": picture()[:60]}, "picture-damaged", {"most": "1 MB"}),
        ({"kind": "photo", "photo": jpeg(Image.new("RGB", (90, 60), "white"))}, "picture-blank", {"most": "1 MB"}),
        ({"kind": "photo", "photo": "text"}, "drawing", {}),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_is_wrong(raw: Any, reason: str, details: dict[str, Any]) -> None:
    with pytest.raises(ValueRefused) as told:
        read_value(box(Kind.STAMP), raw, "tests")
    assert (told.value.reason, told.value.details) == (reason, details)


@pytest.mark.parametrize("kind", [Kind.SIGNATURE, Kind.STAMP])
def test_a_picture_that_shows_nothing_is_refused_in_a_box_for_a_signature_alone(kind: Kind) -> None:
    white = jpeg(Image.new("RGB", (90, 60), "white"))
    with pytest.raises(ValueRefused) as told:
        read_value(box(kind), white, "tests")
    assert told.value.reason == "picture-empty"
    assert read_value(box(Kind.PICTURE), white, "tests")


def test_of_a_photo_only_the_ink_is_kept() -> None:
    read = read_value(box(Kind.SIGNATURE), {"kind": "photo", "photo": jpeg(on_paper(BLUE))}, "tests")
    assert isinstance(read, StoredPicture)
    assert read.media_type == "image/png"
    kept = Image.open(BytesIO(blobs.get(read.blob)))
    assert kept.getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in INKED])
def test_other_boxes_take_no_signature(kind: Kind) -> None:
    assert content_or_reason(box(kind), {"kind": "typed", "text": "이", "font": "pen"}) == "type"
