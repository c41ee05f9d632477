"""`/api/postman.json`: every call of the OpenAPI document as a collection, form 2.1, which Postman and Bruno import."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from dojang.api import openapi
from dojang.api.v3 import api as v3

Json = dict[str, Any]
_SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_WORDS = """Set `company` and log in (1001Q): `token` is then set for all other calls. Or make a token with `POST /api/v3/tokens`
and paste it."""
# The calls of a company's path have one variable for it; whatever else stands in a path is filled in at each call.
_SHARED = {"comp_id": "{{company}}"}
_KEEP_THE_TOKEN = [
    "const answer = pm.response.json();",
    'if (answer.header.result_code === "00") pm.collectionVariables.set("token", answer.body.access_token);',
]


@cache
def collection() -> Json:
    """The collection, as values of JSON."""
    document = openapi.document()
    return {
        "info": {"name": "Dojang", "description": _WORDS, "version": document["info"]["version"], "schema": _SCHEMA},
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]},
        "variable": [
            {"key": "host", "value": document["servers"][0]["url"], "type": "string"},
            {"key": "company", "value": "testapi", "type": "string"},
            {"key": "token", "value": "", "type": "string"},
        ],
        "item": [
            {"name": "eSignon API", "item": _folders(document, of_v3=False)},
            {"name": "v3", "item": _folders(document, of_v3=True)},
        ],
    }


def _folders(document: Json, *, of_v3: bool) -> list[Json]:
    """The calls of one of the two doors, with those about the same thing in one folder."""
    found: dict[str, list[Json]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items() if path.startswith(f"/{v3.PREFIX}/") == of_v3 else ():
            for folder, item in _items(path, method.upper(), operation):
                found.setdefault(folder, []).append(item)
    return [{"name": name, "item": items} for name, items in found.items()]


def _items(path: str, method: str, operation: Json) -> Iterator[tuple[str, Json]]:
    """The calls of an operation with their folders: one, or one for each request code that shares the address."""
    for call in operation.get("x-calls", [{}]):
        code = call.get("request_code", "")
        name = call.get("title", operation["summary"])
        request = {
            "method": method,
            "description": call.get("text") or operation.get("description", ""),
            "url": _url(path, operation["parameters"]),
            "header": _headers(operation["parameters"]),
            **_body(operation, code),
            **({} if "security" in operation else {"auth": {"type": "noauth"}}),
        }
        script = {"type": "text/javascript", "exec": _KEEP_THE_TOKEN}
        event = {"event": [{"listen": "test", "script": script}]} if code == "1001Q" else {}
        item = {"name": f"{name} ({code})" if code and not code.startswith("/") else name, "request": request, **event}
        yield call.get("group", operation["tags"][0]), item


def _url(path: str, parameters: list[Json]) -> Json:
    """The address in parts; what may be asked in the query is there, switched off."""
    parts = [re.sub(r"^\{(\w+)\}$", _variable, part) for part in path.strip("/").split("/")]
    names = [part[1:] for part in parts if part.startswith(":")]
    asked = [one for one in parameters if one["in"] == "query"]
    query = [_line(one) | {"disabled": not one["required"]} for one in asked]
    shown = "&".join(f"{one['key']}={one['value']}" for one in query if not one["disabled"])
    url: Json = {
        "raw": "/".join(["{{host}}", *parts]) + (f"?{shown}" if shown else ""),
        "host": ["{{host}}"],
        "path": parts,
    }
    variables = [_line(one) for one in parameters if one["in"] == "path" and one["name"] in names]
    return url | ({"query": query} if query else {}) | ({"variable": variables} if variables else {})


def _variable(found: re.Match[str]) -> str:
    return _SHARED.get(found[1], f":{found[1]}")


def _headers(parameters: list[Json]) -> list[Json]:
    return [_line(one) | {"disabled": not one["required"]} for one in parameters if one["in"] == "header"]


def _line(parameter: Json) -> Json:
    value = str(parameter.get("example", ""))
    return {"key": parameter["name"], "value": value, "description": parameter.get("description", "")}


def _body(operation: Json, code: str) -> Json:
    """The request's example as its body: JSON, or a form whose files are chosen by hand."""
    content: Json = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        schema, example = (content["multipart/form-data"][name] for name in ("schema", "example"))
        lines = [_control(name, told, example.get(name)) for name, told in schema["properties"].items()]
        return {"body": {"mode": "formdata", "formdata": lines}}
    if "application/json" not in content:
        return {}
    raw = json.dumps(_example(content["application/json"], code), ensure_ascii=False, indent=2)
    return {"body": {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}}


def _example(content: Json, code: str) -> Any:
    """The first example; of calls that share an address, the first one of this call. Its company is the variable."""
    named = [one["value"] for name, one in content.get("examples", {}).items() if name.startswith(code)]
    example: Json = next(iter(named), content.get("example", {}))
    if "comp_id" in example.get("body", {}):
        return example | {"body": example["body"] | {"comp_id": _SHARED["comp_id"]}}
    return example


def _control(name: str, told: Json, example: str | None) -> Json:
    """A part of a form; what the example leaves out is there, switched off."""
    is_file = any(one.get("format") == "binary" for one in (told, *told.get("anyOf", [])))
    kind = {"type": "file", "src": None} if is_file else {"type": "text", "value": example or ""}
    return {"key": name, "description": told.get("description", ""), "disabled": example is None, **kind}


@require_safe
def view(_request: HttpRequest) -> HttpResponse:
    """`/api/postman.json`, as a file."""
    response = HttpResponse(json.dumps(collection(), ensure_ascii=False), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="dojang.postman_collection.json"'
    patch_cache_control(response, no_cache=True)
    return response
