"""What fields hold is written in rows in one form, for good: hashes over it are in the history."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dojang.contracts.contents import Drawn, Mark, NameSeal, StoredPicture, Text, Typed, from_row, is_filled, to_row
from dojang.library.kinds import NATURES, Kind
from dojang.pdf.figures import Hand
from dojang.pdf.name_seals import Shape

_WRITTEN = [kind for kind in Kind if not kind.is_mark]
fractions = st.floats(0, 1).map(lambda x: round(x, 4)) | st.integers(0, 1)
points = st.lists(fractions, min_size=2, max_size=3)
drawings = st.fixed_dictionaries(
    {
        "kind": st.just("drawn"),
        "ratio": st.floats(0.1, 20),
        "strokes": st.lists(st.lists(points, max_size=4), max_size=3),
    }
)
typed = st.fixed_dictionaries({"kind": st.just("typed"), "text": st.text(), "font": st.sampled_from([*map(str, Hand)])})
seals = st.fixed_dictionaries(
    {"kind": st.just("seal"), "text": st.text(), "shape": st.sampled_from([*map(str, Shape)])}
)
sizes = st.integers(1, 2000)
keys = st.text("0123456789abcdef/.", min_size=1)
pictures = st.fixed_dictionaries(
    {"kind": st.just("picture"), "blob": keys, "media_type": st.just("image/png"), "width": sizes, "height": sizes},
    optional={"prepared": keys, "small": keys},
)
texts = st.text() | st.sampled_from(["", "Y", "N", "2026-01-31"])
recorded = st.tuples(texts, st.none()) | st.tuples(st.just(""), drawings | typed | seals | pictures)

DRAWING = {"kind": "drawn", "ratio": 2.5, "strokes": [[[0.1, 0.2], [0.3, 0.4, 1.25]], [[1, 0]]]}


@given(st.sampled_from(Kind), recorded)
@example(Kind.SIGNATURE, ("", DRAWING))
@example(Kind.CHECK, ("half", None))
def test_what_a_row_holds_is_written_as_it_was_read(kind: Kind, row: tuple[str, dict[str, Any] | None]) -> None:
    again = to_row(from_row(kind, *row))
    assert again == row
    assert json.dumps(again[1], sort_keys=True) == json.dumps(row[1], sort_keys=True)  # 1 is not 1.0


@pytest.mark.parametrize(
    ("kind", "row", "content"),
    [
        (Kind.TEXT, ("Lee", None), Text("Lee")),
        (Kind.TEXT, ("Y", None), Text("Y")),
        (Kind.DATE, ("2026-01-31", None), Text("2026-01-31")),
        (Kind.CHECK, ("Y", None), Mark(ticked=True)),
        (Kind.RADIO, ("N", None), Mark(ticked=False)),
        (Kind.SIGNATURE, ("", DRAWING), Drawn(2.5, (((0.1, 0.2), (0.3, 0.4, 1.25)), ((1, 0),)))),
        (Kind.SIGNATURE, ("", {"kind": "typed", "text": "Lee", "font": "pen"}), Typed("Lee", Hand.PEN)),
        (Kind.STAMP, ("", {"kind": "seal", "text": "Lee", "shape": "oval"}), NameSeal("Lee", Shape.OVAL)),
        (
            Kind.PICTURE,
            ("", {"kind": "picture", "blob": "b.png", "media_type": "image/png", "width": 2, "height": 1}),
            StoredPicture("b.png", "image/png", 2, 1),
        ),
    ],
)
def test_each_form_of_row_is_a_content(kind: Kind, row: tuple[str, dict[str, Any] | None], content: object) -> None:
    assert from_row(kind, *row) == content


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_row_is_an_empty_box(kind: Kind) -> None:
    assert from_row(kind, "", None) is None
    assert to_row(None) == ("", None)


def test_data_that_no_row_ever_held_is_an_error() -> None:
    with pytest.raises(ValueError, match="photo"):
        from_row(Kind.SIGNATURE, "", {"kind": "photo"})


@pytest.mark.parametrize("kind", _WRITTEN)
def test_whatever_stands_in_a_box_that_is_no_mark_fills_it(kind: Kind) -> None:
    assert is_filled(from_row(kind, "N", None))


def test_every_kind_of_box_has_a_nature() -> None:
    assert set(NATURES) == set(Kind)
