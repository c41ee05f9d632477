import json
import re
from typing import Any

import pytest

from dojang.api.tests.calling import Api, body
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from tests.factories import KIM, PASSWORD

PAGE = {"Origin": "https://shop.example"}
PREFLIGHT = PAGE | {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


def told(response: Any, company: str) -> tuple[int, str, str]:
    """All that an answer shows, without the company's name and what is new in each answer."""
    page = response.content.decode().replace(company, "-")
    new = re.compile(r"""nonce(=|-)["']?[\w-]+|csrfmiddlewaretoken" value="\w+""")
    return response.status_code, new.sub("", str(sorted(response.headers.items()))), new.sub("", page)


@pytest.mark.parametrize("call", ["login", "startsimple", "startsimple/"])
def test_a_preflight_allows_the_call_and_its_headers(api: Api, call: str) -> None:
    response = api.client.options(f"/api/testapi/{call}", headers=PREFLIGHT)
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response["Access-Control-Allow-Methods"]
    allowed = response["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"authorization", "authentication", "content-type"} <= set(allowed)


@pytest.mark.parametrize(
    "path", ["/api/testapi/startsimple", "/api/testapi/login", "/api/testapi/nothing", "/api/v2/nothing"]
)
def test_every_answer_below_api_can_be_read_by_pages_errors_too(api: Api, path: str) -> None:
    response = api.client.post(path, "{", content_type="application/json", headers=PAGE)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Origin" in response["Vary"]


def test_never_with_credentials(api: Api) -> None:
    response = api.client.options("/api/testapi/login", headers=PREFLIGHT)
    assert "Access-Control-Allow-Credentials" not in response


def test_a_company_can_close_itself_to_pages(api: Api) -> None:
    Company.objects.update(cors=False)
    response = api.raw(
        "/api/TestAPI/startsimple", json.dumps({"header": {"request_code": "5005Q"}, "body": body()}), **PAGE
    )
    assert "Access-Control-Allow-Origin" not in response
    assert json.loads(response.content)["header"]["result_code"] == "94"
    assert not Contract.objects.exists()


def test_a_login_at_a_closed_company_cannot_be_read_by_a_page(api: Api) -> None:
    Company.objects.update(cors=False)
    message = {"header": {"request_code": "1001Q"}, "body": {"memb_email": KIM, "memb_pwd": PASSWORD}}
    response = api.raw("/api/testapi/login", json.dumps(message), **PAGE)
    assert json.loads(response.content)["header"]["result_code"] == "00"
    assert "Access-Control-Allow-Origin" not in response


def test_our_own_pages_may_call_for_a_closed_company(api: Api, settings: Any) -> None:
    Company.objects.update(cors=False)
    own = {"Origin": settings.BASE_URL}
    message = json.dumps({"header": {"request_code": "5005Q"}, "body": body()})
    assert json.loads(api.raw("/api/testapi/startsimple", message, **own).content)["header"]["result_code"] == "00"


@pytest.mark.parametrize("path", ["login", "startsimple", "search", "action", "sign?token=x", "nothing"])
@pytest.mark.parametrize("method", ["options", "post", "get"])
def test_a_stranger_does_not_hear_whether_there_is_a_company(api: Api, method: str, path: str) -> None:
    Company.objects.update(cors=False, language="ja", edition="2021")
    said = json.dumps({"header": {"request_code": "1001Q"}, "body": {"memb_email": KIM, "memb_pwd": "wrong"}})
    for content in ("{", said):
        there, nowhere = (
            told(
                api.client.generic(
                    method.upper(), f"/api/{name}/{path}", content, content_type="application/json", headers=PREFLIGHT
                ),
                name,
            )
            for name in ("testapi", "nobody1")
        )
        assert there == nowhere


def test_other_doors_stay_closed_to_pages(api: Api) -> None:
    assert "Access-Control-Allow-Origin" not in api.client.get("/healthz", headers=PAGE)


def test_programs_without_an_origin_are_not_bothered(api: Api) -> None:
    assert "Access-Control-Allow-Origin" not in api.client.post("/api/testapi/login")
