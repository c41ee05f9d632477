"""Seals with more characters than fit into columns: a company's name around, and the office of who holds the seal in the middle.

So Korean and Japanese companies have them cut (법인 인감, 代表者印). A square seal sets all characters in columns instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dojang.pdf.fonts import FontStack
from dojang.pdf.frames import ellipse, ring
from dojang.pdf.outlines import Outline
from dojang.pdf.seal_forms import GAP, ROUND_BORDER, SQUARE_BORDER, Place, Places, in_ellipse, set_in

# The office at the end of a name, perhaps before the word for "seal", goes into the middle; the longest counts.
_OFFICES = (
    "대표이사", "대표사원", "대표자", "대표", "이사장", "이사", "회장", "사장", "본부장", "지사장", "지점장", "센터장", "위원장", "조합장",
    "원장", "총장", "학장", "교장", "관장", "소장", "단장", "부장", "변호사", "세무사", "회계사", "법무사", "노무사", "직",
    "代表取締役社長", "代表取締役", "取締役社長", "取締役", "代表社員", "代表理事", "代表者", "代表", "理事長", "理事", "会長", "社長",
    "本部長", "支店長", "店長", "部長", "組合長", "院長", "学長", "校長", "園長", "館長", "所長",
    "弁護士", "税理士", "司法書士", "行政書士",
)  # fmt: skip
_SEAL = ("", "인", "의인", "印", "之印")
_BAND = 0.15  # how high the characters around are, in heights of the seal
_LINE = 0.012  # between them and the middle
_WIDEST, _NARROWED = (
    1.25,
    0.9,
)  # of a place around, in heights of the band; what is lost where its places come closer inside
_STRETCH = 1.5
_STEPS = 720


def parted(characters: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands around, and what in the middle: an office, or 인 or 印 ("seal")."""
    whole = "".join(characters)
    offices = (office + seal for office in _OFFICES for seal in _SEAL)
    office = max((one for one in offices if whole.endswith(one) and whole != one), key=len, default="")
    if office:
        return characters[: -len(office)], list(office)
    is_hangul = any("\uac00" <= character <= "\ud7a3" for character in whole)
    return characters, ["인" if is_hangul else "印"]


def around(characters: Sequence[str], width: float, fonts: FontStack) -> Iterator[Outline]:
    """The characters along the border of an ellipse of `width` × 1, clockwise, their middle at the top; and a line inside."""
    inset = ROUND_BORDER + GAP / 2 + _BAND / 2
    a, b = width / 2 - inset, 0.5 - inset
    lengths = _lengths(a, b)
    step = min(lengths[-1] / (len(characters) + 1), _WIDEST * _BAND)
    wide = step * _NARROWED / 2
    place = Place(-wide, -_BAND / 2, wide, _BAND / 2)
    for number, character in enumerate(characters):
        x, y, turn = _at(lengths, (number - (len(characters) - 1) / 2) * step, a, b)
        yield set_in(character, place, fonts, _STRETCH).turned(turn).moved(width / 2 + x, 0.5 + y)
    inner = ROUND_BORDER + GAP + _BAND
    yield ring(ellipse(width, inset=inner), ellipse(width, inset=inner + _LINE))


def middle(width: float) -> Places:
    """The places inside the line of `around`."""
    return in_ellipse(width, ROUND_BORDER + GAP + _BAND + _LINE)


def in_uneven_columns(characters: Sequence[str]) -> list[tuple[str, Place]]:
    """Columns of a square seal from the right to the left; where they are not all as long, the characters of the last are higher."""
    columns = 3 if len(characters) <= 12 else 4
    most, few = -(-len(characters) // columns), -len(characters) % columns
    start, wide = SQUARE_BORDER + GAP, (1 - 2 * (SQUARE_BORDER + GAP)) / columns
    written, left = list[tuple[str, Place]](), list(characters)
    for column in range(columns):
        here = most - (column >= columns - few)
        x, high = start + (columns - 1 - column) * wide, wide * columns / here
        for row in range(here):
            written.append((left.pop(0), Place(x, start + row * high, x + wide, start + (row + 1) * high)))
    return written


def _lengths(a: float, b: float) -> list[float]:
    """How far it is along the ellipse from its top, clockwise, to each of _STEPS points at even angles."""
    points = [(a * math.sin(turn), -b * math.cos(turn)) for turn in (math.tau * n / _STEPS for n in range(_STEPS + 1))]
    lengths = [0.0]
    for one, other in pairwise(points):
        lengths.append(lengths[-1] + math.dist(one, other))
    return lengths


def _at(lengths: Sequence[float], far: float, a: float, b: float) -> tuple[float, float, float]:
    """The point so far from the top, clockwise, about the middle, and by how much a character that looks outwards is turned there."""
    far %= lengths[-1]
    step = next(number for number, length in enumerate(lengths) if length >= far)
    turn = math.tau * step / _STEPS
    x, y = a * math.sin(turn), -b * math.cos(turn)
    return x, y, math.atan2(x / a**2, -y / b**2)
