"""The OpenAPI document: valid, and complete."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

import dojang.api.urls
from dojang.api.coded.registry import BY_PATH, CODED
from dojang.api.openapi import document
from dojang.api.v3.base import RequestShape, ResponseShape
from dojang.bulk.models import BulkRow
from dojang.exports.queries import ExportState

# No calls, but this document, the page that shows it, and whatever else stands below v3.
PAGES = {"/api/openapi.json", "/api/docs", "/api/v3"}


def addresses(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Every address the server knows, as OpenAPI writes it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            written = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", str(pattern.pattern)).replace("(/.*)?", "")
            written = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", written)
            yield "/" + re.sub(r"/?\??\$?$", "", written.removeprefix("^").replace("\\", ""))


def models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def test_it_is_served_to_anybody_and_to_pages_of_any_origin() -> None:
    response = Client().get("/api/openapi.json", headers={"Origin": "https://shop.example"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content)["openapi"] == "3.1.0"


def test_it_is_not_sent_again_to_who_has_it() -> None:
    etag = Client().get("/api/openapi.json")["ETag"]
    assert Client().get("/api/openapi.json", headers={"If-None-Match": etag}).status_code == 304


def test_it_is_valid() -> None:
    OpenAPIV31SpecValidator(document()).validate()


def test_every_address_of_the_api_is_in_it() -> None:
    known = set(addresses(dojang.api.urls.urlpatterns)) - PAGES
    assert known - set(document()["paths"]) == set()


def test_every_coded_call_is_described() -> None:
    calls = [*(call for calls in CODED.values() for call in calls), *(one.call for one in BY_PATH.values())]
    assert [call.request_code for call in calls if not call.describe] == []


def test_no_two_shapes_have_one_name() -> None:
    """They would take one another's place in the document."""
    names = Counter(
        model.__name__
        for base in (RequestShape, ResponseShape)
        for model in models(base)
        if "tests" not in model.__module__
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_states_of_exports_and_of_the_rows_of_bulks_are_told_apart() -> None:
    schemas = document()["components"]["schemas"]
    refs = [schemas[shape]["properties"]["state"]["$ref"] for shape in ("ExportShape", "BulkRowShape")]
    exports, rows = (schemas[ref.rpartition("/")[2]]["enum"] for ref in refs)
    assert exports == list(ExportState)
    assert rows == list(BulkRow.State)


def test_an_answer_to_no_call_at_all_is_described() -> None:
    answer = Client().post("/JEDOC/Common.do", {"header": {}, "body": {}}, content_type="application/json").json()
    described = document()["paths"]["/JEDOC/Common.do"]["post"]["responses"]["200"]["content"]["application/json"]
    headers = [one["properties"]["header"]["properties"] for one in described["schema"]["oneOf"]]
    fitting = [one for one in headers if one["response_code"]["const"] == answer["header"]["response_code"]]
    assert [answer["header"]["result_code"] in one["result_code"]["enum"] for one in fitting] == [True]


def test_a_started_contract_leads_to_calls_that_there_are() -> None:
    paths = document()["paths"]
    parameters = {
        operation["operationId"]: {parameter["name"] for parameter in operation.get("parameters", [])}
        for path in paths.values()
        for operation in path.values()
    }
    links = paths["/api/v3/workflows/start"]["post"]["responses"]["200"]["links"]
    assert "contracts_cancel" in links
    assert [name for name, link in links.items() if not link["parameters"].keys() <= parameters[name]] == []


def test_every_operation_has_a_name_of_its_own() -> None:
    operations = [operation for path in document()["paths"].values() for operation in path.values()]
    names = Counter(operation["operationId"] for operation in operations)
    assert [name for name, times in names.items() if times > 1] == []
