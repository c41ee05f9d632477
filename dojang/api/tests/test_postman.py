"""The collection for Postman and Bruno."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from dojang.api.openapi import document
from dojang.api.postman import collection
from dojang.api.tests.calling import Api
from tests.factories import PASSWORD

Json = dict[str, Any]
VARIABLES = {"host", "company", "token"}


def folders() -> Iterator[Json]:
    for door in collection()["item"]:
        yield from door["item"]


def items() -> Iterator[Json]:
    for folder in folders():
        yield from folder["item"]


def item(wanted: str) -> Json:
    """The item with this address."""
    (found,) = [one for one in items() if address(one["request"]) == wanted]
    return found


def address(request: Json) -> str:
    """As the OpenAPI document writes it."""
    path = request["url"]["raw"].removeprefix("{{host}}").partition("?")[0].replace("{{company}}", "{comp_id}")
    return re.sub(r":(\w+)", r"{\1}", path)


def test_it_is_served_as_a_file_to_anybody() -> None:
    answer = Client().get("/api/postman.json", headers={"Origin": "https://shop.example"})
    assert answer["Content-Disposition"] == 'attachment; filename="dojang.postman_collection.json"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.content) == collection()


def test_it_has_the_form_that_it_says_it_has() -> None:
    form = json.loads(Path(__file__).with_name("postman_v21.json").read_text())
    wrong = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(form).iter_errors(collection())]
    assert wrong == []


def test_whoever_has_a_host_and_a_token_need_fill_in_nothing_else() -> None:
    """What stands in paths, and what a query has to have, is that of the examples."""
    for one in items():
        url = one["request"]["url"]
        needed = [*url.get("variable", []), *(line for line in url.get("query", []) if not line["disabled"])]
        assert [line["key"] for line in needed if not line["value"]] == [], one["name"]


def test_every_call_is_in_it_once_and_coded_calls_by_their_codes() -> None:
    wanted = [
        (method.upper(), path)
        for path, methods in document()["paths"].items()
        for method, told in methods.items()
        for _ in told.get("x-calls", [{}])
    ]
    assert sorted((one["request"]["method"], address(one["request"])) for one in items()) == sorted(wanted)


def test_no_two_calls_of_a_folder_have_one_name() -> None:
    for folder in folders():
        names = [one["name"] for one in folder["item"]]
        assert len(set(names)) == len(names), folder["name"]


def test_each_door_has_its_folders_which_are_the_groups_of_the_document() -> None:
    coded, v3 = collection()["item"]
    assert {"login", "contracts"} <= {folder["name"] for folder in coded["item"]}
    assert all(address(one["request"]).startswith("/api/v3/") for folder in v3["item"] for one in folder["item"])
    tags = {told["tags"][0] for methods in document()["paths"].values() for told in methods.values()}
    assert tags <= {folder["name"] for folder in folders()}


def test_it_uses_its_variables_and_no_others() -> None:
    assert {one["key"] for one in collection()["variable"]} == VARIABLES
    assert set(re.findall(r"\{\{(\w+)\}\}", json.dumps(collection()))) == VARIABLES


def test_every_call_sends_the_token_but_the_login() -> None:
    assert collection()["auth"]["bearer"] == [{"key": "token", "value": "{{token}}", "type": "string"}]
    assert [one["name"] for one in items() if "auth" in one["request"]] == ["Log in (1001Q)"]


def test_a_body_is_json_or_a_form_and_a_get_has_none() -> None:
    for one in items():
        body = one["request"].get("body")
        assert not (body and one["request"]["method"] == "GET"), one["name"]
        if body and body["mode"] == "raw":
            assert json.loads(body["raw"]), one["name"]
        elif body:
            assert {line["type"] for line in body["formdata"]} <= {"text", "file"}


def test_what_stands_in_a_path_is_asked_for_and_the_query_is_optional() -> None:
    url = item("/api/v3/workflows/{workflow_id}")["request"]["url"]
    assert (url["path"][-1], [one["key"] for one in url["variable"]]) == (":workflow_id", ["workflow_id"])
    assert {one["key"]: one["disabled"] for one in url["query"]} == {"offset": True, "lang": True}


def test_calls_that_share_an_address_have_their_own_bodies() -> None:
    codes = [
        json.loads(one["request"]["body"]["raw"])["header"]["request_code"]
        for one in items()
        if address(one["request"]) == "/JEDOC/Common.do"
    ]
    assert sorted(codes) == ["1123Q", "1410Q", "1429Q", "1510Q"]


def test_the_login_can_be_sent_as_it_is_and_keeps_the_token(api: Api) -> None:
    login = item("/api/{comp_id}/login")
    asked = json.loads(login["request"]["body"]["raw"].replace("{{company}}", api.company.comp_id))
    asked["body"] |= {"memb_email": api.member.email, "memb_pwd": PASSWORD}
    answer = Client().post(f"/api/{api.company.comp_id}/login", asked, content_type="application/json").json()
    assert answer["body"]["access_token"]
    (script,) = [event["script"]["exec"] for event in login["event"]]
    assert 'pm.collectionVariables.set("token", answer.body.access_token)' in script[1]
