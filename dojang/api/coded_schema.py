"""How the coded calls stand in the OpenAPI document: one operation per address, its calls told apart by their request code."""

import re
from typing import Any

from pydantic import BaseModel

from dojang.api.codes import Common, Row
from dojang.api.describing import KEY, LANGUAGE, Description, Example
from dojang.api.envelope import SESSION_ID, VERSION, Call

Json = dict[str, Any]
_REF = "#/components/schemas/{model}"
_TEXT: Json = {"type": "string"}
# What stands in the body where the result is not 00.
FAULT: Json = {
    "type": "object",
    "properties": {"detail": {"type": "string", "description": "What was wrong, in words."}},
}


class Schemas:
    """The shapes of bodies, by name. Two shapes cannot have one name."""

    def __init__(self) -> None:
        self.found: Json = {"CodedFault": FAULT}

    def ref(self, model: type[BaseModel]) -> Json:
        made = model.model_json_schema(ref_template=_REF)
        for name, shape in {**made.pop("$defs", {}), model.__name__: made}.items():
            if self.found.setdefault(name, shape) != shape:
                raise ValueError(f"Two shapes of the API are called {name}.")
        return {"$ref": _REF.format(model=model.__name__)}


def operation(address: str, calls: tuple[Call, ...], schemas: Schemas) -> Json:
    """The operation of an address, with the calls that are described."""
    told = [(call, call.describe) for call in calls if call.describe]
    requests = [_request(call, described, schemas) for call, described in told]
    answers = [_answer(call, described, schemas) for call, described in told]
    made: Json = {
        "operationId": "_".join(call.request_code for call, _ in told),
        "tags": [told[0][1].group],
        "summary": " · ".join(f"{described.title} ({call.request_code})" for call, described in told),
        "description": "\n\n".join(_words(call, described) for call, described in told),
        "parameters": [*_path_parameters(address), LANGUAGE, *([KEY] if any(call.starts for call in calls) else [])],
        "requestBody": {"required": True, "content": _content(requests, _examples(told, _request_example))},
        "responses": {
            "200": {
                "description": "Whatever the result; `header.result_code` tells it.",
                "content": _content(answers, _examples(told, _answer_example)),
            },
            "413": {"description": "The body is too big.", "content": _content(answers)},
            "429": {
                "description": "Too many calls; `Retry-After` tells the seconds to wait.",
                "content": _content(answers),
            },
        },
    }
    scopes = sorted({str(call.scope) for call in calls if call.scope})
    return made | ({"security": [{"Token": scopes}]} if scopes else {})


def _content(schemas: list[Json], examples: Json | None = None) -> Json:
    schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
    return {"application/json": {"schema": schema} | ({"examples": examples} if examples else {})}


def _path_parameters(address: str) -> list[Json]:
    return [
        {"in": "path", "name": name, "required": True, "schema": _TEXT, "description": "The company's id, in any case."}
        for name in re.findall(r"\{(\w+)\}", address)
    ]


def _request(call: Call, described: Description, schemas: Schemas) -> Json:
    header = {
        "type": "object",
        "required": ["request_code"],
        "properties": {"request_code": {"const": call.request_code}, "session_id": _TEXT, "version": _TEXT},
    }
    return _message(header, schemas.ref(described.request))


def _answer(call: Call, described: Description, schemas: Schemas) -> Json:
    header = {
        "type": "object",
        "required": ["response_code", "result_code", "result_msg"],
        "properties": {
            "response_code": {"const": call.response_code},
            "result_code": {"enum": sorted({code for code, _ in results(described)})},
            "result_msg": _TEXT,
            "session_id": _TEXT,
            "version": _TEXT,
        },
    }
    return _message(header, {"anyOf": [schemas.ref(described.answer), {"$ref": _REF.format(model="CodedFault")}]})


def _message(header: Json, body: Json) -> Json:
    return {"type": "object", "required": ["header", "body"], "properties": {"header": header, "body": body}}


def results(described: Description) -> list[tuple[str, str]]:
    """The codes and English texts of a call's table, and those that every call may answer."""
    rows = [row for table in (described.results, Common) for row in vars(table).values() if isinstance(row, Row)]
    both = [(code, row.text.en) for row in rows for code in dict.fromkeys((row.code, row.in_2021 or row.code))]
    return list(dict.fromkeys(both))


def _words(call: Call, described: Description) -> str:
    lines = [f"| {code} | {text.replace('|', chr(92) + '|')} |" for code, text in results(described)]
    return "\n".join([f"**{call.request_code}** {described.text}".strip(), "", "| code | text |", "|---|---|", *lines])


_Told = tuple[Call, Description]


def _examples(told: list[_Told], make: Any) -> Json:
    return {
        f"{call.request_code} {example.name}": {"value": make(call, described, example)}
        for call, described in told
        for example in described.examples
    }


def _request_example(call: Call, _described: Description, example: Example) -> Json:
    return {"header": {"request_code": call.request_code, "version": VERSION}, "body": dict(example.request)}


def _answer_example(call: Call, described: Description, example: Example) -> Json:
    row = example.result or next(row for row in vars(described.results).values() if isinstance(row, Row))
    header = {
        "session_id": SESSION_ID,
        "response_code": call.response_code,
        "result_code": row.code,
        "result_msg": row.text.ko,
    }
    return {"header": header | ({"version": VERSION} if call.version else {}), "body": dict(example.answer)}
