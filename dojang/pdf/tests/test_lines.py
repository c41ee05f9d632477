import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojang.pdf.fonts import Shaped
from dojang.pdf.lines import Fitted, fit_line, fit_lines, fitting, tokens
from dojang.pdf.tests.corpus import fonts


def text(line: Shaped) -> str:
    return "".join(glyph.text for run in line.runs for glyph in run.glyphs)


def wrapped(words: str, width: float, height: float = 1000, size: float = 10) -> tuple[list[str], float]:
    fitted = fit_lines(fonts(), words, width, height, size)
    return [text(line) for line in fitted.lines], fitted.size


def test_words_stay_whole_and_cjk_breaks_anywhere() -> None:
    assert list(tokens("제1조 See it")) == ["제", "1", "조", " ", "See", " ", "it"]


def test_no_line_begins_with_a_stop_or_a_closing_bracket() -> None:
    assert list(tokens("（甲）と、乙。")) == ["（甲）", "と、", "乙。"]
    assert list(tokens("サーバー")) == ["サー", "バー"]


def test_line_breaks_and_empty_lines_are_kept() -> None:
    assert wrapped("가나\r\n\n  다", 100)[0] == ["가나", "", "  다"]


def test_spaces_go_where_a_line_ends() -> None:
    lines, size = wrapped("alpha beta gamma", 40)
    assert lines == ["alpha", "beta", "gamma"]
    assert size == 10


def test_a_word_wider_than_the_box_is_cut() -> None:
    lines, _ = wrapped("abcdefghijklmnopqrstuvwxyz", 40)
    assert "".join(lines) == "abcdefghijklmnopqrstuvwxyz"
    assert len(lines) > 2


def test_too_much_text_shrinks_into_its_box() -> None:
    fitted = fit_lines(fonts(), "본 계약은 갑과 을이 " * 40, 200, 50, 10)
    assert 0 < fitted.size < 10
    assert fitted.height <= 50


def test_a_long_line_shrinks_to_the_width_and_a_short_one_keeps_its_size() -> None:
    long, short = (fit_line(fonts(), words, 50, 20, 10) for words in ("서울특별시 강남구 테헤란로", "이"))
    assert long.lines[0].width * long.size <= 50.001
    assert short.size == 10


def fits(fitted: Fitted, width: float, height: float) -> bool:
    widest = max(line.width for line in fitted.lines) * fitted.size
    return widest <= width * 1.001 and fitted.height <= height * 1.001


@settings(max_examples=60)
@given(st.text("가나다 ab、。「」ー\n1", min_size=1, max_size=80), st.floats(5, 300), st.floats(5, 100))
def test_whatever_the_text_all_of_it_is_in_the_box(words: str, width: float, height: float) -> None:
    if not words.strip():
        return
    fitted = fit_lines(fonts(), words, width, height, 12)
    assert fits(fitted, width, height)
    drawn = "".join(text(line) for line in fitted.lines)
    assert drawn.replace(" ", "") == words.replace(" ", "").replace("\n", "")


@settings(max_examples=30)
@given(st.text("가i .A\n、", min_size=3, max_size=8), st.booleans())
def test_how_much_fits_does_not_depend_on_how_much_is_too_much(words: str, multiline: bool) -> None:
    words = words if multiline else words.replace("\n", "가")
    some, more = (fitting(fonts(), f"가{words}" * count, 90, 20, 10, multiline=multiline) for count in (200, 2_000))
    assert some == more < 200


@pytest.mark.parametrize("text", ["홍길동" + " " * 900, " " * 900 + "1,000", "가" + " " * 900 + "나"])
def test_spaces_that_pad_a_text_take_no_room(text: str) -> None:
    lines = "나" in text
    assert fitting(fonts(), text, 60, 40, 10, multiline=lines) == len(text)
