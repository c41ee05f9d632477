"""What all calls of v3 share: any request is answered in JSON, in the caller's language, and never with a 500."""

import json
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dojang.api.tests.test_anything import ANYTHING
from dojang.api.v3.tests.calling import V3
from dojang.api.v3.workflows.shapes import WorkflowOrder
from dojang.companies.models import Company

ORDER = {"name": "Billing", "scopes": ["contracts:read"], "days": 30}
PAGE = {"Origin": "https://shop.example"}


@pytest.mark.parametrize("path", ["/whoami/", "/tokens/", "/company/"])
def test_a_slash_at_the_end_does_no_harm(v3: V3, path: str) -> None:
    v3.get(path)


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nothing", "/tokens/x", "/tokens/0", "/tokens/-1", f"/tokens/{2**63}", "/tokens/9" + "9" * 5000,
     "/tokens/%00", "/tokens/%ff", "/tokens/1%2F2", "/tokens/1/2", "/tokens/1.5"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_what_is_not_there_is_not_found_in_json(v3: V3, method: str, path: str) -> None:
    status, word = v3.problem(method, path)
    assert (status, word) in {(404, "not_found"), (405, "method_not_allowed")}
    assert status == 404 or (method == "GET" and path.startswith("/tokens/"))


def test_another_method_is_told_those_there_are(v3: V3) -> None:
    response = v3.raw("PUT", "/company", b"{}")
    assert (response.status_code, set(response["Allow"].split(", "))) == (405, {"GET", "HEAD", "OPTIONS", "PATCH"})
    assert json.loads(response.content)["header"]["result_code"] == "method_not_allowed"


@pytest.mark.parametrize("path", ["/whoami", "/company/", "/tokens?limit=1", "/tokens?limit=0"])
def test_a_head_is_answered_as_a_get_is_but_for_the_body(v3: V3, path: str) -> None:
    got, head = v3.raw("GET", path), v3.raw("HEAD", path)
    length = {"Content-Length": str(len(got.content))}
    assert (head.status_code, dict(head.items())) == (got.status_code, dict(got.items()) | length)


def test_nothing_of_the_body_goes_out_to_a_head(v3: V3) -> None:
    request = RequestFactory().head("/api/v3/whoami", headers={"Authorization": f"Bearer {v3.token}"})
    response = resolve("/api/v3/whoami").func(request)
    assert (response.status_code, response.content) == (200, b"")


def test_who_asks_for_the_methods_is_told_them_without_a_token(v3: V3) -> None:
    response = v3.raw("OPTIONS", "/tokens", Authorization="", Origin="https://shop.example")
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b'{"name": "\\ud800"}', b'{"name": "\\u0000"}', b'{"a": NaN}',
     b'{"a":' * 40 + b"1" + b"}" * 40, b"[" * 100_000, b'{"days": ' + b"9" * 5000 + b"}", b"name=Billing"],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_told_so(v3: V3, content: bytes) -> None:
    response = v3.raw("POST", "/tokens", content)
    word = json.loads(response.content)["header"]["result_code"]
    assert (response.status_code, word) == ((400, "unreadable") if content else (422, "bad_parameter"))


def test_a_body_that_is_no_object_is_not_asked_for_an_envelope(v3: V3) -> None:
    header = json.loads(v3.raw("POST", "/tokens?lang=en", b"[]").content)["header"]
    assert header["result_msg"] == "The request must be a JSON object."


def test_a_body_is_json_whatever_it_is_called(v3: V3) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "a/b; charset=nonsense"):
        response = v3.client.generic(
            "POST",
            "/api/v3/tokens",
            json.dumps(ORDER),
            content_type=kind,
            headers={"Authorization": f"Bearer {v3.token}"},
        )
        assert response.status_code == 201, response.content


def test_a_body_that_is_too_big_is_told_so(v3: V3) -> None:
    assert v3.problem("POST", "/tokens", {"name": "x" * 1_100_000}) == (413, "too_big")
    assert v3.problem("POST", "/workflows/start", {"workflow_name": "x" * 1_100_000}) == (422, "bad_parameter")
    assert v3.problem("POST", "/workflows/start", {"workflow_name": "x" * 21_000_000}) == (413, "too_big")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"recipient_list": [1] * 101}, "recipient_list may have at most 100 elements."),
        ({"recipient_list": [{}] * 101}, "recipient_list may have at most 100 elements."),
        ({"field_list": [{}] * 2001}, "field_list may have at most 2000 elements."),
        ({"customer_list": [{}, 1, 1]}, "customer_list[1] must be an object."),
    ],
)
def test_a_list_is_counted_before_its_items_are_looked_at(v3: V3, body: dict[str, Any], said: str) -> None:
    assert v3.call("POST", "/workflows/start?lang=en", body, 422)["header"]["result_msg"] == said


