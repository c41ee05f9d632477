"""Pictures as PDF objects: prepared once, when they come in, so that filling a contract only copies bytes."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageChops

from dojang.pdf.embed import Objects
from dojang.pdf.errors import PdfError
from dojang.pdf.images import Picture

_MARK = b"dojang picture 1\n"
_HEADER = struct.Struct(">6I")


class PictureUnreadable(PdfError):
    """These bytes are no prepared picture."""


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture as the streams of its image XObject and of its soft mask; no mask where it has no transparency.

    Each is the source of its dictionary without /Length, and its data with filters applied. width and height are in pixels.
    """

    width: int
    height: int
    head: bytes
    data: bytes
    mask_head: bytes = b""
    mask: bytes = b""

    def to_bytes(self) -> bytes:
        """The picture as it is kept; `from_bytes` reads it."""
        parts = (self.head, self.data, self.mask_head, self.mask)
        return _MARK + _HEADER.pack(self.width, self.height, *map(len, parts)) + b"".join(parts)

    @classmethod
    def from_bytes(cls, kept: bytes) -> PreparedPicture:
        """Raises PictureUnreadable for anything but what `to_bytes` gave."""
        start = len(_MARK) + _HEADER.size
        if not kept.startswith(_MARK) or len(kept) < start:
            raise PictureUnreadable("not a prepared picture")
        width, height, *lengths = _HEADER.unpack(kept[len(_MARK) : start])
        if sum(lengths) != len(kept) - start:
            raise PictureUnreadable("a prepared picture of another length")
        parts = []
        for length in lengths:
            parts.append(kept[start : start + length])
            start += length
        return cls(width, height, *parts)


def prepare(picture: Picture) -> PreparedPicture:
    """The picture as a PDF holds it: a JPEG and a PNG without transparency as they are, else colour and mask apart."""
    with Image.open(io.BytesIO(picture.data), formats=("JPEG", "PNG")) as image:
        size, mode = image.size, image.mode
        if image.format == "JPEG":
            return PreparedPicture(*size, _head(size, mode) + b"/Filter/DCTDecode", picture.data)
        if mode in ("L", "RGB"):
            # Such a PNG is already what PDF calls Flate with predictor 15.
            parameters = b"/DecodeParms<</Predictor 15/Colors %d/Columns %d>>" % (len(image.getbands()), size[0])
            return PreparedPicture(
                *size, _head(size, mode) + b"/Filter/FlateDecode" + parameters, _png_data(picture.data)
            )
        colour, mask = _colour_behind(image), image.getchannel("A")
    flate = b"/Filter/FlateDecode"
    return PreparedPicture(
        *size, _head(colour.size, colour.mode) + flate, zlib.compress(colour.tobytes(), 6),
        _head(size, "L") + flate, zlib.compress(mask.tobytes(), 6),
    )  # fmt: skip


def embed_picture(objects: Objects, picture: PreparedPicture) -> bytes:
    """Write a picture as an image XObject, transparency as its soft mask; gives the reference to it."""
    head = picture.head
    if picture.mask_head:
        head += b"/SMask " + objects.stream(picture.mask_head, picture.mask, compress=False)
    return objects.stream(head, picture.data, compress=False)


def _colour_behind(image: Image.Image) -> Image.Image:
    """The picture without its alpha; a single pixel where all that can be seen is of one colour, as ink is."""
    colour = image.convert(image.mode.removesuffix("A"))
    visible = image.getchannel("A").point([0] + [255] * 255)
    first = visible.tobytes().find(b"\xff")
    one = colour.getpixel((first % image.width, first // image.width))
    flat = Image.new(colour.mode, image.size, one)
    if ImageChops.difference(Image.composite(colour, flat, visible), flat).getbbox():
        return colour
    return flat.crop((0, 0, 1, 1))


def _png_data(png: bytes) -> bytes:
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return data


def _head(size: tuple[int, int], mode: str) -> bytes:
    space = b"Gray" if mode == "L" else b"RGB"
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/Device%s" % (*size, space)
