"""How v3 stands in the OpenAPI document: what ninja finds, and what all its calls have in common."""

import json
import re
from typing import Any

from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from dojang.api.openapi_parameters import IN_PATHS, KEY, LANGUAGE
from dojang.api.v3.api import API, PREFIX
from dojang.api.v3.auth import Token

PROBLEM = {
    "type": "object",
    "required": ["header"],
    "properties": {
        "header": {
            "type": "object",
            "required": ["result_code", "result_msg"],
            "properties": {
                "result_code": {"type": "string", "description": "A word for programs."},
                "result_msg": {"type": "string", "description": "What is wrong, for people, in their language."},
            },
        }
    },
    "example": {"header": {"result_code": "bad_parameter", "result_msg": "name is required."}},
}
_ALWAYS = {
    "401": "The token is missing or does not work.",
    "403": "The token may not do this, or the plan does not allow it.",
    "404": "Your company has nothing under this address.",
    "422": "A parameter cannot be taken as it is.",
    "429": "Too many calls; `Retry-After` says how many seconds to wait.",
}
_WITH_BODY = {
    "400": "The body cannot be read.",
    "409": "The state of things does not allow it now.",
    "413": "The body is too big.",
}
_REFERENCE = re.compile(r"#/components/schemas/(\w+)")


class _Schema(OpenAPISchema):
    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        for name, shape in definitions.items():
            if self.schemas.setdefault(name, shape) != shape:
                raise ValueError(f"Two shapes of v3 are called {name}.")

    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        found = super().operation_security(operation)
        scopes = [str(auth.scope) for auth in operation.auth_callbacks if isinstance(auth, Token) and auth.scope]
        return [dict.fromkeys(one, scopes) for one in found] if found else found

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        details: dict[str, Any] = super().operation_details(operation)
        for parameter in details["parameters"]:
            if parameter["in"] == "path" and parameter["name"] in IN_PATHS:
                parameter["example"] = IN_PATHS[parameter["name"]]
        details["parameters"] = [*details["parameters"], LANGUAGE]
        if getattr(operation.view_func, "starts", False):
            details["parameters"].append(KEY)
        forms = details.get("requestBody", {}).get("content", {})
        for shape in (form["schema"] for media, form in forms.items() if media == "multipart/form-data"):
            shape["properties"] = {name: _without_null(part) for name, part in shape["properties"].items()}
        details["responses"] = {str(status): found for status, found in details["responses"].items()}
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for status, text in (_ALWAYS | (_WITH_BODY if operation.methods != ["GET"] else {})).items():
            details["responses"].setdefault(status, {"description": text, "content": content})
        return details


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a form is there or not; null it cannot be."""
    (choice,) = [one for one in part.get("anyOf", [{}]) if one.get("type") != "null"]
    shape: dict[str, Any] = {name: item for name, item in part.items() if name != "anyOf"} | choice
    return shape


def schema() -> dict[str, Any]:
    """The document of v3 alone."""
    made = dict(_Schema(API, f"{PREFIX}/"))
    made["components"]["schemas"]["Problem"] = PROBLEM
    used = set(
        _REFERENCE.findall(json.dumps(made))
    )  # the parameters of a query stand by themselves, without their shape
    made["components"]["schemas"] = {
        name: shape for name, shape in made["components"]["schemas"].items() if name in used
    }
    return made
