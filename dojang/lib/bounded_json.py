"""JSON from strangers, bounded before a parser reads it: a few bytes can become a hundred times as many objects."""

import re
from dataclasses import dataclass
from enum import StrEnum
from math import isinf

from pydantic_core import from_json

MAX_DEPTH = 32
MAX_KEYS = 1000  # of one object
MAX_WORDS = 100_000  # characters of a text, unless it is ASCII, as pictures are in base64
# A text that never ends counts as one that ends with the input, so that the search stays linear.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[,\[{]', re.DOTALL)
_QUOTE, _SEPARATORS = ord('"'), (b",", b"[", b"{")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Fault(StrEnum):
    """What is wrong with JSON that cannot be taken."""

    BYTES = "bytes"
    VALUES = "values"
    DEPTH = "depth"
    KEYS = "keys"
    NOT_UTF8 = "not-utf8"
    NOT_JSON = "not-json"
    NOT_STORABLE = "not-storable"
    NUMBER = "number"
    TEXT = "text"


class Refused(Exception):
    """This JSON cannot be taken; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Bounds:
    """The largest JSON, in bytes and in values. Each object, list, text, number and word is a value."""

    bytes: int
    values: int


def read(raw: bytes, bounds: Bounds) -> object:
    """The value of the JSON in `raw`. Every text in it can be stored, and every number is finite. Raises `Refused`.

    The values are counted in the bytes, so that refusing too many costs no more than reading the bytes once.
    """
    if len(raw) > bounds.bytes:
        raise Refused(Fault.BYTES)
    if sum(raw.count(one) for one in _SEPARATORS) > bounds.values and _has_more(raw, bounds.values):
        raise Refused(Fault.VALUES)
    try:
        # Straight from the bytes: in one Python text, a single rare character makes all of it four times as large.
        value: object = from_json(raw.removeprefix(_BYTE_ORDER_MARK), allow_inf_nan=False, cache_strings="keys")
    except ValueError as error:
        raise Refused(_why(raw, str(error))) from error
    _inspect(value, 1)
    return value


def _has_more(raw: bytes, most: int) -> bool:
    """Whether there are more values: each is first in the input or follows a separator outside of texts.

    The search stops once this is known. In valid JSON at most two of three tokens are texts.
    """
    separators = 0
    for number, token in enumerate(_TOKEN.finditer(raw)):
        separators += raw[token.start()] != _QUOTE
        if separators > most or number > 3 * most:
            return True
    return False


def _why(raw: bytes, message: str) -> Fault:
    if "recursion limit" in message:
        return Fault.DEPTH
    if "hex escape" in message:  # half of a surrogate pair, or no escape at all
        return Fault.NOT_STORABLE
    try:
        raw.decode()
    except UnicodeDecodeError:
        return Fault.NOT_UTF8
    return Fault.NOT_JSON


def _inspect(value: object, depth: int) -> None:
    """Look at every value. The parser itself ends at a depth of 200, so this recursion ends as well."""
    if isinstance(value, str):
        if "\0" in value:
            raise Refused(Fault.NOT_STORABLE)  # by PostgreSQL
        if len(value) > MAX_WORDS and not value.isascii():
            raise Refused(Fault.TEXT)  # each copy of it could take four times as much as came
    elif isinstance(value, float):
        if isinf(value):
            raise Refused(Fault.NUMBER)
    elif isinstance(value, dict | list):
        _inspect_parts(value, depth)


def _inspect_parts(value: dict[str, object] | list[object], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise Refused(Fault.DEPTH)
    if isinstance(value, dict):
        if len(value) > MAX_KEYS:
            raise Refused(Fault.KEYS)
        for key in value:
            _inspect(key, depth)
    for part in value.values() if isinstance(value, dict) else value:
        _inspect(part, depth + 1)
