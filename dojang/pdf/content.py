"""A page's content, made fit to have something drawn after it.

One test decides: an operator put behind the content must be read as an operator. Where it is not, the content ends
inside a string, an array, a dictionary or an inline image, and would swallow what is appended.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Name

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

# No letter of it is a hexadecimal digit, which an open string of such digits would take in.
_PROBE = b"zzzzzz"
# An image without ID has no entries either, for qpdf; some viewers take all that follows for them.
_IMAGE, _NO_IMAGE, _END_OF_IMAGE = b"BI", b"BI without ID", b"\nEI"
_OPENS = {b"q": b"Q", b"BMC": b"EMC", b"BDC": b"EMC", b"BT": b"ET"}
_CLOSES = (b"ET", b"EMC", b"Q")  # what is left open is closed in this order


def settle(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    """Close what the content leaves open and drop each Q that closes nothing; whether there was anything to do.

    Viewers pass over a Q without its q; between a q and a Q of ours it would undo ours. Content in which nothing is
    wrong keeps its streams as they are; only content that ends inside a token, or has a stray Q, is written again.
    """
    streams = list(_streams(page.obj.get("/Contents")))
    data = b"\n".join(_unpacked(pdf, stream) for stream in streams)
    operators, closing = _operators(data), b""
    if not _is_whole(operators):
        # Viewers draw an inline image whose EI is missing; where that is all, it is added.
        ended = _operators(data + _END_OF_IMAGE)
        if _is_whole(ended) and ended[-2:] == [_IMAGE, _PROBE]:
            operators, closing = ended, _END_OF_IMAGE
    stray, left = _left_open(operators)
    closing += b"".join(b"\n" + name for name in _CLOSES for _ in range(left[name]))
    if stray or not _is_whole(operators):
        page.obj.Contents = pdf.make_stream(_written_again(data) + closing)
        return True
    page.obj.Contents = Array([*streams, *([pdf.make_stream(closing + b"\n")] if closing else [])])
    return bool(closing)


def _is_whole(operators: Sequence[bytes]) -> bool:
    return operators[-1:] == [_PROBE] and _NO_IMAGE not in operators


def _streams(contents: object) -> Iterator[pikepdf.Stream]:
    """The streams of /Contents; viewers pass over null and whatever else is there."""
    for part in contents if isinstance(contents, Array) else [contents]:
        if isinstance(part, pikepdf.Stream):
            yield part


def _unpacked(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> bytes:
    """What viewers read of a stream: of a broken one what comes before the break, nothing of an unknown filter."""
    pdf.get_warnings()
    try:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        broken = bool(pdf.get_warnings())
    except pikepdf.PdfError:
        filters = stream.get("/Filter")
        broken = filters in (Name.FlateDecode, Array([Name.FlateDecode]))
        data = _before_break(stream.read_raw_bytes()) if broken else b""
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
    """The operators of the content and the probe behind it; the probe is left out where it is not read as an operator
    without operands."""
    # In a file of its own: in theirs, each page's content would stay in memory once more.
    with pikepdf.new() as scratch:
        stream = scratch.make_stream(data + b"\n" + _PROBE + b"\n")
        found = pikepdf.parse_content_stream(stream, b" ".join([*_OPENS, *_CLOSES, b"BI ID EI", _PROBE]).decode())
        return [_name(one) for one in found if not (_name(one) == _PROBE and one.operands)]


def _written_again(data: bytes) -> bytes:
    with pikepdf.new() as scratch:
        kept, depth = [], 0
        for one in pikepdf.parse_content_stream(scratch.make_stream(data)):
            depth += (_name(one) == b"q") - (_name(one) == b"Q")
            if depth >= 0:
                kept.append(one)
            depth = max(depth, 0)
        return pikepdf.unparse_content_stream(kept)


def _name(one: Instruction) -> bytes:
    if isinstance(one, pikepdf.ContentStreamInlineImage):
        return _IMAGE if one.iimage.obj.keys() else _NO_IMAGE
    return one.operator.unparse()


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
