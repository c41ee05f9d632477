"""Every example of the OpenAPI document, sent as it stands; what is answered has to be what the document shows."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from dojang.api.openapi import document
from dojang.api.tests.calling import NOW
from dojang.api.tests.ground import FOUND, Ground
from dojang.exports.tests.receiver import Receiver
from dojang.lib import clock
from dojang.lib.networks import parse_allowed
from tests.factories import blank_pdf

Json = Any
# What an example can only show the form of.
_FORMS = tuple(map(re.compile, (
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", r"[0-9a-f]{64}", r"[0-9a-f]{32}", r"msg_[0-9a-f]{32}",
    r"\d+\.\d+\.\d+\.\d+",
)))  # fmt: skip
_MEASURED = {"size", "milliseconds"}
ABROAD = "https://erp.example/exports"  # the receiver is on this machine

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """One example of one operation; `name` is that of the coded calls, which may have several at an address."""

    method: str
    path: str
    told: Json
    name: str = ""

    def __str__(self) -> str:
        return f"{self.told['operationId']} {self.name}".strip()

    @property
    def found(self) -> str:
        """By what name `FOUND` has what it needs."""
        code = self.name.partition(" ")[0]
        return code if code[:1].isdigit() else self.told["operationId"]

    @property
    def wanted(self) -> tuple[int, str, Json]:
        """The status that is shown, and what comes with it: its media type, and the example."""
        status, answer = next((status, one) for status, one in self.told["responses"].items() if status[0] == "2")
        media, content = next(iter(answer.get("content", {}).items()), ("", {}))
        return int(status), media, self._shown(content)

    @property
    def asked(self) -> tuple[str, Json]:
        """The media type and the example of the body; "" where none is sent."""
        media, content = next(iter(self.told.get("requestBody", {}).get("content", {}).items()), ("", {}))
        return media, self._shown(content)

    def parameters(self, where: str) -> dict[str, Any]:
        """The examples of those in the path or in the query; one that is required needs an example."""
        return {
            one["name"]: one["example"]
            for one in self.told["parameters"]
            if one["in"] == where and (one["required"] or "example" in one)
        }

    def _shown(self, content: Json) -> Json:
        return content["examples"][self.name]["value"] if "examples" in content else content.get("example")


def cases() -> Iterator[Case]:
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            names = next(iter(told["responses"]["200"]["content"].values()))["examples"] if "x-calls" in told else [""]
            yield from (Case(method.upper(), path, told, name) for name in names)


CASES = list(cases())


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with Receiver().serving() as serving:
        yield serving


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_shown_is_what_happens(case: Case, receiver: Receiver, settings: Any) -> None:
    settings.EXPORT_ALLOW = (parse_allowed("127.0.0.1"),)
    with clock.stopped_at(NOW):
        ground = Ground.made()
        if case.found in FOUND:
            FOUND[case.found](ground)
        response = send(case, ground, receiver)
    status, media, shown = case.wanted
    assert response.status_code == status, response.content.decode()
    assert not response.content or response["Content-Type"] == media
    wrong = list(differences(shown, json.loads(response.content))) if media == "application/json" else []
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_sent_or_answered_in_json_is_shown(case: Case) -> None:
    without = [one["name"] for one in case.told["parameters"] if one["required"] and "example" not in one]
    assert not without, "these parameters have no example; those of paths have theirs in `describing.IN_PATHS`"
    assert case.asked[0] == "" or case.asked[1], "its request has no example"
    assert case.wanted[1] != "application/json" or case.wanted[2], "its answer has no example"


def test_what_is_prepared_is_prepared_for_an_operation() -> None:
    assert set(FOUND) - {case.found for case in CASES} == set()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"a": 1}, []),
        ({"a": "1"}, ["a: 1 is shown, not '1'"]),
        ({}, ["a: is shown, and is not there"]),
        ({"a": 1, "b": None}, ["b: is there, and not shown"]),
    ],
)
def test_any_difference_is_told(told: Json, found: list[str]) -> None:
    assert list(differences({"a": 1}, told)) == found


def send(case: Case, ground: Ground, receiver: Receiver) -> HttpResponse:
    path = re.sub(r"\{(\w+)\}", lambda name: str(case.parameters("path")[name[1]]), case.path)
    media, body = case.asked
    content: Any = json.dumps(body).replace(ABROAD, receiver.url) if body else ""
    if media == "multipart/form-data":
        content = encode_multipart(BOUNDARY, {name: part(text) for name, text in body.items()})
    response: HttpResponse = Client().generic(  # type: ignore[assignment]
        case.method, path, content, MULTIPART_CONTENT if media == "multipart/form-data" else "application/json",
        query_params=case.parameters("query"), headers={"Authorization": f"Bearer {ground.secret}"},
    )  # fmt: skip
    response.content = response.content.replace(receiver.url.encode(), ABROAD.encode())
    return response


def part(text: str) -> Any:
    """What stands there; `@nda.pdf` is a file of that name, as curl writes it."""
    return SimpleUploadedFile(text[1:], blank_pdf(), "application/pdf") if text.startswith("@") else text


def differences(shown: Json, told: Json, at: str = "") -> Iterator[str]:
    """Where the answer has another shape than the example, or another value that the example fixes."""
    if isinstance(shown, dict) and isinstance(told, dict):
        for name in shown.keys() | told.keys():
            here = f"{at}.{name}".removeprefix(".")
            if name not in told:
                yield f"{here}: is shown, and is not there"
            elif name not in shown:
                yield f"{here}: is there, and not shown"
            else:
                yield from differences(shown[name], told[name], here)
    elif isinstance(shown, list) and isinstance(told, list) and len(shown) == len(told):
        for index, (one, other) in enumerate(zip(shown, told, strict=True)):
            yield from differences(one, other, f"{at}[{index}]")
    elif not is_alike(shown, told, at.rpartition(".")[2]):
        yield f"{at}: {shown!r} is shown, not {told!r}"


def is_alike(shown: Json, told: Json, name: str) -> bool:
    if isinstance(shown, str) and isinstance(told, str):
        pattern = ".*".join(map(re.escape, shown.split("…")))
        return bool(re.fullmatch(pattern, told)) or any(
            form.fullmatch(shown) and form.fullmatch(told) for form in _FORMS
        )
    return type(shown) is type(told) and (shown == told or name in _MEASURED)
