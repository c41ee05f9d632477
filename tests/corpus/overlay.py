"""What is filled in: a box of each kind in a strip across a page, and a flag by which the strip is found again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image

from dojang.lib.vendor import FONTS
from dojang.pdf.comparing import Area
from dojang.pdf.figures import Figure
from dojang.pdf.geometry import PageBox
from dojang.pdf.images import take_ink, take_picture
from dojang.pdf.name_seals import Shape, name_seal
from dojang.pdf.pictures import PreparedPicture, prepare
from dojang.pdf.values import Box, Entry, FigureEntry, InkEntry, MarkEntry, PictureEntry, TextEntry

LEFT, RIGHT, _NEAR = (255, 0, 255), (0, 200, 0), 60
_TALL = 0.05
_FLAG = Box(1, 0.02, 0, 0.16, _TALL)
_MARGIN = 0.004


def entries(page: int, y: float) -> list[Entry]:
    """A strip of boxes at `y` (fraction from the top) of the page."""
    return [*_strip(page, y)]


def covered(y: float) -> list[Area]:
    """The strip as an area, a little more than its boxes."""
    return [(0.02 - _MARGIN, y - _MARGIN, 0.98 + _MARGIN, y + _TALL + _MARGIN)]


def is_seen(image: Image.Image, y: float) -> bool:
    """Whether both halves of the flag are to be seen on a picture (RGB) of the page."""
    middle = ((_FLAG.x + _FLAG.w / 2) * image.width, (y + _TALL / 2) * image.height)
    # The flag is twice as wide as high, and fills its box one way or the other.
    quarter = min(_FLAG.w * image.width, 2 * _TALL * image.height) / 4
    wanted = [((int(middle[0] + sign * quarter), int(middle[1])), colour) for sign, colour in ((-1, LEFT), (1, RIGHT))]
    return all(_is_near(image.getpixel(at), colour) for at, colour in wanted)


def least_scale(box: PageBox) -> float:
    """Pixels per unit at which the flag has some pixels of either colour, on a narrow page too."""
    return max(8 / (_TALL * box.height), 16 / (_FLAG.w * box.width))


def _strip(page: int, y: float) -> Iterator[Entry]:
    yield PictureEntry(Box(page, _FLAG.x, y, _FLAG.w, _TALL), _flag())
    yield TextEntry(Box(page, 0.2, y, 0.2, _TALL), "홍길동 株式会社山田 Ångström 가나다 €1,234")
    yield TextEntry(Box(page, 0.42, y, 0.14, _TALL), "여러 줄의 글\n二行目です\nthird line", multiline=True)
    yield MarkEntry(Box(page, 0.58, y, 0.04, _TALL), "check")
    yield MarkEntry(Box(page, 0.64, y, 0.04, _TALL), "radio")
    yield InkEntry(Box(page, 0.7, y, 0.12, _TALL), take_ink({"kind": "drawn", "ratio": 2, "strokes": _STROKES}))
    yield FigureEntry(Box(page, 0.84, y, 0.14, _TALL), _seal())


_STROKES = [[[0.1, 0.6], [0.3, 0.2], [0.5, 0.8], [0.7, 0.3], [0.9, 0.6]]]


@cache
def _seal() -> Figure:
    return name_seal("홍길동", Shape.ROUND, FONTS)


@cache
def _flag() -> PreparedPicture:
    image, out = Image.new("RGB", (32, 16), LEFT), io.BytesIO()
    image.paste(RIGHT, (16, 0, 32, 16))
    image.save(out, "PNG")
    return prepare(take_picture(out.getvalue()))


def _is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= _NEAR for a, b in zip(pixel, colour, strict=True))
