"""Bytes into a JSON object that everything behind the door can store and walk, or a fault that says what is wrong."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from dojang.lib.texts import Text

MOST_BYTES = 20 * 1024 * 1024
MOST_DEPTH = 32


class Unreadable(Exception):
    """The request's body is no JSON object that we can take; `fault` tells people why."""

    def __init__(self, fault: Text) -> None:
        super().__init__(fault.en)
        self.fault = fault


TOO_BIG = Text(
    ko="요청이 너무 큽니다. 20 MB까지 가능합니다.",
    en="The request is too big. Up to 20 MB are possible.",
    ja="リクエストが大きすぎます。20 MBまで可能です。",
)
NOT_UTF8 = Text(
    ko="요청이 UTF-8로 인코딩되지 않았습니다.",
    en="The request is not encoded in UTF-8.",
    ja="リクエストがUTF-8でエンコードされていません。",
)
NOT_JSON = Text(
    ko="요청이 올바른 JSON이 아닙니다.",
    en="The request is not valid JSON.",
    ja="リクエストが正しいJSONではありません。",
)
NOT_AN_OBJECT = Text(
    ko="요청은 JSON 객체여야 합니다.",
    en="The request must be a JSON object.",
    ja="リクエストはJSONオブジェクトでなければなりません。",
)
NOT_A_MESSAGE = Text(
    ko="요청은 header와 body를 가진 JSON 객체여야 합니다.",
    en="The request must be a JSON object with a header and a body, which are objects too.",
    ja="リクエストはheaderとbodyを持つJSONオブジェクトでなければなりません。",
)
WRONG_CALL = Text(
    ko="header의 request_code 값이 이 주소의 요청 코드가 아닙니다.",
    en="The request_code in the header is not one of this address.",
    ja="headerのrequest_codeの値がこのアドレスのリクエストコードではありません。",
)
TOO_DEEP = Text(
    ko="JSON이 너무 깊게 중첩되었습니다.",
    en="The JSON is nested too deeply.",
    ja="JSONの入れ子が深すぎます。",
)
NOT_STORABLE = Text(
    ko="요청에 저장할 수 없는 문자(NUL 또는 짝이 없는 서로게이트)가 있습니다.",
    en="The request contains a character that cannot be stored (NUL or half a surrogate pair).",
    ja="リクエストに保存できない文字(NULまたは対になっていないサロゲート)があります。",
)


def read_object(raw: bytes) -> Mapping[str, Any]:
    """The JSON object in `raw`. Raises `Unreadable`."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    message = _parsed(raw)
    _inspect(message)
    if not isinstance(message, dict):
        raise Unreadable(NOT_AN_OBJECT)
    return message


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as exc:
        raise Unreadable(NOT_UTF8) from exc
    except RecursionError as exc:
        raise Unreadable(TOO_DEEP) from exc
    except ValueError as exc:  # also a whole number of thousands of digits
        raise Unreadable(NOT_JSON) from exc


def _refuse_constant(name: str) -> NoReturn:
    # NaN and Infinity are no JSON, although Python reads them.
    raise ValueError(name)


def _inspect(message: object) -> None:
    """Look at every value, without recursion: an object that is nested as deep as Python parses must not break us later."""
    waiting = [(message, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise Unreadable(TOO_DEEP)
        if isinstance(value, str):
            _require_storable(value)
        elif isinstance(value, dict):
            waiting += [(key, depth) for key in value]
            waiting += [(item, depth + 1) for item in value.values()]
        elif isinstance(value, list):
            waiting += [(item, depth + 1) for item in value]


def _require_storable(text: str) -> None:
    # PostgreSQL keeps no NUL, and UTF-8 has no lone surrogates.
    try:
        text.encode()
    except UnicodeEncodeError as exc:
        raise Unreadable(NOT_STORABLE) from exc
    if "\0" in text:
        raise Unreadable(NOT_STORABLE)
