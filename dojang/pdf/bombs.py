"""How long streams are once unpacked."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Name

from dojang.pdf.intake import IntakeRefused, Reason


def refuse_bombs(pdf: pikepdf.Pdf, most: int) -> None:
    """Streams are unpacked here piece by piece, so that a bomb is known before a parser swallows it whole."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        if item.get("/Subtype") == Name.Image:
            if int(item.get("/Width", 0)) * int(item.get("/Height", 0)) > 2 * most:
                raise IntakeRefused(Reason.TOO_COMPLEX, "a picture of too many pixels")
        elif _unpacked(item, most) > most:
            raise IntakeRefused(Reason.TOO_COMPLEX, f"a stream of more than {most} bytes")


def _unpacked(stream: pikepdf.Stream, most: int) -> int:
    """How long the stream is after its first Flate filter, counted to a little over `most`."""
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, Array) else [filters]
    raw = stream.read_raw_bytes()
    if names[0] not in (Name.FlateDecode, Name.Fl):
        return len(raw)
    if names.count(Name.FlateDecode) + names.count(Name.Fl) > 1:
        raise IntakeRefused(Reason.TOO_COMPLEX, "a stream packed twice")
    unpacker, length = zlib.decompressobj(), 0
    try:
        while raw and length <= most:
            length += len(unpacker.decompress(raw, 1 << 20))
            raw = unpacker.unconsumed_tail
    except zlib.error:
        # Whether a broken stream can be borne is for its parser to say; here only its length counts.
        return length
    return length
