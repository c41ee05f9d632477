"""Pictures and drawn signatures, made ready when they come in.

What is kept is our own encoding of the pixels, without the sender's metadata, so that filling a contract later
neither decodes a stranger's file nor turns it by its EXIF tag.
"""

from __future__ import annotations

import io
import itertools
import math
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageOps

from dojang.pdf.errors import PdfError

MAX_BYTES = 1_000_000
MAX_PIXELS = 24_000_000
AT_ONCE = 2  # pictures that are decoded at the same time: one of MAX_PIXELS takes 300 MB for a moment
# A picture box is rarely wider than a page; 2,000 pixels across A4 are 240 dpi.
KEPT_SIDE = 2_000
_decoding = threading.BoundedSemaphore(AT_ONCE)

_SIGNATURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}


class PictureFault(StrEnum):
    TYPE = "type"
    SIZE = "size"
    PIXELS = "pixels"
    DAMAGED = "damaged"
    BLANK = "blank"
    EMPTY = "empty"


class PictureRefused(PdfError):
    """This is no picture we can take: reason says why."""

    def __init__(self, reason: PictureFault) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in our own encoding: a JPEG (gray or RGB), or a PNG of 8 bits (gray or RGB, with or without alpha).

    width and height are in pixels, after EXIF orientation.
    """

    data: bytes
    media_type: str
    width: int
    height: int


def take_picture(data: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> Picture:
    """Take a picture as it came: JPEG or PNG by its first bytes, upright, stripped of metadata, bounded.

    The longer side is kept to KEPT_SIDE pixels. Raises PictureRefused: TYPE for anything but JPEG and PNG, SIZE for
    more than max_bytes, PIXELS for more than max_pixels (by the header, before decoding), DAMAGED when it
    does not decode, BLANK when every pixel is transparent.
    """
    with upright(data, max_bytes=max_bytes, max_pixels=max_pixels) as image:
        if image.mode in ("LA", "RGBA") and image.getchannel("A").getextrema() == (0, 0):
            raise PictureRefused(PictureFault.BLANK)
        return encoded(image, kind_of(data))


@contextmanager
def upright(data: bytes, *, max_bytes: int, max_pixels: int) -> Iterator[Image.Image]:
    """The picture as L, LA, RGB or RGBA, turned as it was taken, its longer side at most KEPT_SIDE pixels.

    Only AT_ONCE are open at the same time. Raises PictureRefused as `take_picture` does, except BLANK.
    """
    if len(data) > max_bytes:
        raise PictureRefused(PictureFault.SIZE)
    kind = kind_of(data)
    with _decoding:
        yield _plain(_decoded(data, kind, max_pixels))


def kind_of(data: bytes) -> str:
    """JPEG or PNG, by the first bytes. Raises PictureRefused: TYPE."""
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if kind is None:
        raise PictureRefused(PictureFault.TYPE)
    return kind


def _decoded(data: bytes, kind: str, max_pixels: int) -> Image.Image:
    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=(kind,))
        if image.width * image.height > max_pixels:
            raise PictureRefused(PictureFault.PIXELS)
        image.draft(None, (KEPT_SIDE, KEPT_SIDE))
        image.load()
        return ImageOps.exif_transpose(image)
    except Image.DecompressionBombError as error:
        raise PictureRefused(PictureFault.PIXELS) from error
    # Pillow's decoders raise these, and little else, for files that are cut short or made up.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError) as error:
        raise PictureRefused(PictureFault.DAMAGED) from error


def _plain(image: Image.Image) -> Image.Image:
    """The same picture as L, LA, RGB or RGBA of 8 bits and at most KEPT_SIDE on a side."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("LA" if image.mode in ("1", "L", "LA") else "RGBA")
        if image.getchannel("A").getextrema() == (255, 255):
            image = image.convert(image.mode.removesuffix("A"))
    elif image.mode not in ("L", "RGB"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    if max(image.size) > KEPT_SIDE:
        image.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    return image


def encoded(image: Image.Image, kind: str) -> Picture:
    """The picture in our own encoding, as `kind` JPEG or PNG."""
    out = io.BytesIO()
    # A fresh image carries no EXIF, profile, text or thumbnail of the sender's.
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    if kind == "JPEG":
        bare.save(out, "JPEG", quality=90)
        return Picture(out.getvalue(), "image/jpeg", *bare.size)
    bare.save(out, "PNG", compress_level=6)
    return Picture(out.getvalue(), "image/png", *bare.size)


def shrunk(picture: Picture, side: int) -> Picture:
    """The picture with its longer side at most `side` pixels."""
    if max(picture.width, picture.height) <= side:
        return picture
    with Image.open(io.BytesIO(picture.data), formats=("JPEG", "PNG")) as image:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        return encoded(image, "JPEG" if picture.media_type == "image/jpeg" else "PNG")


MAX_STROKES = 500
MAX_POINTS = 20_000
# In units of the pad's height: less than this is a slip of the finger, not a signature.
LEAST_LENGTH = 0.15
LEAST_EXTENT = 0.05
LEAST_BREADTH, MAX_BREADTH = 0.2, 2.0
MAX_NUMBER = 1e9

Point = tuple[float, float]


class InkFault(StrEnum):
    MALFORMED = "malformed"
    TOO_MUCH = "too_much"
    EMPTY = "empty"
    SMALL = "small"


class InkRefused(PdfError):
    """The drawn signature is refused; reason says why."""

    def __init__(self, reason: InkFault) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class Ink:
    """A drawn signature, as the pen went.

    Points are (x, y) from the pad's top left corner, y down, both in units of the pad's height; the pad is
    width × height in those units, so height is 1. `breadths` are those of the pen at each point, as a
    multiple of its usual breadth.
    """

    strokes: tuple[tuple[Point, ...], ...]
    breadths: tuple[tuple[float, ...], ...]
    width: float
    height: float

    @property
    def broadest(self) -> float:
        return max(max(stroke) for stroke in self.breadths)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of the ink itself, in units of the pad's height."""
        xs = [x for stroke in self.strokes for x, _ in stroke]
        ys = [y for stroke in self.strokes for _, y in stroke]
        return min(xs), min(ys), max(xs), max(ys)


def lines(ink: Ink) -> Iterator[tuple[float, tuple[Point, ...]]]:
    """The strokes in lines of one breadth each, each starting where the one before ends.

    A pen that only touched the pad leaves a dot: a line that goes nowhere, which round ends make visible.
    """
    for stroke, breadths in zip(ink.strokes, ink.breadths, strict=True):
        points, around = (stroke * 2, breadths * 2) if len(stroke) == 1 else (stroke, breadths)
        pieces = zip(itertools.pairwise(points), itertools.pairwise(around), strict=True)
        for breadth, part in itertools.groupby(pieces, key=lambda piece: round(sum(piece[1]) / 2, 1)):
            ends = [end for end, _ in part]
            yield breadth, (ends[0][0], *(b for _, b in ends))


def take_ink(value: Mapping[str, object]) -> Ink:
    """Take a drawn signature: {"kind": "drawn", "ratio": pad width / height, "strokes": [[[x, y, breadth], …], …]}.

    x and y are fractions of the pad, 0 to 1, origin top left; a point outside is brought to the pad's edge, because
    a pen slips over it. The breadth of the pen may be left out, and is kept between LEAST_BREADTH and MAX_BREADTH.
    Raises InkRefused: MALFORMED, TOO_MUCH (over MAX_STROKES or MAX_POINTS), EMPTY, or SMALL (a dot or a dash, no
    signature).
    """
    ratio = _number(value.get("ratio"))
    strokes = value.get("strokes")
    if value.get("kind") != "drawn" or not 0.1 <= ratio <= 20 or not isinstance(strokes, list | tuple):
        raise InkRefused(InkFault.MALFORMED)
    if not all(isinstance(stroke, list | tuple) for stroke in strokes):
        raise InkRefused(InkFault.MALFORMED)
    if len(strokes) > MAX_STROKES or sum(len(stroke) for stroke in strokes) > MAX_POINTS:
        raise InkRefused(InkFault.TOO_MUCH)
    points = [[_point(point, ratio) for point in stroke] for stroke in strokes if stroke]
    if not points:
        raise InkRefused(InkFault.EMPTY)
    drawn = tuple(tuple((x, y) for x, y, _ in stroke) for stroke in points)
    ink = Ink(drawn, tuple(tuple(breadth for _, _, breadth in stroke) for stroke in points), ratio, 1.0)
    left, top, right, bottom = ink.bounds
    length = sum(math.dist(a, b) for stroke in drawn for a, b in itertools.pairwise(stroke))
    if length < LEAST_LENGTH or max(right - left, bottom - top) < LEAST_EXTENT:
        raise InkRefused(InkFault.SMALL)
    return ink


def _point(value: object, ratio: float) -> tuple[float, float, float]:
    if not isinstance(value, list | tuple) or len(value) not in (2, 3):
        raise InkRefused(InkFault.MALFORMED)
    x, y = (min(1.0, max(0.0, _number(part))) for part in value[:2])
    breadth = _number(value[2]) if len(value) == 3 else 1.0
    return x * ratio, y, min(MAX_BREADTH, max(LEAST_BREADTH, breadth))


def _number(value: object) -> float:
    # NaN is between nothing, and so is an integer that no float can hold.
    if isinstance(value, bool) or not isinstance(value, int | float) or not -MAX_NUMBER < value < MAX_NUMBER:
        raise InkRefused(InkFault.MALFORMED)
    return float(value)
