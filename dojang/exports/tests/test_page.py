"""The page for those who receive exports says what is true."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dojang.exports.dispatch.retry_schedule import SCHEDULE
from dojang.exports.models import Delivery
from dojang.exports.order import EMBED, ExportParam, Protocol
from dojang.exports.tests import world

DOCS = Path(__file__).parents[3] / "docs" / "api"
PAGE = (DOCS / "webhooks.md").read_text()
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
LANGUAGES = {"verify.py": "python", "verify.mjs": "js", "Verify.java": "java", "verify.php": "php", "verify.go": "go"}
PARAMS = (ExportParam(name="employee", default="", fields=("name",)),)


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_page_shows_the_files_as_they_are(name: str) -> None:
    assert f"```{LANGUAGES[name]}\n{(DOCS / 'verify' / name).read_text()}```\n" in PAGE


def test_the_page_tells_the_schedule_as_it_is() -> None:
    total, rows = 0.0, ["| 1 | at once | |"]
    for number, pause in enumerate(SCHEDULE, start=2):
        total += pause
        rows.append(f"| {number} | {span(pause)} | {span(total)} |")
    assert "\n".join(rows) in PAGE


def span(seconds: float) -> str:
    """`7 h 35 min 5 s`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


@pytest.mark.django_db
def test_the_page_s_examples_have_the_keys_and_types_that_are_sent() -> None:
    acme = world.company()
    given: list[tuple[dict[str, Any], int]] = [
        ({"request_code": "my-contract-17", "authorization": "Bearer abc", "params": PARAMS}, 1),
        ({"request_code": EMBED, "params": PARAMS}, 1),
        ({"request_code": EMBED, "params": PARAMS}, 2),
        ({"request_code": EMBED, "protocol": Protocol.V3}, 1),
    ]
    for example, (asked, seq) in zip(EXAMPLES, given, strict=True):
        made = world.contract(acme, "https://erp.example/hook", **asked)
        for act in (world.approve, world.approve, world.seal):
            act(made)
        assert shape(example) == shape(json.loads(bytes(Delivery.objects.get(contract=made, seq=seq).body)))


def shape(told: Any) -> Any:
    """Keys in their order, with the types of their values; of a list its first item."""
    if isinstance(told, dict):
        return [(key, shape(value)) for key, value in told.items()]
    return [shape(told[0])] if isinstance(told, list) else type(told)
