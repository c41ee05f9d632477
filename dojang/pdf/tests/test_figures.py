"""Signatures in a hand and seals with a name: every name can be made, stays within its frame, and looks the same everywhere."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dojang.pdf.figures import _HANDS, Figure, FigureFault, FigureRefused, Hand, stack_of, typed
from dojang.pdf.fill import fill
from dojang.pdf.fonts import FontStack, UncoveredText
from dojang.pdf.name_seals import MAX_IN_COLUMNS, Shape, name_seal
from dojang.pdf.outlines import Outline
from dojang.pdf.svg import figure_as_svg
from dojang.pdf.tests.corpus import FONTS, one_page
from dojang.pdf.tests.test_fill import drawn_part, seen
from dojang.pdf.values import Box, FigureEntry

HANGUL = [chr(code) for code in range(0xAC00, 0xD7A4)]
LATIN = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x100)) if code != 0xAD]


def of_charset(codec: str) -> list[str]:
    pairs = (bytes([a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF))
    told = (pair.decode(codec, "ignore") for pair in pairs)
    return [character for character in told if len(character) == 1 and character.isalpha()]


KS_X_1001, JIS_X_0208 = of_charset("euc_kr"), of_charset("euc_jp")
hangul, han, kana = st.sampled_from(HANGUL), st.sampled_from(JIS_X_0208), st.sampled_from("ひらがなカタカナー々")
letters = st.sampled_from([character for character in LATIN if character.isalpha()])
names = st.one_of(
    *(st.text(alphabet, min_size=1, max_size=MAX_IN_COLUMNS) for alphabet in (hangul, han, kana, letters)),
    st.text(hangul | han | kana | letters | st.just(" "), min_size=1, max_size=MAX_IN_COLUMNS).filter(str.strip),
)


@pytest.mark.parametrize("hand", Hand)
def test_every_korean_japanese_and_western_letter_can_be_written(hand: Hand) -> None:
    fonts = stack_of(_HANDS[hand], FONTS)
    assert fonts.uncovered("".join([*HANGUL, *KS_X_1001, *JIS_X_0208, *LATIN])) == ()


@pytest.mark.parametrize("hand", Hand)
def test_hangul_jis_and_latin_1_are_written_in_the_hand_itself(hand: Hand) -> None:
    fonts = stack_of(_HANDS[hand], FONTS)
    japanese = [character for character in JIS_X_0208 if "ぁ" <= character <= "ヶ" or "一" <= character <= "龥"]
    western = [character for character in LATIN if character.isalpha()]
    own = fonts.faces[: len(_HANDS[hand])]
    assert [c for c in (*HANGUL, *japanese, *western) if fonts.face_for(c) not in own] == []


def test_a_typed_signature_is_as_large_as_its_ink_and_differs_by_hand() -> None:
    figures = [typed("홍길동 佐藤 Zoë", hand, FONTS) for hand in Hand]
    for figure in figures:
        assert bounds(figure) == pytest.approx((0, 0, figure.width, figure.height))
    assert len({figure.parts for figure in figures}) == len(Hand)


@pytest.mark.parametrize(("text", "fault"), [("", "empty"), (" \n ", "empty"), ("가" * 41, "long")])
def test_no_text_and_too_much_text_are_no_signature(text: str, fault: str) -> None:
    with pytest.raises(FigureRefused) as refused:
        typed(text, Hand.PEN, FONTS)
    assert (refused.value.reason, refused.value.most) == (FigureFault(fault), 40)


@pytest.mark.parametrize("text", ["", "가나다라마바사" * 3, " "])
def test_no_name_and_more_than_twenty_characters_are_no_seal(text: str) -> None:
    with pytest.raises(FigureRefused):
        name_seal(text, Shape.ROUND, FONTS)


def test_what_no_font_has_is_refused_with_its_characters() -> None:
    makers: list[Callable[[], Figure]] = [
        lambda: typed("홍🦜", Hand.PEN, FONTS),
        lambda: name_seal("홍🦜", Shape.ROUND, FONTS),
    ]
    for make in makers:
        with pytest.raises(UncoveredText) as refused:
            make()
        assert refused.value.characters == ("🦜",)


@settings(max_examples=150)
@given(names)
@example("一一一")
@example("뷁뷁뷁뷁뷁뷁뷁뷁")
@example("WWW")
@example("e\u0301\u0323\u0302")
def test_a_name_stays_within_its_border_and_no_character_touches_another(name: str) -> None:
    for shape in Shape:
        border, *characters = name_seal(name, shape, FONTS).parts
        assert characters
        for character in characters:
            assert is_inside(character, shape, border), (name, shape)
        for one, other in combinations([character.bounds for character in characters], 2):
            apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
            assert apart, (name, shape, one, other)


def is_inside(character: Outline, shape: Shape, border: Outline) -> bool:
    """Whether all points lie within the border's inner edge."""
    thick = 0.055 if shape is Shape.SQUARE else 0.045
    wide = border.bounds[2]
    points = [(at[n], at[n + 1]) for _, at in character.pieces for n in range(0, len(at), 2)]
    if shape is Shape.SQUARE:
        return all(thick < x < wide - thick and thick < y < 1 - thick for x, y in points)
    a, b = wide / 2 - thick, 0.5 - thick
    return all(((x - wide / 2) / a) ** 2 + ((y - 0.5) / b) ** 2 < 1 for x, y in points)


