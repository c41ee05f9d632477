"""Pages of the documentation that are made from the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dojang.cli.reference import errors, limits
from dojang.cli.reference.__main__ import PAGES

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "api"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_current(name: str) -> None:
    told = {"errors": errors, "limits": limits}[name].as_markdown()
    assert (FOLDER / f"{name}.md").read_text() == told, (
        f"run `python -m dojang.cli.reference {name} > docs/api/{name}.md`"
    )


def test_it_is_printed_without_a_database() -> None:
    command = [sys.executable, "-m", "dojang.cli.reference", "limits"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin"})
    assert done.stdout == (FOLDER / "limits.md").read_text()


def test_a_row_tells_what_the_edition_of_2021_answers_and_every_language() -> None:
    assert "| 11 | 12 | 수신 메세지의 Body 정보가" in errors.as_markdown()
    assert "2021: 서명이 완료된 문서입니다.<br>This document has been signed." in errors.as_markdown()


def test_the_index_leads_to_every_page_and_no_link_is_dead() -> None:
    pages = {page.name: page.read_text() for page in FOLDER.glob("*.md")}
    assert {name for name in pages if f"({name})" not in pages["README.md"]} == {"README.md"}
    links = [(name, link) for name, text in pages.items() for link in re.findall(r"\]\(([\w./-]+)", text)]
    assert [one for one in links if not (FOLDER / one[1]).exists() and not one[1].startswith("http")] == []