def test_a_list_of_wrong_items_has_one_error() -> None:
    with pytest.raises(ValidationError) as caught:
        WorkflowOrder.model_validate({"recipient_list": [1] * 100, "field_list": [1] * 2000})
    assert caught.value.error_count() == 2


@pytest.mark.parametrize(
    "query", ["before=0", f"before={2**63}", "limit=0", "limit=201", "limit=many", "before=%00", "x=%00"]
)
def test_a_query_that_cannot_be_taken_is_told_so(v3: V3, query: str) -> None:
    assert v3.problem("GET", f"/tokens?{query}") == (422, "bad_parameter")


def test_blank_in_a_query_is_the_same_as_absent(v3: V3) -> None:
    assert v3.get("/tokens?limit=&before=") == {"tokens": [], "next": None}


@pytest.mark.parametrize(
    ("query", "body", "said"),
    [
        ("?lang=ko", {}, "name 값은 필수로 입력하셔야 합니다."),
        ("?lang=ja-JP", {"language": "ko"}, "nameの値は必須です。"),
        ("", {"language": "ko-KR"}, "name 값은 필수로 입력하셔야 합니다."),
        ("", {"language": 7}, "name is required."),
        ("", {}, "name is required."),
    ],
)
def test_messages_are_in_the_language_of_the_query_the_body_or_the_company(
    v3: V3, query: str, body: dict[str, Any], said: str
) -> None:
    assert v3.call("POST", f"/tokens{query}", body, 422)["header"]["result_msg"] == said


def test_answers_are_not_stored_by_anybody(v3: V3) -> None:
    for method, path, content in (
        ("GET", "/whoami", b""),
        ("POST", "/tokens", json.dumps(ORDER).encode()),
        ("GET", "/x", b""),
    ):
        assert v3.raw(method, path, content)["Cache-Control"] == "no-store"


# The pace


def test_a_token_that_calls_too_often_is_told_when_to_come_again(v3: V3, settings: Any) -> None:
    settings.API_CALLS = 3
    assert [v3.raw("GET", "/whoami").status_code for _ in range(4)] == [200, 200, 200, 429]
    response = v3.raw("GET", "/whoami")
    assert (response["Retry-After"], json.loads(response.content)["header"]["result_code"]) == (
        "20",
        "too_many_requests",
    )


def test_another_token_goes_on(v3: V3, settings: Any) -> None:
    settings.API_CALLS = 2
    other = v3.call("POST", "/tokens", ORDER, 201)["token"]
    assert {v3.raw("GET", "/whoami").status_code for _ in range(2)} == {200, 429}
    V3(v3.company, v3.member, other).get("/whoami")


# Pages of other origins


def test_a_preflight_allows_every_method_and_header(v3: V3) -> None:
    asked = PAGE | {"Access-Control-Request-Method": "PATCH"}
    response = v3.client.options("/api/v3/company", headers=asked)
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (204, "*")
    assert "PATCH" in response["Access-Control-Allow-Methods"]
    assert {"authorization", "idempotency-key"} <= set(response["Access-Control-Allow-Headers"].lower().split(", "))


def test_a_page_may_read_the_answers_and_the_headers_that_matter(v3: V3) -> None:
    response = v3.raw("GET", "/whoami", b"", **PAGE)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert {"Retry-After", "Idempotent-Replayed"} <= set(response["Access-Control-Expose-Headers"].split(", "))


def test_a_company_can_close_v3_to_pages(v3: V3) -> None:
    Company.objects.update(cors=False)
    assert "Access-Control-Allow-Origin" not in v3.raw("GET", "/whoami", b"", **PAGE)
    assert v3.raw("GET", "/whoami").status_code == 200


# Anything


@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANYTHING, name=ANYTHING, scopes=ANYTHING, days=ANYTHING, origins=ANYTHING)
def test_whatever_comes_in_is_answered(v3: V3, body: Any, name: Any, scopes: Any, days: Any, origins: Any) -> None:
    for method, path, told in (
        ("POST", "/tokens", body),
        ("POST", "/tokens", {"name": name, "scopes": scopes, "days": days}),
        ("PATCH", "/company", {"frame_origins": origins, "alerts_email": name, "timezone": name, "language": days}),
    ):
        response = v3.raw(method, path, json.dumps(told).encode())
        assert response.status_code in {200, 201, 400, 422}, response.content


@settings(max_examples=40, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_whatever_bytes_come_in_are_answered(v3: V3, content: bytes) -> None:
    assert v3.raw("POST", "/tokens", content).status_code in {400, 422}
