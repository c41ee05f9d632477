"""Bytes into a JSON object that everything behind the door can store and walk, or a fault that says what is wrong."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from dojang.lib import bounded_json
from dojang.lib.bounded_json import Bounds, Fault
from dojang.lib.texts import Text

_MEGA = 1024 * 1024
USUAL = Bounds(_MEGA, 20_000)  # of a call that does not ask for more
START = Bounds(20 * _MEGA, 50_000)  # pictures for boxes are in it, a third longer in base64
BULK = Bounds(20 * _MEGA, 750_000)  # 10,000 rows with some twenty boxes each
UPLOAD = Bounds(24 * _MEGA, 0)  # a form with a PDF and a layout, which have bounds of their own


class Unreadable(Exception):
    """The request's body is no JSON object that we can take; `fault` says why, in a sentence."""

    def __init__(self, fault: Text, *, is_too_big: bool = False) -> None:
        super().__init__(fault.en)
        self.fault, self.is_too_big = fault, is_too_big


TOO_BIG = Text(
    ko="요청이 너무 큽니다. {most} MB까지 가능합니다.",
    en="The request is too big. Up to {most} MB are possible.",
    ja="リクエストが大きすぎます。{most} MBまで可能です。",
)
TOO_MANY_VALUES = Text(
    ko="JSON에 값이 너무 많습니다. {most}개까지 가능합니다.",
    en="The JSON has too many values. Up to {most} are possible.",
    ja="JSONの値が多すぎます。{most}個まで可能です。",
)
TOO_MANY_KEYS = Text(
    ko="JSON 객체의 키가 너무 많습니다. {most}개까지 가능합니다.",
    en="An object in the JSON has too many keys. Up to {most} are possible.",
    ja="JSONオブジェクトのキーが多すぎます。{most}個まで可能です。",
)
NUMBER_TOO_LARGE = Text(
    ko="JSON에 너무 큰 숫자가 있습니다.",
    en="The JSON contains a number that is too large.",
    ja="JSONに大きすぎる数値があります。",
)
TEXT_TOO_LONG = Text(
    ko="JSON에 너무 긴 텍스트가 있습니다. {most}자까지 가능합니다.",
    en="The JSON contains a text that is too long. Up to {most} characters are possible.",
    ja="JSONに長すぎるテキストがあります。{most}文字まで可能です。",
)
COMPRESSED = Text(
    ko="압축된 요청(Content-Encoding)은 받지 않습니다. 압축하지 않고 보내주세요.",
    en="Compressed requests (Content-Encoding) are not accepted. Send the request uncompressed.",
    ja="圧縮されたリクエスト(Content-Encoding)は受け付けません。圧縮せずに送信してください。",
)
NOT_READ = Text(
    ko="1 MB가 넘는 요청은 올바른 인증키가 있어야 읽습니다.",
    en="A request of more than 1 MB is read only with a valid token.",
    ja="1 MBを超えるリクエストは、有効な認証キーがある場合にのみ読み取ります。",
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


_FAULTS: Mapping[Fault, Text] = {
    Fault.DEPTH: TOO_DEEP,
    Fault.NOT_UTF8: NOT_UTF8,
    Fault.NOT_JSON: NOT_JSON,
    Fault.NOT_STORABLE: NOT_STORABLE,
    Fault.NUMBER: NUMBER_TOO_LARGE,
    Fault.TEXT: TEXT_TOO_LONG.filled(most=f"{bounded_json.MAX_WORDS:,}"),
    Fault.KEYS: TOO_MANY_KEYS.filled(most=f"{bounded_json.MAX_KEYS:,}"),
}


def read_request(request: HttpRequest, bounds: Bounds) -> Mapping[str, Any]:
    """The JSON object that the request carries, kept on it for who reads it again. Raises `Unreadable`.

    The length that the request states is looked at before anything of it is read.
    """
    if length(request) > bounds.bytes:
        raise too_big(bounds)
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Unreadable(COMPRESSED)
    try:
        message = read_object(request.body, bounds)
    except RequestDataTooBig as exc:
        raise too_big(bounds) from exc
    request.message = message  # type: ignore[attr-defined]
    return message


def length(request: HttpRequest) -> int:
    """How many bytes the body has, as the request states."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def too_big(bounds: Bounds) -> Unreadable:
    """The refusal of what has more bytes than it may."""
    return Unreadable(TOO_BIG.filled(most=bounds.bytes // _MEGA), is_too_big=True)


def read_object(raw: bytes, bounds: Bounds) -> Mapping[str, Any]:
    """The JSON object in `raw`. Raises `Unreadable`."""
    try:
        message = bounded_json.read(raw, bounds)
    except bounded_json.Refused as exc:
        if exc.fault is Fault.BYTES:
            raise too_big(bounds) from exc
        values = TOO_MANY_VALUES.filled(most=f"{bounds.values:,}")
        raise Unreadable(values if exc.fault is Fault.VALUES else _FAULTS[exc.fault]) from exc
    if not isinstance(message, dict):
        raise Unreadable(NOT_AN_OBJECT)
    return message
