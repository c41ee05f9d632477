"""Shapes of the OpenAPI document as lists of fields, the way people read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
MOST_DEPTH, MOST_CHOICES = 6, 12
_BOUNDS = (("minLength", "maxLength"), ("minItems", "maxItems"), ("minimum", "maximum"))


@dataclass(frozen=True, kw_only=True)
class Field:
    """One parameter, or one value of a body: `signers[].name`."""

    name: str
    kind: str
    required: bool
    text: str
    bounds: str


class Shapes:
    """Reads the shapes of one document."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas

    def field(self, name: str, schema: Schema, *, required: bool, text: str = "") -> Field:
        told = self.resolved(schema)
        text = text or schema.get("description") or ""
        return Field(
            name=name, kind=self._kind(schema), required=required, text=text, bounds=_bounds({**told, **schema})
        )

    def fields(self, schema: Schema, before: str = "", depth: int = 0) -> Iterator[Field]:
        """Every field of an object, those of the objects within it after it."""
        told = self.resolved(schema)
        for name, part in told.get("properties", {}).items():
            yield self.field(before + name, part, required=name in told.get("required", ()))
            inner, suffix = self._within(part)
            if depth < MOST_DEPTH:
                yield from self.fields(inner, f"{before}{name}{suffix}.", depth + 1)

    def resolved(self, schema: Schema) -> Schema:
        """What a reference means; of several possible shapes the first that is not null."""
        while True:
            if "$ref" in schema:
                schema = self._schemas[schema["$ref"].rpartition("/")[2]]
            elif choices := _choices(schema):
                schema = choices[0]
            else:
                return schema

    def _within(self, schema: Schema) -> tuple[Schema, str]:
        told = self.resolved(schema)
        if told.get("type") == "array":
            return self._within(told.get("items", {}))[0], "[]"
        return told, ""

    def _kind(self, schema: Schema) -> str:
        choices = _choices(schema)
        if len(choices) > 1:
            return " | ".join(dict.fromkeys(self._kind(choice) for choice in choices))
        told = self.resolved(schema)
        if told.get("type") == "array":
            return f"{self._kind(told.get('items', {}))}[]"
        return str(told.get("format") or told.get("contentMediaType") or told.get("type") or "any")


def _choices(schema: Schema) -> list[Schema]:
    found = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf") or []
    return [choice for choice in found if choice.get("type") != "null"]


def _bounds(schema: Schema) -> str:
    """What a value may be: choices, or from–to."""
    if "enum" in schema or "const" in schema:
        return " · ".join(str(choice) for choice in schema.get("enum", [schema.get("const")])[:MOST_CHOICES])
    for least, most in _BOUNDS:
        if least in schema or (most in schema and schema[most] < 2**53):
            return f"{schema.get(least, 0)}–{schema[most] if schema.get(most, 2**53) < 2**53 else ''}"
    return ""
