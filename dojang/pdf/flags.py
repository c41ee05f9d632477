"""A flag of two colours and a black letter, laid over a page to learn whether what is filled in there is seen.

Colours are looked for and not text, so that it does not matter what the page itself shows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image

from dojang.pdf.geometry import PageBox
from dojang.pdf.images import take_picture
from dojang.pdf.pictures import PreparedPicture, prepare
from dojang.pdf.values import Box, Entry, PictureEntry, TextEntry

_LEFT, _RIGHT, _LETTER, _NEAR = (255, 0, 255), (0, 200, 0), (0, 0, 0), 70
# Near the top and near the bottom, where page content that swallows the rest would do so. Fractions of the page.
_MIDDLES, _WIDE, _HIGH = ((0.25, 0.08), (0.7, 0.92)), 0.3, 0.08
_BLOCK = "■"
# A flag is three squares side by side. Each of them has so many pixels across, and pictures at least so many dots per inch.
_LEAST_PIXELS, _LEAST_DPI = 6, 24


def flags(page: int, box: PageBox) -> Iterator[Entry]:
    """What is filled in: a flag in two places of the page, and a letter in the middle of each."""
    side = _side(box.width, box.height)
    w, h = side / box.width, side / box.height
    for x, y in _MIDDLES:
        yield PictureEntry(Box(page, x - 1.5 * w, y - h / 2, 3 * w, h), picture())
        yield TextEntry(Box(page, x - w / 2, y - h / 2, w, h), _BLOCK, side * box.user_unit, "center")


def resolution(box: PageBox) -> float:
    """At how many dots per inch a picture of the page shows the flags well, whatever its shape."""
    return max(_LEAST_DPI, 72 * _LEAST_PIXELS / _side(box.width, box.height))


def are_seen(image: Image.Image) -> bool:
    """Whether a picture (RGB) of the page shows each colour and the letter of each flag."""
    return all(_is_near(image.getpixel(at), colour) for x, y in _MIDDLES for at, colour in _wanted(image, x, y))


def _side(width: float, height: float) -> float:
    """How long each side of the three squares is, in the unit of the page's."""
    return min(_WIDE * width / 3, _HIGH * height)


@cache
def picture() -> PreparedPicture:
    """The flag by itself, three times as wide as high: a colour, white ground for the letter, the other colour."""
    image, out = Image.new("RGB", (48, 16), "white"), io.BytesIO()
    image.paste(_LEFT, (0, 0, 16, 16))
    image.paste(_RIGHT, (32, 0, 48, 16))
    image.save(out, "PNG")
    return prepare(take_picture(out.getvalue()))


def _wanted(image: Image.Image, x: float, y: float) -> Iterator[tuple[tuple[int, int], tuple[int, int, int]]]:
    """The middles of its three squares."""
    side = _side(image.width, image.height)
    for step, colour in ((-1, _LEFT), (0, _LETTER), (1, _RIGHT)):
        yield (int(x * image.width + step * side), int(y * image.height)), colour


def _is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) <= _NEAR for a, b in zip(pixel, colour, strict=True))
