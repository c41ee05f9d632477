"""The OpenAPI document as groups of calls, ready for the page."""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dojang.api.docs.fields import Field, Schema, Shapes
from dojang.api.docs.said import SAID
from dojang.lib.texts import Language

Json = Mapping[str, Any]
# In this order; what is not named here comes after, as it stands in the document.
FIRST = ("login", "contracts", "templates")


@dataclass(frozen=True)
class Sample:
    """An example as it stands on the wire."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Call:
    """One method of one address; of the coded calls, one request code."""

    name: str
    method: str
    path: str
    code: str
    title: str
    texts: list[str]
    scopes: list[str]
    needs_token: bool
    parameters: list[Field]
    takes: list[Field]
    answers: list[Field]
    samples: list[Sample]
    curl: str
    results: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    words: str  # what a search looks at: the English title too


@dataclass(frozen=True)
class Group:
    """Calls about one thing."""

    name: str
    calls: list[Call]


def groups(document: Json, language: Language = Language.EN) -> list[Group]:
    """Every call, with those about the same thing. Its longer texts are in English whatever the language."""
    found: dict[str, list[Call]] = {name: [] for name in FIRST}
    shapes, server = Shapes(document["components"]["schemas"]), document["servers"][0]["url"]
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            for number, coded in enumerate(told.get("x-calls", [{}])):
                reader = _Reader(shapes, server, path, method.upper(), told, coded, number, language)
                found.setdefault(coded.get("group", told["tags"][0]), []).append(reader.call())
    return [Group(name, calls) for name, calls in found.items() if calls]


@dataclass(frozen=True)
class _Reader:
    """Reads one call. `coded` is what the document says of it besides, where it is one of the coded calls."""

    shapes: Shapes
    server: str
    path: str
    method: str
    told: Json
    coded: Json
    number: int
    language: Language

    def call(self) -> Call:
        told, coded = self.told, self.coded
        code = coded.get("request_code", "")
        code = "" if code.startswith("/") else code  # of a call with an address of its own it is that address
        done = _media(next(answer for status, answer in told["responses"].items() if status[0] == "2"))
        kind, asked = _media(told.get("requestBody", {}))
        title = coded.get("title", told["summary"])
        texts = [coded["text"]] if coded else _paragraphs(told)
        scopes = coded.get("scopes", _scopes(told))
        samples = [*(self._samples(asked) if kind == "application/json" else ()), *self._samples(done[1])]
        return Call(
            name=code or told["operationId"],
            method=self.method,
            path=self.path,
            code=code,
            title=self._in_language(title),
            texts=texts,
            scopes=scopes,
            needs_token="security" in told,
            parameters=[self._parameter(one) for one in told["parameters"] if one["name"] != "lang"],
            takes=self._fields(asked),
            answers=self._fields(done[1]),
            samples=samples,
            curl=self._curl(kind, asked, samples),
            results=[(row["code"], row[self.language]) for row in coded.get("results", [])],
            statuses=[
                (status, self._in_language(one["description"]))
                for status, one in sorted(told["responses"].items())
                if status[0] != "2"
            ],
            words=" ".join((self.method, self.path, code, title, self._in_language(title), *texts, *scopes)).casefold(),
        )

    def _in_language(self, english: str) -> str:
        return SAID[english].of(self.language) if english in SAID else english

    def _parameter(self, told: Json) -> Field:
        name = f"{told['name']} ({told['in']})"
        return self.shapes.field(name, told["schema"], required=told["required"], text=told.get("description", ""))

    def _fields(self, media: Json) -> list[Field]:
        """The fields of a body; of a coded message, of its `body`."""
        schema: Schema = media.get("schema", {})
        if self.coded and "oneOf" in schema:
            schema = schema["oneOf"][self.number]
        told = self.shapes.resolved(schema)
        is_message = self.coded and "header" in told.get("properties", {})
        return list(self.shapes.fields(told["properties"]["body"] if is_message else told))

    def _samples(self, media: Json) -> Iterator[Sample]:
        """The examples; those of a coded call begin with its request code."""
        examples = {"": media["example"]} if "example" in media else {}
        code = self.coded.get("request_code", "")
        for title, one in media.get("examples", {}).items():
            if title.startswith(code):
                examples[title.removeprefix(code).strip()] = one["value"]
        for title, value in examples.items():
            yield Sample(title, json.dumps(value, ensure_ascii=False, indent=2))

    def _curl(self, kind: str, asked: Json, samples: list[Sample]) -> str:
        lines = [f"curl -X {self.method} '{self.server}{self.path}'"]
        if "security" in self.told:
            lines.append('-H "Authorization: Bearer $TOKEN"')
        if kind == "application/json" and samples:
            lines += [f"-H 'Content-Type: {kind}'", f"-d {shlex.quote(samples[0].text)}"]
        if kind == "multipart/form-data":
            lines += [f"-F {shlex.quote(f'{name}={value}')}" for name, value in asked["example"].items()]
        return " \\\n  ".join(lines)


def _scopes(told: Json) -> list[str]:
    return [scope for one in told.get("security", []) for scopes in one.values() for scope in scopes]


def _paragraphs(told: Json) -> list[str]:
    return [part.strip() for part in told.get("description", "").split("\n\n") if part.strip()]


def _media(told: Json) -> tuple[str, Json]:
    """The first media type of a body or an answer, and what it holds."""
    return next(iter(told.get("content", {}).items()), ("", {}))
