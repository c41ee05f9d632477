"""Whether all viewers read a content stream alike.

Some stop at the first operator whose operands are too few or of another type, and draw nothing after it; some take an
open hexadecimal string for the rest of the page. So content that is to have something drawn after it has to be plain:
each operator that ISO 32000-1, annex A, knows has its operands, and all that is opened is closed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.entries import name_of

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

# Operands: n a number, i a whole number, / a name, s a string, a an array, p a name or a dictionary; * up to 33 of n and /.
_OPERANDS = {
    "": "b B b* B* BT BX EMC ET EX f F f* h n q Q s S T* W W*",
    "n": "g G i M Tc TL Ts Tw Tz w",
    "nn": "d0 l m Td TD",
    "nnn": "rg RG",
    "nnnn": "k K re v y",
    "nnnnnn": "c cm d1 Tm",
    "i": "j J Tr",
    "/": "BMC cs CS Do gs MP ri sh",
    "/p": "BDC DP",
    "/n": "Tf",
    "s": "' Tj",
    "nns": '"',
    "a": "TJ",
    "an": "d",
    "*": "sc SC scn SCN",
}
_WANTED = {name.encode(): operands for operands, names in _OPERANDS.items() for name in names.split()}
_OF_IMAGES = (b"BI", b"ID", b"EI")
_MAX_COLOURS = 33
_PROBE = b"zzzzzz"  # no letter of it is a hexadecimal digit, which an open string of such digits would take in

_LONG = {
    "/W": "/Width", "/H": "/Height", "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/F": "/Filter", "/IM": "/ImageMask",
}  # fmt: skip
_COMPONENTS = {"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4}
_MAX_AFTER = 3  # line ends between the data and EI

_SPACE = rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+"
_END = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|\Z)" + _SPACE
_NUMBER = rb"[+-]?+(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)" + _END
_NAME = rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*+" + _SPACE
_INNER = rb"(?:[^()\\]++|\\.)*+"
_STRING = rb"(?:\(%b(?:\(%b(?:\(%b\)%b)*+\)%b)*+\)|<[0-9A-Fa-f\x00\t\n\x0c\r ]*+>)" % ((_INNER,) * 5) + _SPACE
_ARRAY = rb"\[%b(?:%b|%b)*+\]%b" % (_SPACE, _NUMBER, _STRING, _SPACE)
# Properties of marked content: headers and footers of tagged files have lists of names there.
_LIST = rb"\[%b(?:%b|%b|%b)*+\]%b" % (_SPACE, _NUMBER, _NAME, _STRING, _SPACE)
_FLAT = rb"<<%b(?:%b(?:%b|%b|%b|%b))*+>>%b" % (_SPACE, _NAME, _NUMBER, _NAME, _STRING, _LIST, _SPACE)
_SOURCE = {
    "n": _NUMBER, "i": rb"[+-]?+[0-9]++" + _END, "/": _NAME, "s": _STRING, "a": _ARRAY,
    "p": rb"(?:%b|%b)" % (_NAME, _FLAT), "*": rb"(?:%b|%b){1,%d}+" % (_NUMBER, _NAME, _MAX_COLOURS),
}  # fmt: skip


def _instruction(operands: str) -> bytes:
    names = rb"|".join(re.escape(name) for name, wanted in _WANTED.items() if wanted == operands)
    return b"".join(_SOURCE[one] for one in operands) + rb"(?:" + names + rb")" + _END


# Those with most operands first; inline images are left to qpdf.
_ANY = rb"|".join(map(_instruction, sorted(_OPERANDS, key=len, reverse=True)))
_PLAIN = re.compile(rb"%b(?:%b)*+" % (_SPACE, _ANY), re.DOTALL)


def is_plain(content: bytes) -> bool:
    """Whether each operator of the content has the operands it needs, and nothing is left open."""
    return _PLAIN.fullmatch(content) is not None or _is_plain_for_qpdf(content)


def _is_plain_for_qpdf(content: bytes) -> bool:
    """The same for what the pattern does not know: inline images, deep dictionaries, unknown operators.

    A probe put behind the content must be read as an operator, or the content ends within a string or the like.
    """
    with pikepdf.new() as scratch:
        try:
            found = pikepdf.parse_content_stream(scratch.make_stream(content + b"\n" + _PROBE + b"\n"))
            return bool(found) and _is_probe(found[-1]) and all(map(_has_operands, found))
        except (TypeError, IndexError, pikepdf.PdfError):
            return False  # operators within operands, or an image without anything


def _is_probe(one: Instruction) -> bool:
    return (
        not isinstance(one, pikepdf.ContentStreamInlineImage) and one.operator.unparse() == _PROBE and not one.operands
    )


def _has_operands(one: Instruction) -> bool:
    if isinstance(one, pikepdf.ContentStreamInlineImage):
        return _has_its_length(one.iimage)
    operands, name = list(one.operands), one.operator.unparse()
    if name in _OF_IMAGES or any(value is None for value in operands):
        return False  # part of an image without the rest, or what qpdf could not read
    wanted = _WANTED.get(name)
    if wanted is None or not wanted:
        return True
    if wanted == "*":
        return 0 < len(operands) <= _MAX_COLOURS and all(_is(value, "n") or _is(value, "/") for value in operands)
    # Where there are too many, viewers take the last.
    return len(operands) >= len(wanted) and all(map(_is, operands[-len(wanted) :], wanted))


def _has_its_length(image: pikepdf.PdfInlineImage) -> bool:
    """Whether the data of an image that is not packed is as long as its size says: viewers count, qpdf looks for EI."""
    entries = {_LONG.get(key, key): value for key, value in image.obj.items()}
    width: Any = entries.get("/Width")
    height: Any = entries.get("/Height")
    if not isinstance(width, int) or not isinstance(height, int):
        return False  # as where there is no ID
    is_mask = bool(entries.get("/ImageMask", False))
    colours = 1 if is_mask else _COMPONENTS.get(name_of(entries.get("/ColorSpace")), 0)
    bits: Any = 1 if is_mask else entries.get("/BitsPerComponent", 8)
    if "/Filter" in entries or not colours or not isinstance(bits, int):
        return True
    wanted = (width * colours * bits + 7) // 8 * height
    return wanted <= len(image.read_raw_bytes()) <= wanted + _MAX_AFTER


def _is(value: Any, kind: str) -> bool:
    match kind:
        case "n":
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case "i":
            return isinstance(value, int) and not isinstance(value, bool)
        case "/":
            return isinstance(value, Name)
        case "s":
            return isinstance(value, String)
        case "a":
            return isinstance(value, Array)
        case _:
            return isinstance(value, Name | Dictionary)
