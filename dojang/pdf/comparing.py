"""Whether two pictures of a page show the same, apart from what another font or other rounding moves a little."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

# A first look costs little; only where it sees a difference is a closer one worth drawing.
FIRST_DPI, CLOSE_DPI = 40, 100
# Words in another font lie this close to where they were. In points.
REACH = 4.0
# Steps of 256 between two shades that pass for one.
_SAME_SHADE = 24
# A square of pixels counts when at least this share of it has changed: single pixels are rounding.
_SQUARE, _SHARE, _LEAST_SQUARES = 4, 0.18, 3

Area = tuple[float, float, float, float]
Pick = Callable[[Image.Image, Image.Image], Image.Image]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two pictures differ. lost: something of the first is not on the second; added: the other way round.
    Each is left, top, right, bottom as fractions of the page as seen, or None."""

    lost: Area | None
    added: Area | None

    def __bool__(self) -> bool:
        return self.lost is not None or self.added is not None


def alike(first: Image.Image, second: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Pictures whose sides differ by a pixel of rounding, cut to the same size."""
    width, height = (min(sides) for sides in zip(first.size, second.size, strict=True))
    if max(*first.size, *second.size) - max(width, height) > 1:
        return first, second
    return first.crop((0, 0, width, height)), second.crop((0, 0, width, height))


def is_same(before: Image.Image, after: Image.Image, but: Sequence[Area] = ()) -> bool:
    """Whether no pixel differs to be seen. Areas of `but` are left aside, as fractions of the page."""
    if before.size != after.size:
        return False
    first, second = _without(before, but), _without(after, but)
    return _widest(ImageChops.difference(first, second)).point(_steps(_SAME_SHADE)).getbbox() is None


def differences(before: Image.Image, after: Image.Image, dpi: float, but: Sequence[Area] = ()) -> Difference:
    """What one of two pictures of a page (RGB, at dpi) shows and the other does not show within REACH of it.

    Another shade of a large area counts, a letter of another form does not. Areas of `but` are left aside.
    Pictures of different sizes differ in all.
    """
    if before.size != after.size:
        whole = (0.0, 0.0, 1.0, 1.0)
        return Difference(whole, whole)
    first, second = _without(before, but), _without(after, but)
    reach = max(1, round(REACH * dpi / 72))
    return Difference(_unmatched(first, second, reach), _unmatched(second, first, reach))


def _unmatched(one: Image.Image, other: Image.Image, reach: int) -> Area | None:
    """Where no pixel of the other picture within reach has a shade like this one's."""
    darkest, lightest = (_spread(other, reach, pick) for pick in (ImageChops.darker, ImageChops.lighter))
    beyond = ImageChops.lighter(ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest))
    squares = _widest(beyond).point(_steps(_SAME_SHADE)).reduce(_SQUARE)
    changed = squares.point(_steps(round(255 * _SHARE)))
    found = changed.getbbox()
    if found is None or changed.histogram()[255] < _LEAST_SQUARES:
        return None
    sides = (one.width / _SQUARE, one.height / _SQUARE)
    left, top, right, bottom = (value / sides[index % 2] for index, value in enumerate(found))
    return left, top, min(right, 1.0), min(bottom, 1.0)


def _spread(image: Image.Image, reach: int, pick: Pick) -> Image.Image:
    """Each pixel the darkest (or lightest) of all that lie within reach of it, across and down."""
    spread = image
    for across, down in ((1, 0), (0, 1)):
        for step in _doubling(reach):
            there = ImageChops.offset(spread, step * across, step * down)
            back = ImageChops.offset(spread, -step * across, -step * down)
            spread = pick(pick(spread, there), back)
    return spread


def _doubling(reach: int) -> Iterator[int]:
    """Steps that add up to reach, each no longer than what those before it have covered on both sides, and one."""
    covered = 0
    while covered < reach:
        step = min(2 * covered + 1, reach - covered)
        yield step
        covered += step


def _widest(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _steps(least: int) -> list[int]:
    return [0] * (least + 1) + [255] * (255 - least)


def _without(image: Image.Image, areas: Sequence[Area]) -> Image.Image:
    if not areas:
        return image
    covered = image.copy()
    draw = ImageDraw.Draw(covered)
    for left, top, right, bottom in areas:
        draw.rectangle((left * image.width, top * image.height, right * image.width, bottom * image.height), "white")
    return covered
