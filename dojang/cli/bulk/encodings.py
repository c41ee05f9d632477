"""The encoding of a file of rows: named by its first bytes, else found by strict decoding in one after the other."""

import codecs
from dataclasses import dataclass

# UTF-32 comes first, since its marks start with those of UTF-16.
_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be", codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be",
}  # fmt: skip
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# Encodings that spreadsheets of Korea and Japan write without a mark, each with the alphabet of real texts in it.
_OF_COUNTRIES = {"cp949": "euc_kr", "cp932": "cp932"}
_NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "utf-32-le": "UTF-32 LE", "utf-32-be": "UTF-32 BE",
    "cp949": "CP949 (Korean)", "cp932": "Shift_JIS (Japanese)",
}  # fmt: skip


class UnknownEncoding(ValueError):
    """No encoding fits the file."""


@dataclass(frozen=True)
class Decoded:
    """A file's text, and the encoding it was in, as people call it."""

    text: str
    encoding: str

    @property
    def is_utf8(self) -> bool:
        return self.encoding == _NAMES["utf-8"]


def decoded(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of the file, in the encoding that is named or found. Raises `UnknownEncoding`.

    UTF-8 and UTF-16 prove themselves. Many bytes can be read as Korean and as Japanese. Then the reading wins that has more of the
    characters of its language.
    """
    if data.startswith(_WORKBOOKS):
        raise UnknownEncoding("it is a workbook of a spreadsheet program. Save it as CSV (UTF-8)")
    if encoding is not None:
        return _strictly(data, encoding)
    for mark, named in _BOMS.items():
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), named)
    try:
        return _strictly(data, _utf16_of(data) or "utf-8")
    except UnknownEncoding:
        return _of_korea_or_japan(data)


def _utf16_of(data: bytes) -> str:
    """Which UTF-16 the file is in, or "". Its first line is mostly ASCII, so every second byte is a zero."""
    first = data[:200]
    odd, even = first[1::2].count(0), first[::2].count(0)
    # A single zero is only a character that cannot be kept.
    return "" if odd + even < 3 else "utf-16-le" if odd >= even else "utf-16-be"


def _strictly(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), _NAMES.get(name, name))
    except (LookupError, UnicodeDecodeError) as exc:
        raise UnknownEncoding(f"it is not in the encoding {encoding}") from exc


def _of_korea_or_japan(data: bytes) -> Decoded:
    readings: dict[str, str] = {}
    for encoding in _OF_COUNTRIES:
        try:
            readings[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if not readings:
        raise UnknownEncoding(
            "it is neither in UTF-8 nor in UTF-16, CP949 or Shift_JIS. Save it as UTF-8, or give --encoding"
        )
    best = max(readings, key=lambda encoding: _share(readings[encoding], _OF_COUNTRIES[encoding]))
    return Decoded(readings[best], _NAMES[best])


def _share(text: str, alphabet: str) -> float:
    """The share of letters beyond ASCII that its texts have. Letters of half width do not count: misread Korean has them."""
    beyond = [character for character in text if not character.isascii()]
    usual = sum(not "\uff61" <= character <= "\uff9f" and _has(alphabet, character) for character in beyond)
    return usual / len(beyond) if beyond else 1.0


def _has(alphabet: str, character: str) -> bool:
    """Whether the alphabet has the character itself; EUC-KR writes syllables that it lacks by eight bytes of their letters."""
    try:
        return len(character.encode(alphabet)) <= 2
    except UnicodeEncodeError:
        return False
