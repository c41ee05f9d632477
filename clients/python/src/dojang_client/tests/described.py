"""The OpenAPI document of the server, played: requests are held to it, and its examples are answered."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from dojang.api.openapi import document

DOCUMENT = document()
SCHEMAS: Mapping[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS: Mapping[str, dict[str, Any]] = {
    f"{verb.upper()} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for verb, operation in item.items()
    if path.startswith("/api/v3/")
}
PDF = b"%PDF-1.7"
_JSON, _FORM = "application/json", "multipart/form-data"


class Played:
    """A transport that answers as the document's examples do, and keeps what was asked."""

    def __init__(self) -> None:
        self.operation = ""
        self.query: set[str] = set()
        self.body: set[str] = set()
        self.keyed = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.operation = _operation(request)
        first = not self.query
        self.query |= set(request.url.params)
        self.body |= _keys(request)
        self.keyed = "Idempotency-Key" in request.headers
        status, answer = example(OPERATIONS[self.operation])
        if isinstance(answer, dict):  # a list has two pages
            answer = answer | {key: following for key, following in _following(first).items() if key in answer}
        return httpx.Response(status, content=PDF) if answer is PDF else httpx.Response(status, json=answer)


def example(operation: Mapping[str, Any]) -> tuple[int, Any]:
    """Status and answer of a call that went well."""
    status, response = next((int(code), one) for code, one in operation["responses"].items() if code.startswith("2"))
    content = response.get("content", {})
    if not content:
        return status, None
    return status, content[_JSON]["example"] if _JSON in content else PDF


def asked(operation: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The parameters of its query, and the keys of its body."""
    query = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    content = operation.get("requestBody", {}).get("content", {})
    schema: Mapping[str, Any] = next((one["schema"] for kind, one in content.items() if kind in (_JSON, _FORM)), {})
    return query, set(resolved(schema).get("properties", {}))


def answered(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of its good answer; empty for none, and for a file."""
    good = next(one for code, one in operation["responses"].items() if code.startswith("2"))
    schema: Mapping[str, Any] = good.get("content", {}).get(_JSON, {}).get("schema", {})
    return resolved(schema)


def resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to."""
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    return schema


def choices(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a value may be, except null."""
    for one in resolved(schema).get("anyOf", [schema]):
        if one.get("type") != "null":
            yield resolved(one)


def _operation(request: httpx.Request) -> str:
    """The most literal address that fits."""
    fitting = [name for name in OPERATIONS if re.fullmatch(re.sub(r"\{\w+\}", "[0-9]+", name), _name(request))]
    assert fitting, f"there is no {_name(request)}"
    return fitting[0]


def _name(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"


def _keys(request: httpx.Request) -> set[str]:
    if request.headers.get("Content-Type", "").startswith(_FORM):
        return {name.decode() for name in re.findall(rb'form-data; name="(\w+)"', request.content)}
    return set(json.loads(request.content)) if request.content else set()


def _following(first: bool) -> dict[str, object]:
    return {"next": 5, "has_next": True} if first else {"next": None, "has_next": False}