@pytest.mark.parametrize(
    ("name", "shape", "rows"),
    [
        ("홍길동", Shape.SQUARE, [2, 2]),
        ("홍길동", Shape.ROUND, [1, 1, 1]),
        ("남궁민수", Shape.ROUND, [2, 2]),
        ("남궁민수", Shape.OVAL, [1, 1, 1, 1]),
        ("佐藤", Shape.SQUARE, [2, 2]),
        ("株式会社山田", Shape.SQUARE, [2, 2, 2]),
        ("John Smith", Shape.ROUND, [2]),
        ("John Smith", Shape.OVAL, [1, 1]),
        ("Lee", Shape.SQUARE, [3]),
    ],
)
def test_characters_stand_as_seal_cutters_set_them(name: str, shape: Shape, rows: list[int]) -> None:
    tops = [(part.bounds[1] + part.bounds[3]) / 2 for part in name_seal(name, shape, FONTS).parts[1:]]
    found: list[list[float]] = []
    for top in sorted(tops):
        if found and top - found[-1][-1] < 0.1:
            found[-1].append(top)
        else:
            found.append([top])
    assert [len(row) for row in found] == rows


def test_a_name_reads_from_the_right_column_to_the_left_and_a_seal_fills_the_last_place() -> None:
    alone = name_seal("홍길동인", Shape.SQUARE, FONTS)
    assert name_seal("홍길동", Shape.SQUARE, FONTS) == alone
    hong, gil, dong, seal = (part.bounds for part in alone.parts[1:])
    assert hong[0] > 0.5 > hong[3]
    assert gil[0] > 0.5
    assert gil[1] > 0.5
    assert dong[2] < 0.5
    assert dong[3] < 0.5
    assert seal[1] > 0.5 > seal[2]


@pytest.mark.parametrize("figure", [typed("홍길동", Hand.BRUSH, FONTS), name_seal("홍길동", Shape.OVAL, FONTS)])
def test_a_figure_stands_whole_in_the_middle_of_its_box(figure: Figure) -> None:
    left, top, right, bottom = drawn_part(one_page(), FigureEntry(Box(1, 0.2, 0.3, 0.4, 0.1), figure), scale=4)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((0.4, 0.35), abs=0.002)
    assert (right - left) * 595 / ((bottom - top) * 842) == pytest.approx(figure.width / figure.height, rel=0.03)
    assert bottom - top <= 0.102


def test_a_seal_is_red_and_lets_the_paper_through() -> None:
    seal = name_seal("王", Shape.SQUARE, FONTS)
    page = seen(fill(one_page(contents=[b"1 g 0 0 595 842 re f"]), [FigureEntry(Box(1, 0, 0, 1, 1), seal)], stack()))
    side, top = 595, (842 - 595) / 2
    assert page.getpixel((round(0.02 * side), 421)) == (200, 16, 46)
    assert page.getpixel((round(0.075 * side), round(top + 0.075 * side))) == (255, 255, 255)


def test_a_figure_as_svg_is_made_of_numbers_alone() -> None:
    svg = figure_as_svg(typed("<b>&'", Hand.PEN, FONTS)).decode()
    assert re.fullmatch(r'<svg xmlns="[^"<>&]*" viewBox="[\d. ]+" width="[\d.]+" height="400">'
                        r'<g fill="#0d1f6b">(<path d="[MLCZ\d. -]*"/>)+</g></svg>', svg)  # fmt: skip


def bounds(figure: Figure) -> tuple[float, ...]:
    every = [part.bounds for part in figure.parts]
    return *(min(one[side] for one in every) for side in (0, 1)), *(max(one[side] for one in every) for side in (2, 3))


def stack() -> FontStack:
    return stack_of((), FONTS)
