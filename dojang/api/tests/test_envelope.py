import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from dojang.api.tests.calling import Api, body, code, result, token_of
from dojang.companies.models import AccessToken, Company, Edition
from dojang.contracts.models import Contract
from dojang.lib import clock
from dojang.library.models import Template
from tests import factories
from tests.factories import CHOI

UNREADABLE = "수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다."


def message(request_code: object = "5005Q", **header: object) -> str:
    return json.dumps({"header": {"request_code": request_code} | header, "body": body()})


NOT_MESSAGES = {
    "empty": b"",
    "no JSON": b"workflow_name=NDA",
    "cut off": b'{"header":{"request_code":"5005Q"},"body":{',
    "two values": message().encode() * 2,
    "a list": b"[1, 2]",
    "a text": b'"5005Q"',
    "null": b"null",
    "a number": b"12",
    "NaN": b'{"header":{"request_code":"5005Q"},"body":{"doc_id":NaN}}',
    "Infinity": b'{"header":{"request_code":"5005Q"},"body":{"doc_id":-Infinity}}',
    "a number of 5,000 digits": b'{"header":{"request_code":"5005Q"},"body":{"doc_id":' + b"9" * 5000 + b"}}",
    "nested as deep as memory allows": b'{"header":{"request_code":"5005Q"},"body":'
    + b"[" * 200_000
    + b"]" * 200_000
    + b"}",
    "nested deeper than sense allows": b'{"header":{"request_code":"5005Q"},"body":{"a":'
    + b"[" * 40
    + b"]" * 40
    + b"}}",
    "not UTF-8": '{"header":{"request_code":"5005Q"},"body":{"workflow_name":"계약"}}'.encode("euc-kr"),
    "UTF-16": message().encode("utf-16"),
    "a lone surrogate": rb'{"header":{"request_code":"5005Q"},"body":{"workflow_name":"\ud800"}}',
    "a lone surrogate as a key": rb'{"header":{"request_code":"5005Q"},"body":{"\udfff":1}}',
    "a NUL": rb'{"header":{"request_code":"5005Q"},"body":{"workflow_name":"NDA\u0000"}}',
    "a NUL deep inside": rb'{"header":{"request_code":"5005Q"},"body":{"field_list":[{"field_name":"a\u0000"}]}}',
    "a raw control character": b'{"header":{"request_code":"5005Q"},"body":{"workflow_name":"\x01"}}',
    "no header": b'{"body":{}}',
    "no body": b'{"header":{"request_code":"5005Q"}}',
    "a header that is a text": b'{"header":"5005Q","body":{}}',
    "a body that is a list": b'{"header":{"request_code":"5005Q"},"body":[]}',
    "no request code": b'{"header":{},"body":{}}',
    "another call's request code": message("1001Q").encode(),
    "a request code in small letters": message("5005q").encode(),
    "a request code that is a number": message(5005).encode(),
    "a request code that is a list": message(["5005Q"]).encode(),
}


@pytest.mark.parametrize("content", NOT_MESSAGES.values(), ids=NOT_MESSAGES)
def test_what_cannot_be_read_says_so(api: Api, content: bytes) -> None:
    answer = api.post("startsimple", content)
    assert result(answer) == ("11", UNREADABLE)
    assert answer["header"]["response_code"] == "5005A"
    assert answer["body"]["detail"]
    assert not Contract.objects.exists()


@pytest.mark.parametrize("content", NOT_MESSAGES.values(), ids=NOT_MESSAGES)
def test_in_the_edition_of_2021_it_has_another_code(api: Api, content: bytes) -> None:
    Company.objects.update(edition=Edition.Y2021)
    assert result(api.post("startsimple", content)) == ("12", UNREADABLE)


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"{", "The request is not valid JSON."),
        (message().encode("utf-16"), "The request is not encoded in UTF-8."),
        (message("5008Q").encode(), "The request_code in the header is not one of this address."),
        (rb'{"header":{},"body":{"a":"\u0000"}}', "The request contains a character that cannot be stored"),
    ],
)
def test_the_detail_says_why_in_the_callers_language(api: Api, content: bytes, detail: str) -> None:
    assert api.post("startsimple", content, lang="en")["body"]["detail"].startswith(detail)


