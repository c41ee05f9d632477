"""The client is what `/api/openapi.json` describes: every call, every parameter, every key."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

import httpx
import pytest

from dojang_client import orders
from dojang_client.tests.awaiting import FLAVOURS, Flavour, client
from dojang_client.tests.calls import CALLS, OTHERS, method, methods
from dojang_client.tests.described import OPERATIONS, PDF, Played, answered, asked, choices, resolved

# A preview is asked for by a method of its own, and refused in a bulk and for a link.
NOT_OFFERED = {name: {"is_preview"} for name in ("workflows.start", "bulk.start", "links.start")}
NOT_TOLD = {"WorkflowStarted: preview_url"}
NEVER_NULL = {f"WorkflowStarted.{name}" for name in ("workflow_id", "workflow_name", "token")}  # but of a preview
_PLAIN: Mapping[object, str] = {str: "string", int: "integer", bool: "boolean"}


def play(name: str, folder: Path, flavour: Flavour = "sync") -> tuple[Played, object]:
    """What the method asked, and what it gave."""
    played = Played()
    transport = httpx.MockTransport(played)
    with client(flavour, "http://dojang.test", "token", transport=transport, language="en") as dojang:
        told = CALLS[name](dojang, folder)
        return played, list(told) if isinstance(told, Iterator) else told


def test_every_method_is_played() -> None:
    assert methods() == {*CALLS, *OTHERS}


def test_every_operation_of_v3_has_a_method(tmp_path: Path) -> None:
    reached = {play(name, tmp_path)[0].operation for name in CALLS}
    assert set(OPERATIONS) - reached == set()


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", CALLS)
def test_a_method_asks_all_that_its_operation_takes(name: str, flavour: Flavour, tmp_path: Path) -> None:
    played, told = play(name, tmp_path, flavour)
    operation = OPERATIONS[played.operation]
    query, body = asked(operation)
    assert (played.query, played.body) == (query, body - NOT_OFFERED.get(name, set()))
    takes_key = any(one["name"] == "Idempotency-Key" for one in operation["parameters"])
    assert played.keyed == takes_key
    if name.endswith((".list", ".history", ".rows")):
        assert isinstance(told, list)
        assert len(told) % 2 == 0  # two pages
        assert told[: len(told) // 2] == told[len(told) // 2 :] != []


@pytest.mark.parametrize("name", CALLS)
def test_a_method_tells_the_type_that_its_operation_answers(name: str, tmp_path: Path) -> None:
    played, told = play(name, tmp_path)
    hint, schema = get_type_hints(method(name))["return"], answered(OPERATIONS[played.operation])
    if not schema:
        assert told in (None, PDF) or (isinstance(told, Path) and told.read_bytes() == PDF)
        assert hint in (NoneType, bytes, Path)
        return
    if get_origin(hint) in (Iterator, Sequence):
        hint = get_args(hint)[0]
        schema = next(one["items"] for one in schema["properties"].values() if one.get("type") == "array")
    assert set(differences(hint, schema, hint.__name__)) - NOT_TOLD == set()


@pytest.mark.parametrize("name", ["Recipient", "NamedValue", "Copy", "NewName", "WorkflowExport"])
def test_what_goes_into_a_start_has_the_keys_of_the_document(name: str) -> None:
    schema = resolved({"$ref": f"#/{name}"})
    assert set(get_type_hints(getattr(orders, name))) == set(schema["properties"])


def differences(hint: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    """Where a type is not what the document says."""
    schema = resolved(schema)
    if is_typeddict(hint):
        hints, properties = get_type_hints(hint), schema.get("properties", {})
        yield from (f"{where}: {name}" for name in set(hints) ^ set(properties))
        for name in set(hints) & set(properties):
            yield from differences(hints[name], properties[name], f"{where}.{name}")
    elif hint is not Any:
        kinds = [one for one in get_args(hint) if one is not NoneType] if NoneType in get_args(hint) else [hint]
        types = list(choices(schema))
        nullable = len(types) < len(schema.get("anyOf", types))
        if len(kinds) != 1 or len(types) != 1 or nullable != (NoneType in get_args(hint) or where in NEVER_NULL):
            yield f"{where}: {hint} is not {schema}"
        else:
            yield from _one(kinds[0], types[0], where)


def _one(hint: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if is_typeddict(hint):
        yield from differences(hint, schema, where)
    elif get_origin(hint) is list:
        yield from differences(get_args(hint)[0], schema.get("items", {}), f"{where}[]")
    elif get_origin(hint) is dict:
        more = schema.get("additionalProperties")
        if isinstance(more, dict):
            yield from differences(get_args(hint)[1], more, f"{where}{{}}")
        elif schema.get("type") != "object":
            yield f"{where}: {hint} is not {schema}"
    elif get_origin(hint) is Literal:
        if set(get_args(hint)) != set(schema.get("enum", ())):
            yield f"{where}: {hint} is not {schema}"
    elif "enum" in schema or schema.get("type") != _PLAIN.get(hint):
        yield f"{where}: {hint} is not {schema}"
