import pytest

from dojang.api.tests.calling import Api
from dojang.companies.models import Company

PAGE = {"Origin": "https://shop.example"}
PREFLIGHT = PAGE | {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


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
    for method in ("options", "post"):
        response = getattr(api.client, method)("/api/TestAPI/login", headers=PREFLIGHT)
        assert "Access-Control-Allow-Origin" not in response


def test_other_doors_stay_closed_to_pages(api: Api) -> None:
    assert "Access-Control-Allow-Origin" not in api.client.get("/healthz", headers=PAGE)


def test_programs_without_an_origin_are_not_bothered(api: Api) -> None:
    assert "Access-Control-Allow-Origin" not in api.client.post("/api/testapi/login")
