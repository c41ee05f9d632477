import json

import pytest

from dojang.lib.bounded_json import MAX_DEPTH, MAX_KEYS, Bounds, Fault, Refused, read

ROOMY = Bounds(1_000_000, 1000)


def fault(raw: bytes, bounds: Bounds = ROOMY) -> Fault | None:
    try:
        read(raw, bounds)
    except Refused as refused:
        return refused.fault
    return None


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def keyed(count: int) -> bytes:
    return json.dumps({f"k{number}": number for number in range(count)}).encode()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"a": [1, 2.5, true, null, "\xea\xb0\x80\\ud83d\\ude00"]}', {"a": [1, 2.5, True, None, "가😀"]}),
        (b"\xef\xbb\xbf{}", {}),
        (b' "\\"[,{" ', '"[,{'),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b"9" * 4000, int("9" * 4000)),
    ],
)
def test_what_is_json_is_read(raw: bytes, value: object) -> None:
    assert read(raw, ROOMY) == value


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[" + b"1," * 1000 + b"1]", Fault.VALUES),
        (b"[" + b"{}," * 600 + b"{}]", Fault.VALUES),
        (b"[" * 1001, Fault.VALUES),
        (b" " * 1_000_001, Fault.BYTES),
        (nested(MAX_DEPTH + 1), Fault.DEPTH),
        (nested(300), Fault.DEPTH),
        (keyed(MAX_KEYS + 1), Fault.VALUES),
        (b"1e400", Fault.NUMBER),
        (b'{"a": [-1e999]}', Fault.NUMBER),
        (b"9" * 5000, Fault.NOT_JSON),
        (b"NaN", Fault.NOT_JSON),
        (b"", Fault.NOT_JSON),
        (b"{}{}", Fault.NOT_JSON),
        (b'"\\ud800"', Fault.NOT_STORABLE),
        (b'"\\u0000"', Fault.NOT_STORABLE),
        (b'{"\\u0000": 1}', Fault.NOT_STORABLE),
        (b'"\xff"', Fault.NOT_UTF8),
        (b"\x1f\x8b\x08", Fault.NOT_UTF8),
    ],
)
def test_what_cannot_be_taken_says_why(raw: bytes, why: Fault) -> None:
    assert fault(raw) is why


def test_an_object_has_so_many_keys_and_no_more() -> None:
    roomy = Bounds(1_000_000, 10_000)
    assert (fault(keyed(MAX_KEYS), roomy), fault(keyed(MAX_KEYS + 1), roomy)) == (None, Fault.KEYS)
    assert (fault(nested(MAX_DEPTH)), fault(nested(MAX_DEPTH + 1))) == (None, Fault.DEPTH)


def test_what_stands_in_a_text_does_not_count() -> None:
    assert read(json.dumps({"text": ',[{"\\' * 1000}).encode(), ROOMY) == {"text": ',[{"\\' * 1000}


def test_a_text_that_never_ends_hides_nothing_and_is_looked_at_once() -> None:
    assert fault(b'"' + b'\\"' * 400_000) is Fault.NOT_JSON
    assert fault(b'{"a": "' + b"\\" * 900_001) is Fault.NOT_JSON
    assert fault(b"[" + b'"",' * 1000 + b'"') is Fault.VALUES
