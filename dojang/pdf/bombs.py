"""How long streams are once unpacked."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name

from dojang.pdf.intake import IntakeRefused, Reason


def refuse_bombs(pdf: pikepdf.Pdf, most: int) -> None:
    """Streams are unpacked here piece by piece, so that a bomb is known before a parser swallows it whole."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        if item.get("/Subtype") == Name.Image:
            if _pixels(item) > 2 * most:
                raise IntakeRefused(Reason.TOO_COMPLEX, "a picture of too many pixels")
        elif _unpacked(item, most) > most:
            raise IntakeRefused(Reason.TOO_COMPLEX, f"a stream of more than {most} bytes")


def _pixels(image: pikepdf.Stream) -> int:
    width: Any = image.get("/Width")
    height: Any = image.get("/Height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _unpacked(stream: pikepdf.Stream, most: int) -> int:
    """How long the stream is after its leading Flate filters, one by one, each counted to a little over `most`."""
    filters = stream.get("/Filter")
    data: bytes | bytearray = stream.read_raw_bytes()
    longest = 0
    for name in filters if isinstance(filters, Array) else [filters]:
        if name not in (Name.FlateDecode, Name.Fl) or longest > most:
            break
        data = _inflated(data, most)
        longest = max(longest, len(data))
    return max(longest, len(data))


def _inflated(packed: bytes | bytearray, most: int) -> bytearray:
    unpacker, out = zlib.decompressobj(), bytearray()
    try:
        while packed and len(out) <= most:
            out += unpacker.decompress(packed, 1 << 20)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        # What comes of a broken stream is for its parser to say; here only its length counts.
        pass
    return out
