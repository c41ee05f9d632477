"""The curl commands of the pages in docs/api get an answer that says that all is well, as they stand there."""

import json
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from django.http import HttpResponse

from dojang.api.tests.acts import template_for_bulk
from dojang.api.tests.calling import Api, body
from dojang.api.tests.stories import begin, complete

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "api"
HOST, CONTRACT, BULK_TEMPLATE = "http://localhost:8000", "17", 2
# Pages whose contract is complete before the command is typed.
OF_COMPLETE = {"ending.md", "workflow-download.md"}
# Their commands are whole programs, typed by other tests.
PROGRAMS = {"quickstart.md", "v3-templates.md", "bulk.md"}


class Command(NamedTuple):
    """One curl command, taken apart."""

    page: str
    method: str
    address: str
    headers: dict[str, str]
    data: str


def commands() -> Iterator[Command]:
    for page in sorted(FOLDER.glob("*.md")):
        blocks = re.findall(r"```sh\n(.*?)```", page.read_text(), re.DOTALL) if page.name not in PROGRAMS else []
        for block in blocks:
            for line in re.split(r"\n(?=curl )", block):
                if line.startswith("curl ") and HOST in line:
                    yield taken_apart(page.name, line)


def taken_apart(page: str, line: str) -> Command:
    words = shlex.split(line, comments=True)
    options = dict(pairwise(words))
    (url,) = [word for word in words if word.startswith(HOST)]
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    data = options.get("-d", "")
    method = options.get("-X", "POST" if data else "GET")
    return Command(page, method, url.removeprefix(HOST), headers, data)


COMMANDS = list(commands())


def type_in(api: Api, command: Command) -> HttpResponse:
    contract = begin(api)
    if command.page in OF_COMPLETE:
        complete(contract)

    def real(text: str) -> str:
        return re.sub(rf"\b{CONTRACT}\b", str(contract.pk), text)

    start = json.dumps({"header": {"request_code": "5005Q"}, "body": body()})
    headers = {name: value.replace("$TOKEN", api.token) for name, value in command.headers.items()}
    data = start if command.data == "@start.json" else real(command.data)
    response: HttpResponse = api.client.generic(  # type: ignore[assignment]
        command.method, real(command.address), data, content_type="application/json", headers=headers
    )
    return response


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command.page} {command.method} {command.address}")
def test_a_command_does_what_its_page_says(api: Api, command: Command) -> None:
    template_for_bulk(api.company, BULK_TEMPLATE)
    response = type_in(api, command)
    assert response.status_code in (200, 201, 202, 204), response.content
    header = json.loads(response.content).get("header", {}) if response.content else {}
    assert header.get("result_code", "00") == "00", response.content.decode()


def test_every_page_of_a_call_has_a_command() -> None:
    calls = {page.name for page in FOLDER.glob("*.md") if "| in the body |" in page.read_text()}
    assert calls - {command.page for command in COMMANDS} == set()
