"""Seals of companies: up to twenty characters, the name around and the office in the middle."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojang.lib.vendor import FONTS
from dojang.pdf.name_seals import Shape, name_seal
from dojang.pdf.outlines import Outline
from dojang.pdf.tests.test_figures import is_inside

HANBIT = "주식회사 한빛스튜디오 대표이사"
companies = st.text(alphabet="가뷁한빛ー一株式会社ひかり()WM1", min_size=5, max_size=15)


def points(part: Outline) -> list[tuple[float, float]]:
    return [(at[n], at[n + 1]) for _, at in part.pieces for n in range(0, len(at), 2)]


def far(part: Outline) -> list[float]:
    """How far the points lie from the middle of a round seal."""
    return [math.dist(point, (0.5, 0.5)) for point in points(part)]


def turns(part: Outline) -> tuple[float, float]:
    """From where to where it reaches around the middle, measured clockwise from the bottom."""
    found = [math.atan2(0.5 - x, y - 0.5) % math.tau for x, y in points(part)]
    return min(found), max(found)


@settings(max_examples=12)
@given(companies)
def test_nothing_touches_the_border_the_line_or_the_next_character(company: str) -> None:
    name = f"가{company} 대표이사"
    *around, line = name_seal(name, Shape.ROUND, FONTS).parts[1 : len(name) - 3]
    office = name_seal(name, Shape.ROUND, FONTS).parts[len(name) - 3 :]
    radius = (line.bounds[2] - line.bounds[0]) / 2
    assert len(office) == 4
    assert all(max(far(character)) < radius - 0.012 for character in office)
    assert all(radius < min(far(character)) for character in around)
    reaches = [turns(character) for character in around]
    assert all(one[1] < other[0] for one, other in pairwise(reaches)), name


@settings(max_examples=12)
@given(companies)
def test_all_characters_stay_within_the_border_whatever_its_form(company: str) -> None:
    for shape in Shape:
        border, *parts = name_seal(f"가나다라{company}", shape, FONTS).parts
        assert all(is_inside(part, shape, border) for part in parts), shape


@pytest.mark.parametrize(("name", "in_the_middle"), [
    (HANBIT, 4), ("주식회사한빛스튜디오대표이사인", 6), ("株式会社ひかりスタジオ 代表取締役印", 6),
    ("株式会社ひかりスタジオ", 1), ("한빛사진촬영협동조합", 1),
])  # fmt: skip
def test_an_office_stands_in_the_middle_or_the_word_for_seal(name: str, in_the_middle: int) -> None:
    _border, *parts = name_seal(name, Shape.ROUND, FONTS).parts
    assert sum(max(far(part)) < 0.3 for part in parts) == in_the_middle


def test_a_square_seal_sets_twenty_characters_in_columns() -> None:
    _border, *parts = name_seal("가나다라마바사아자차카타파하거너더러머버", Shape.SQUARE, FONTS).parts
    lefts = sorted(round(part.bounds[0], 1) for part in parts)
    assert len(parts) == 20
    assert len(set(lefts)) == 4


def test_eight_characters_stay_as_they_were() -> None:
    assert len(name_seal("한빛상사 대표이사", Shape.ROUND, FONTS).parts) == 10  # the border, three columns, and 인
