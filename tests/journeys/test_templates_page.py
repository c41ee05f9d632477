"""The commands of the page about templates do what it says, as they stand there."""

import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.server import PASSWORD, Server

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api" / "v3-templates.md").read_text()
COMMANDS = "".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))


@pytest.fixture(scope="module")
def typed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which all commands were typed one after the other, and what they printed."""
    folder = tmp_path_factory.mktemp("templates")
    assert f"PASSWORD={PASSWORD}" in COMMANDS
    commands = COMMANDS.replace("http://localhost:8000", server.url)
    done = subprocess.run(
        ["bash", "-c", commands],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_a_layout_with_every_kind_of_box_is_taken_in(typed: tuple[Path, str]) -> None:
    template = json.loads((typed[0] / "template.json").read_text())
    assert (template["name"], template["can_start"], template["steps"]) == ("Lease", True, 2)
    kinds = {box["kind"] for box in template["layout"]["fields"]}
    assert kinds == {"text", "label", "check", "radio", "date", "picture", "signature", "stamp"}


def test_a_wrong_layout_is_refused_as_the_page_shows(typed: tuple[Path, str]) -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(shown)["header"]["result_msg"] in typed[1]


def test_the_template_is_listed_and_read(typed: tuple[Path, str]) -> None:
    assert '"templates": [' in typed[1]
    assert '"label": "Your name"' in typed[1]


def test_a_second_version_leaves_the_first_as_it_was(typed: tuple[Path, str]) -> None:
    folder, said = typed
    assert "\n2\n" in said
    archived = json.loads((folder / "archived.json").read_text())
    assert [version["version"] for version in archived["versions"]] == [2, 1]
    assert (folder / "first.pdf").read_bytes().startswith(b"%PDF-")
    assert (archived["name"], archived["archived"], archived["can_start"]) == ("Lease 2027", True, False)


def test_the_preview_can_be_opened(typed: tuple[Path, str]) -> None:
    (url,) = re.findall(r"http://\S+/preview/\S+", typed[1])
    with urllib.request.urlopen(url) as page:  # noqa: S310 - our own server
        assert page.status == 200
