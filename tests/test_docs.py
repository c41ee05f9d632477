"""The pages of the documentation lead to one another."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("clients/*/*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_of_a_page_is_dead(page: Path) -> None:
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


def test_the_index_lists_every_page() -> None:
    listed = {(DOCS / link.partition("#")[0]).resolve() for link in links(DOCS / "README.md")}
    pages = {*DOCS.glob("*.md"), *DOCS.glob("guides/*.md")} - {DOCS / "README.md"}
    assert pages - listed == set()


def test_readers_who_try_integrate_or_operate_find_their_pages() -> None:
    for page in (ROOT / "README.md", DOCS / "README.md"):
        text = page.read_text()
        assert [reader for reader in ("Try it", "Integrate", "Operate") if reader not in text] == []


@pytest.mark.parametrize("guide", sorted(DOCS.glob("guides/*.md")), ids=lambda guide: guide.name)
def test_a_guide_names_files_that_exist(guide: Path) -> None:
    named = re.findall(r"`((?:dojang|clients|docs|tests)/[\w./-]+)`", guide.read_text())
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def links(page: Path) -> Iterator[str]:
    """The links to pages and files of the repository."""
    text = _FENCE.sub("", page.read_text())
    return (link for link in _LINK.findall(text) if not re.match(r"[a-z]+:", link))


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    text = _FENCE.sub("", page.read_text())
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text)}
