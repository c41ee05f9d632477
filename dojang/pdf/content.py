"""A page's content, made fit to have something drawn after it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from dojang.pdf.entries import dictionary
from dojang.pdf.grammar import is_plain
from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.rewriting import rewritten
from dojang.pdf.template import page_box

_OPENS = {b"q": b"Q", b"BMC": b"EMC", b"BDC": b"EMC", b"BT": b"ET"}
# A filter's error; a program for a filter that is not there; a warning in bytes that are no text.
_UNREADABLE = (pikepdf.PdfError, pikepdf.DependencyError, RuntimeError, UnicodeDecodeError)
_CLOSES = (b"ET", b"EMC", b"Q")  # what is left open is closed in this order


def settle(pdf: pikepdf.Pdf, page: pikepdf.Page, most: int) -> bool:
    """Close what the content leaves open and drop each Q that closes nothing; whether there was anything to do.

    Viewers pass over a Q without its q; between our q and Q it would undo ours. Content in which nothing is
    wrong keeps its streams as they are. Content that ends within a string, array or dictionary, or has a stray Q, is
    written again without; what viewers would still read differently becomes a form of its own, which keeps its errors
    to itself, but takes its text from the structure of a tagged file. Raises IntakeRefused where the page's streams
    together have more than `most` bytes, for one stream may be there many times.
    """
    streams, data = _read(pdf, page.obj.get("/Contents"), most)
    stray, left = _left_open(_operators(data))
    if not stray and is_plain(data):
        closing = [pdf.make_stream(_closers(left) + b"\n")] if any(left.values()) else []
        page.obj.Contents = Array([*streams, *closing])
        return bool(closing)
    again = rewritten(data)
    if is_plain(again.content) and not again.doubtful:
        _, left = _left_open(again.operators)
        page.obj.Contents = pdf.make_stream(again.content + _closers(left))
    else:
        _enclose(pdf, page, data)
    return True


def _enclose(pdf: pikepdf.Pdf, page: pikepdf.Page, data: bytes) -> None:
    """Make the content a form that the page draws."""
    box, own = page_box(page.obj), page.obj.get("/Resources")
    resources = pdf.make_indirect(copy(dictionary(own)))
    form = pdf.make_stream(data, {"/Type": Name.XObject, "/Subtype": Name.Form, "/Resources": resources})
    form.BBox = Array([box.x0, box.y0, box.x1, box.y1])
    page.obj.Resources = Dictionary(XObject=Dictionary({"/DojangContent": form}))
    page.obj.Contents = pdf.make_stream(b"/DojangContent Do\n")


def _read(pdf: pikepdf.Pdf, contents: object, most: int) -> tuple[list[pikepdf.Stream], bytes]:
    """The streams that viewers read of /Contents, and what they hold together; null and the like is passed over."""
    streams: list[pikepdf.Stream] = []
    parts: list[bytes] = []
    found: list[Any] = list(contents) if isinstance(contents, Array) else [contents]
    for part in found:
        data = _unpacked(pdf, part) if isinstance(part, pikepdf.Stream) else None
        if data is not None:
            streams.append(part)
            parts.append(data)
            most -= len(data)
        if most < 0:
            raise IntakeRefused(Reason.TOO_COMPLEX, "a page with too much content")
    return streams, b"\n".join(parts)


def _unpacked(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> bytes | None:
    """What viewers read of a stream: of a broken one what comes before the break; None of a filter not for content."""
    pdf.get_warnings()
    try:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        broken = bool(pdf.get_warnings())
    except _UNREADABLE:
        if stream.get("/Filter") not in (Name.FlateDecode, Array([Name.FlateDecode])):
            return None
        data, broken = _before_break(stream.read_raw_bytes()), True
    if broken:
        stream.write(data)
    return data


def _before_break(packed: bytes) -> bytes:
    unpacker, out = zlib.decompressobj(), bytearray()
    try:
        for at in range(0, len(packed), 64):
            out += unpacker.decompress(packed[at : at + 64])
    except zlib.error:
        pass
    return bytes(out)


def _operators(data: bytes) -> list[bytes]:
    """Those operators of the content that open or close something."""
    # In a file of its own: in theirs, each page's content would stay in memory once more.
    with pikepdf.new() as scratch:
        try:
            found = pikepdf.parse_content_stream(scratch.make_stream(data), b" ".join([*_OPENS, *_CLOSES]).decode())
        except TypeError:
            return []  # operators within operands: not plain
        return [one.operator.unparse() for one in found]


def _left_open(operators: Sequence[bytes]) -> tuple[bool, dict[bytes, int]]:
    """Whether a Q closes nothing; and how often each closing operator is missing."""
    left, stray = dict.fromkeys(_CLOSES, 0), False
    for name in operators:
        if name in _OPENS:
            left[_OPENS[name]] = 1 if name == b"BT" else left[_OPENS[name]] + 1
        elif name in left:
            stray = stray or (name == b"Q" and not left[name])
            left[name] = max(0, left[name] - 1)
    return stray, left


def _closers(left: Mapping[bytes, int]) -> bytes:
    return b"".join(b"\n" + name for name in _CLOSES for _ in range(left[name]))