def test_a_byte_order_mark_is_no_harm(api: Api) -> None:
    assert code(api.post("startsimple", b"\xef\xbb\xbf" + message().encode())) == "00"


def test_korean_is_answered_unescaped(api: Api) -> None:
    response = api.raw("/api/testapi/startsimple", json.dumps({"header": {"request_code": "5005Q"}, "body": {}}))
    assert "필수로 입력하셔야 합니다." in response.content.decode()


def test_a_message_beyond_20_mb_is_refused_clearly(api: Api) -> None:
    response = api.raw("/api/testapi/startsimple", b" " * (20 * 1024 * 1024 + 1), lang="en")
    assert response.status_code == 413
    assert json.loads(response.content)["body"]["detail"] == "The request is too big. Up to 20 MB are possible."


def test_most_calls_take_a_megabyte(api: Api) -> None:
    response = api.raw("/api/testapi/search", b" " * (1024 * 1024 + 1), lang="en")
    assert response.status_code == 413
    assert json.loads(response.content)["body"]["detail"] == "The request is too big. Up to 1 MB are possible."


def test_more_than_a_megabyte_is_not_read_without_a_token(api: Api) -> None:
    large = message().encode() + b" " * (2 * 1024 * 1024)
    assert code(api.post("startsimple", large, Authorization="esignon x")) == "94"
    answer = api.raw("/JEDOC/Common.do", large, lang="en", Authorization="esignon x")
    detail = json.loads(answer.content)["body"]["detail"]
    assert detail == "A request of more than 1 MB is read only with a valid token."


@pytest.mark.parametrize(
    ("inside", "detail"),
    [
        (b"[" + b"1," * 60_000 + b"1]", "The JSON has too many values. Up to 50,000 are possible."),
        (json.dumps({f"k{n}": n for n in range(1001)}).encode(), "An object in the JSON has too many keys."),
        (b"1e400", "The JSON contains a number that is too large."),
        ('"가'.encode() + b"a" * 100_000 + b'"', "The JSON contains a text that is too long."),
    ],
)
def test_json_has_its_bounds(api: Api, inside: bytes, detail: str) -> None:
    answer = api.post("startsimple", b'{"header":{"request_code":"5005Q"},"body":{"a":' + inside + b"}}", lang="en")
    assert answer["header"]["result_code"] == "11"
    assert answer["body"]["detail"].startswith(detail)


def test_a_compressed_message_is_told_to_come_uncompressed(api: Api) -> None:
    answer = json.loads(
        api.raw("/api/testapi/startsimple", message(), lang="en", **{"Content-Encoding": "gzip"}).content
    )
    assert answer["body"]["detail"].startswith("Compressed requests")


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_a_message_beyond_what_the_server_reads_is_refused_as_clearly(api: Api) -> None:
    response = api.raw("/api/testapi/startsimple", message())
    assert response.status_code == 413
    assert json.loads(response.content)["header"]["result_code"] == "11"


# The token


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "esignon {}"},
        {"Authorization": "  esignon {}  "},
        {"Authorization": "ESignon   {}"},
        {"Authorization": "", "Authentication": "esignon {}"},
        {"Authorization": "bearer {}"},
        {"Authorization": "Basic eDp5", "Authentication": " EsignOn {} "},
    ],
)
def test_the_token_is_found(api: Api, headers: dict[str, str]) -> None:
    given = {name: value.format(api.token) for name, value in headers.items()}
    assert code(api.post("startsimple", message(), **given)) == "00"


@pytest.mark.parametrize(
    "header", ["", "esignon", "esignon ", "{}", "Basic {}", "esignon{}", "esignon {}x", "esignon {} y"]
)
def test_no_good_token_is_94(api: Api, header: str) -> None:
    answer = api.start(body(), Authorization=header.format(api.token))
    assert result(answer) == ("94", "인증키가 올바르지 않습니다.")
    assert not Contract.objects.exists()


def test_an_expired_token_is_94(api: Api) -> None:
    AccessToken.objects.update(expires_at=clock.now())
    assert code(api.start(body())) == "94"


def test_a_revoked_token_is_94(api: Api) -> None:
    AccessToken.objects.update(revoked_at=clock.now() - timedelta(hours=1))
    assert code(api.start(body())) == "94"


