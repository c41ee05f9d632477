"""The commands of the page about bulk starts do what it says, as they stand there."""

import json
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.server import PASSWORD, Server, wait_until

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api" / "bulk.md").read_text()
COMMANDS = "".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture(scope="module")
def typed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all commands were typed one after the other."""
    folder = tmp_path_factory.mktemp("bulk")
    assert f"PASSWORD={PASSWORD}" in COMMANDS
    done = subprocess.run(
        ["bash", "-c", COMMANDS.replace("http://localhost:8000", server.url)],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "said").write_text(done.stdout)
    return folder


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text())


def test_all_rows_but_the_wrong_one_are_started(typed: Path) -> None:
    told = read(typed, "progress.json")
    assert (told["total"], told["started"], told["failed"], told["waiting"]) == (3, 2, 1, 0)
    rows = read(typed, "results.json")["rows"]
    assert [(row["reference"], row["state"]) for row in rows] == [
        ("A-1", "started"),
        ("A-2", "started"),
        ("A-3", "failed"),
    ]


def test_the_wrong_row_says_why_as_the_page_shows(typed: Path) -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(shown)["message"] in (typed / "said").read_text()
    assert json.loads(shown)["code"] == read(typed, "results.json")["rows"][2]["error"]["code"]


def test_what_has_failed_is_asked_for_again_and_canceled_or_done(typed: Path) -> None:
    assert (read(typed, "again-begun.json")["status"], read(typed, "again-begun.json")["total"]) == ("running", 1)
    assert read(typed, "canceled.json")["waiting"] == 0


def test_the_file_of_the_page_is_started_by_its_command(server: Server, tmp_path: Path) -> None:
    (table,), (commands,) = (re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("csv", "console"))
    (tmp_path / "rows.csv").write_text(table)
    start, show = (shlex.split(line.removeprefix("$ dojang ")) for line in commands.splitlines())
    said = server.run(*(str(tmp_path / word) if word == "rows.csv" else word for word in start))
    (number,) = re.findall(r"bulk (\d+): 2 rows", said)
    wait_until(lambda: "2 started" in server.run(*(number if word == "1" else word for word in show)))
