"""The programs of the quick start do what the page says, as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dojang.cli.demo.browser import Signer
from tests.journeys import sealed
from tests.journeys.integrator import COMP_ID, EMAIL
from tests.journeys.server import PASSWORD, Server

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api" / "quickstart.md").read_text()
PROGRAMS = {
    language: text for language, text in re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL) if "Sign here" in text
}
COMMANDS = {"sh": "bash", "python": sys.executable, "js": "node"}
LONGEST = 60  # seconds, with the seal


def test_there_is_a_program_in_each_language() -> None:
    assert set(PROGRAMS) == set(COMMANDS)


@pytest.mark.parametrize("language", COMMANDS)
def test_a_program_starts_a_contract_and_saves_it_once_it_is_sealed(
    server: Server, language: str, tmp_path: Path
) -> None:
    # Only its name makes a file a module of JavaScript; the page names the files.
    file = tmp_path / ("start.mjs" if language == "js" else "start")
    file.write_text(PROGRAMS[language])
    with subprocess.Popen(
        [COMMANDS[language], str(file)], cwd=tmp_path, env=environment(server), stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        said = program.stdout.readline()
        try:
            Signer("Lee").sign(said.removeprefix("Sign here: ").strip())
            assert program.wait(LONGEST) == 0
        finally:
            program.kill()
    pdf = (tmp_path / "contract.pdf").read_bytes()
    sealed.assert_sealed(pdf, server.authority(), tmp_path)
    sealed.assert_says(pdf, ["Company party"])


def environment(server: Server) -> dict[str, str]:
    """What the page has one export, for the server of the tests."""
    page = re.search(r"export DOJANG=\S+ COMPANY=(\S+) MEMBER=(\S+) PASSWORD=(\S+)", PAGE)
    assert page is not None
    assert page.groups() == (COMP_ID, EMAIL, PASSWORD)
    return {
        "PATH": os.environ["PATH"], "DOJANG": server.url, "COMPANY": COMP_ID, "MEMBER": EMAIL, "PASSWORD": PASSWORD
    }  # fmt: skip
