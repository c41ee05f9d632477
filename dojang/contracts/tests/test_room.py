"""A text has to fit its field in letters that can be read."""

from typing import Any

import pytest

from dojang.contracts.contents import to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.readers import read_value
from dojang.library.kinds import Kind
from dojang.library.layout import Field
from dojang.library.pages import Size

A4 = (Size(595.0, 842.0),)
LONG = "아주 아주 긴 이름을 가진 사람 " * 12


def kept(raw: str, **given: Any) -> str:
    box: dict[str, Any] = {
        "name": "s",
        "kind": Kind.TEXT,
        "step": 1,
        "page": 1,
        "x": 0.1,
        "y": 0.4,
        "w": 0.1,
        "h": 0.02,
    }
    return to_row(read_value(Field(**(box | given)), raw, "tests", A4))[0]


def refused(raw: str, **given: Any) -> dict[str, str | int]:
    with pytest.raises(ValueRefused) as told:
        kept(raw, **given)
    assert told.value.reason == "room"
    return told.value.details


def test_a_text_that_fits_at_six_points_is_kept_and_one_more_is_refused() -> None:
    # 59.5 points hold ten letters of an em each, with a little to spare for Hangul that is narrower.
    fit = refused(LONG)["fit"]
    assert isinstance(fit, int)
    assert kept(LONG[:fit]) == LONG[:fit]
    assert refused(LONG[: fit + 2])["fit"] == fit


def test_the_refusal_says_how_much_fits_and_where_it_is_full() -> None:
    assert refused("가나다라마바사아자차카타파하" * 3) == {
        "size": "6",
        "fit": 11,
        "given": 42,
        "end": "나다라마바사아자차카",
    }


@pytest.mark.parametrize(("width", "height"), [(0.3, 0.02), (0.3, 0.1), (0.05, 0.3)])
def test_lines_fill_their_box_and_no_more(width: float, height: float) -> None:
    box = {"multiline": True, "w": width, "h": height}
    fit = refused(LONG * 40, **box)["fit"]
    assert isinstance(fit, int)
    assert kept((LONG * 40)[:fit].rstrip(), **box)
    assert refused((LONG * 40)[: fit + 30], **box)["fit"] == fit


def test_empty_lines_need_room_as_well() -> None:
    assert refused("a" + "\n" * 30 + "b", multiline=True, h=0.05)["end"] == "a"


@pytest.mark.parametrize(("height", "text"), [(0.002, "가나다라마바사"), (0.004, "가나다라마바사아자차카타파하")])
def test_a_box_lower_than_six_points_holds_letters_of_its_height(height: float, text: str) -> None:
    assert kept(text, h=height) == text


def test_a_box_narrower_than_a_letter_holds_one() -> None:
    assert kept("가", w=0.002) == "가"
    assert refused("가나", w=0.002)["fit"] == 1


def test_a_layout_that_asks_for_smaller_letters_gets_them() -> None:
    text = "가나다라마바사아자차카타파하가나다라"
    assert kept(text, font_size=3) == text
    assert refused(text)["size"] == "6"


def test_a_date_fits_any_box() -> None:
    assert kept("2026-01-31", kind=Kind.DATE, w=0.01) == "2026-01-31"


def test_ten_thousand_characters_are_answered() -> None:
    assert refused("가" * 10_000)["given"] == 10_000
    assert refused("가 " * 5_000, multiline=True)["given"] == 10_000
