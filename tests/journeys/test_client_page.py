"""The page about the Python client holds: its program and its snippets do what they say, and it names every method."""

import base64
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import dojang_client
from dojang.cli.demo.browser import Signer
from dojang.exports.dispatch.signature import sign
from dojang_client import Dojang, errors
from dojang_client.tests.calls import methods
from tests.journeys import sealed
from tests.journeys.integrator import COMP_ID, EMAIL
from tests.journeys.server import PASSWORD, Server
from tests.journeys.test_quickstart import LONGEST, environment

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api" / "python-client.md").read_text()
PROGRAM, *SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SECRET = f"whsec_{base64.b64encode(bytes(32)).decode()}"


@pytest.fixture(scope="module")
def names(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What a reader has at hand when they come to a snippet."""
    with Dojang(server.url, language="en") as dojang, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("page"))
        dojang.log_in(COMP_ID, EMAIL, PASSWORD)
        started = dojang.workflows.start(
            template_id=4, workflow_name="Photo consent", recipient_list=[{"email": "lee@example.com", "name": "Lee"}]
        )
        own = {"dojang": dojang, "contract": started["workflow_id"], "secrets": [SECRET]}
        yield vars(dojang_client) | {"datetime": datetime, "ZoneInfo": ZoneInfo, "Mapping": Mapping} | own


def test_the_program_starts_a_contract_and_saves_it_once_it_is_sealed(server: Server, tmp_path: Path) -> None:
    (tmp_path / "consent.py").write_text(PROGRAM)
    command = [sys.executable, "consent.py"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(server), stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = program.stdout.readline()
        try:
            Signer("Lee").sign(said.removeprefix("Sign here: ").strip())
            assert program.wait(LONGEST) == 0
        finally:
            program.kill()
    sealed.assert_says((tmp_path / "contract.pdf").read_bytes(), ["Company party"])


def test_the_snippets_run_as_they_stand(names: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    for snippet in SNIPPETS:
        exec(snippet, names)  # noqa: S102 — the page is ours
    said = capsys.readouterr().out
    assert f"{names['contract']} None\n" in said
    assert "contract:started" in said
    assert "1 started\nA-2 " in said
    assert names["dojang"].contracts.read(names["contract"])["signers"][0]["name"] == "Park"
    assert "wrong_state" in said or "not_complete" in said


def test_the_receiver_of_the_page_takes_what_is_genuine(names: dict[str, Any]) -> None:
    exec(SNIPPETS[-1], names)  # noqa: S102
    now = int(time.time())
    event = {
        "wfuid": "17",
        "actionid": "1",
        "workdatetime": "2026-01-31 04:23:28.0",
        "worktype": "CF",
        "status": "Playing",
    }
    body = json.dumps({"body": event}).encode()
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(now),
        "webhook-signature": sign([SECRET], "msg_1", now, body),
    }
    assert names["receive"](body, headers) == 204
    assert names["receive"](body + b" ", headers) == 401


def test_the_page_names_every_method_and_every_error() -> None:
    listed = {
        f"{noun}.{name}"
        for noun, row in re.findall(r"^\| `([a-z]+)` \| (.*) \|$", PAGE, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    own = {name for name in methods() if "." not in name}
    assert listed | own == methods()
    assert all(f"`{name}`" in PAGE for name in own)
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert all(f"`{name}`" in PAGE for name in kinds)
