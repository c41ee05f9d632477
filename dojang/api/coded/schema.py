"""How the calls of the eSignon API stand in the OpenAPI document, as they describe themselves."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from dojang.api.coded.call import SESSION_ID, VERSION, Call
from dojang.api.coded.description import Description, Example
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import CodedResult, Common, NoCall
from dojang.api.openapi_parameters import IN_PATHS, KEY, LANGUAGE
from dojang.lib.texts import Text

Json = dict[str, Any]
_NAME = "Coded{model}"  # v3 has shapes of the same names
_REF = f"#/components/schemas/{_NAME}"
_TEXT: Json = {"type": "string"}
# The body where the result is not 00.
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
            title = _NAME.format(model=name)  # also the class's name in generated clients
            if self.found.setdefault(title, shape | {"title": title}) != shape | {"title": title}:
                raise ValueError(f"Two shapes of the API are called {name}.")
        return {"$ref": _REF.format(model=model.__name__)}


def operation(address: str, calls: tuple[Call, ...], schemas: Schemas) -> Json:
    """The operation of an address, whose calls differ in their request code."""
    requests = [_request(call, schemas) for call in calls]
    others = [] if "{comp_id}" in address else [_NO_CALL]
    return _operation(calls, schemas, others) | {
        "operationId": "_".join(call.request_code for call in calls),
        "summary": " · ".join(f"{call.describe.title} ({call.request_code})" for call in calls),
        "parameters": [*_in_path(address, "The company's id, in any case."), *_shared(calls)],
        "requestBody": {"required": True, "content": _content(requests, _examples(calls, _request_example))},
    }


def path_operation(address: str, path_call: PathCall, schemas: Schemas) -> Json:
    """The operation of a call that has an address of its own: a query or flat JSON in, the envelope out."""
    calls, described, is_read = (path_call.call,), path_call.call.describe, path_call.method == "GET"
    made = _operation(calls, schemas) | {
        "operationId": re.sub(r"\W+", "_", address).strip("_"),
        "summary": described.title,
        "parameters": [*_in_path(address), *(_in_query(address, described) if is_read else []), *_shared(calls)],
    }
    if is_read:
        return made
    examples = _examples(calls, lambda _call, example: dict(example.request))
    return made | {"requestBody": {"required": True, "content": _content([schemas.ref(described.request)], examples)}}


def _operation(calls: Sequence[Call], schemas: Schemas, others: Sequence[Json] = ()) -> Json:
    """What is alike for calls of both kinds."""
    answers = [*(_answer(call, schemas) for call in calls), *others]
    scopes = sorted({str(call.scope) for call in calls if call.scope})
    responses = {
        "200": {
            "description": "Whatever the result, which is in `header.result_code`.",
            "content": _content(answers, _examples(calls, _answer_example)),
        },
        "413": {"description": "The body is too big.", "content": _content(answers)},
        "429": {
            "description": "Too many calls; `Retry-After` says how many seconds to wait.",
            "content": _content(answers),
        },
    }
    return {
        "tags": [calls[0].describe.group],
        "description": "\n\n".join(map(_words, calls)),
        "x-calls": [_call(call) for call in calls],
        "responses": responses,
        "security": [{"Token": scopes}] if scopes else [],
    }


def _shared(calls: Sequence[Call]) -> list[Json]:
    return [LANGUAGE, *([KEY] if any(call.starts for call in calls) else [])]


def _in_path(address: str, text: str = "An id; digits.") -> list[Json]:
    names = re.findall(r"\{(\w+)\}", address)
    shared = {"in": "path", "required": True, "schema": _TEXT, "description": text}
    return [shared | {"name": name, "example": IN_PATHS[name]} for name in names]


def _in_query(address: str, described: Description) -> list[Json]:
    made, example = described.request.model_json_schema(ref_template=_REF), described.examples[0].request
    required = made.get("required", [])
    return [
        {"in": "query", "name": name, "required": name in required, "schema": schema}
        | ({"description": schema["description"]} if "description" in schema else {})
        | ({"example": example[name]} if name in example else {})
        for name, schema in made.get("properties", {}).items()
        if f"{{{name}}}" not in address
    ]


def _content(schemas: list[Json], examples: Json | None = None) -> Json:
    schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
    return {"application/json": {"schema": schema} | ({"examples": examples} if examples else {})}


def _request(call: Call, schemas: Schemas) -> Json:
    header = {
        "type": "object",
        "required": ["request_code"],
        "properties": {"request_code": {"const": call.request_code}, "session_id": _TEXT, "version": _TEXT},
    }
    return _message(header, schemas.ref(call.describe.request))


def _answer_header(response_code: str, codes: list[str]) -> Json:
    return {
        "type": "object",
        "required": ["response_code", "result_code", "result_msg"],
        "properties": {
            "response_code": {"const": response_code},
            "result_code": {"enum": codes},
            "result_msg": _TEXT,
            "session_id": _TEXT,
            "version": _TEXT,
        },
    }


def _answer(call: Call, schemas: Schemas) -> Json:
    header = _answer_header(call.response_code, sorted({code for code, _ in _results(call)}))
    return _message(header, {"anyOf": [schemas.ref(call.describe.answer), {"$ref": _REF.format(model="Fault")}]})


def _message(header: Json, body: Json) -> Json:
    return {"type": "object", "required": ["header", "body"], "properties": {"header": header, "body": body}}


# Where the address names no company, a message without a request code that is known there is no call's.
_NO_CALL: Json = _message(_answer_header("", [NoCall.UNREADABLE.code]), {"$ref": _REF.format(model="Fault")})


def _results(call: Call) -> list[tuple[str, Text]]:
    """The codes and texts of a call's table, and those that every call may answer."""
    tables = (call.describe.results, Common)
    rows = [row for table in tables for row in vars(table).values() if isinstance(row, CodedResult)]
    both = [(code, row.text) for row in rows for code in dict.fromkeys((row.code, row.in_2021 or row.code))]
    return list(dict.fromkeys(both))


def _call(call: Call) -> Json:
    """The call for programs: readers have the same in the description."""
    return {
        "request_code": call.request_code,
        "group": call.describe.group,
        "title": call.describe.title,
        "text": call.describe.text,
        "scopes": [str(call.scope)] if call.scope else [],
        "results": [{"code": code, **asdict(text)} for code, text in _results(call)],
    }


def _words(call: Call) -> str:
    lines = [f"| {code} | {_cell(text.en)} |" for code, text in _results(call)]
    title = f"**{call.request_code}** {call.describe.text}".strip()
    return "\n".join([title, "", "| code | text |", "|---|---|", *lines])


def _cell(text: str) -> str:
    """The text as a cell of a Markdown table; not every reader knows an escaped `|`."""
    return text.replace("\\", "\\\\").replace("|", "&#124;")


def _examples(calls: Sequence[Call], make: Callable[[Call, Example], Json]) -> Json:
    return {
        f"{call.request_code} {example.name}": {"value": make(call, example)}
        for call in calls
        for example in call.describe.examples
    }


def _request_example(call: Call, example: Example) -> Json:
    return {"header": {"request_code": call.request_code, "version": VERSION}, "body": dict(example.request)}


def _answer_example(call: Call, example: Example) -> Json:
    rows = vars(call.describe.results).values()
    row = example.result or next(row for row in rows if isinstance(row, CodedResult))
    session = {"session_id": SESSION_ID} if example.with_session else {}
    header = {
        "response_code": call.response_code,
        "result_code": row.code,
        "result_msg": row.text.ko,
        "version": VERSION,
    }
    return {"header": session | header, "body": dict(example.answer)}