def test_a_token_of_another_company_is_94_in_both_directions(api: Api) -> None:
    other = factories.company("other")
    stranger = token_of(factories.member(other, CHOI))
    assert code(api.start(body(), Authorization=f"esignon {stranger}")) == "94"
    assert code(api.post("startsimple", message(), comp_id="other")) == "94"
    assert code(api.post("startsimple", message(), comp_id="nobody")) == "94"


def test_without_a_token_nothing_is_said_about_the_message(api: Api) -> None:
    assert code(api.post("startsimple", b"{", Authorization="")) == "94"


def test_a_token_that_may_not_do_this_is_94(api: Api) -> None:
    AccessToken.objects.update(scopes=["contracts:read"])
    assert code(api.start(body())) == "94"
    AccessToken.objects.update(scopes=["contracts:write"])
    assert code(api.start(body())) == "00"


def test_a_token_that_calls_too_often_is_told_when_to_come_again(api: Api, settings: Any) -> None:
    settings.API_CALLS = 2
    for _ in range(2):
        api.start(body(doc_id="99"))
    response = api.raw("/api/testapi/startsimple", message(), lang="en")
    assert (response.status_code, response["Retry-After"]) == (429, "30")
    assert result(json.loads(response.content)) == ("-1", "Too many calls. Please try again in 30 seconds.")


# Header and language


@pytest.mark.parametrize(
    ("given", "session_id", "version"),
    [
        ({}, "S1001", "9.9.99"),
        ({"session_id": "thread_023", "version": "1.1.60"}, "thread_023", "1.1.60"),
        ({"session_id": "", "version": None}, "S1001", "9.9.99"),
        ({"session_id": 17, "version": 2}, "17", "2"),
        ({"session_id": ["S1"], "version": {"a": 1}}, "S1001", "9.9.99"),
        ({"session_id": "x" * 101, "version": True}, "S1001", "9.9.99"),
        ({"api_name": "start api", "request_msg": ""}, "S1001", "9.9.99"),
    ],
)
def test_the_header_is_echoed(api: Api, given: dict[str, object], session_id: str, version: str) -> None:
    header = api.post("startsimple", message(**given))["header"]
    assert (header["session_id"], header["version"]) == (session_id, version)
    assert list(header) == ["session_id", "response_code", "result_code", "result_msg", "version"]


@pytest.mark.parametrize(
    ("lang", "language", "of_company", "told"),
    [
        ("", None, "ko", "필수로"),
        ("", None, "en", "is required"),
        ("", "ja-JP", "en", "必須"),
        ("en", "ja-JP", "ko", "is required"),
        ("en-US", None, "ko", "is required"),
        ("jp", None, "ko", "必須"),
        ("ja", None, "ko", "必須"),
        ("ko-KR", "en-US", "en", "필수로"),
        ("de", "en_GB", "ko", "is required"),
        ("", "de", "ja", "必須"),
        ("", ["ko"], "en", "is required"),
    ],
)
def test_messages_come_in_the_callers_language(
    api: Api, lang: str, language: object, of_company: str, told: str
) -> None:
    Company.objects.update(language=of_company)
    answer = api.start({"language": language}, lang=lang)
    assert told in answer["header"]["result_msg"]


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head", "options"])
@pytest.mark.parametrize("call", ["login", "startsimple"])
def test_only_post_is_allowed(api: Api, method: str, call: str) -> None:
    response = getattr(api.client, method)(f"/api/testapi/{call}")
    assert response.status_code == 405
    assert response["Allow"] == "POST"


def test_answers_are_not_kept_by_caches(api: Api) -> None:
    assert api.raw("/api/testapi/startsimple", message())["Cache-Control"] == "no-store"


# An unexpected fault: a template whose layout is none.


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ko", "Unexpected exception ( 잘못된 포맷 )"),
        ("en", "Unexpected exception (incorrect format)"),
        ("ja", "Unexpected exception ( 不正なフォーマット )"),
    ],
)
def test_a_fault_of_our_own_is_99_and_in_the_log(
    api: Api, lang: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    factories.give_layout(Template.objects.get(), {})
    assert result(api.start(body(), lang=lang)) == ("99", told)
    assert "5005Q" in caplog.text
    assert "Traceback" in caplog.text
