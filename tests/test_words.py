"""Docs, catalogues and comments keep to plain words: none of tests/words.py comes back."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.words import ROOT, Found, in_catalogue, in_module, in_page, in_text

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"), *ROOT.glob("clients/*/*.md")]
)
# Pages that repeat texts of the protocol, which stay as they are.
QUOTING = {ROOT / "docs/api/errors.md"}
CATALOGUES = sorted(ROOT.glob("dojang/**/locale/**/*.po"))
PLACES = sorted(
    {
        *(file.parent for file in ROOT.glob("dojang/*/__init__.py")),
        *(ROOT / name for name in ("benchmarks", "clients", "scripts", "tests")),
    }
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_keeps_to_plain_words(page: Path) -> None:
    if page not in QUOTING:
        refuse(in_page(page))


def test_catalogues_keep_to_plain_words() -> None:
    refuse(found for file in CATALOGUES for found in in_catalogue(file))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_comments_and_docstrings_keep_to_plain_words(place: Path) -> None:
    refuse(comments(place))


def test_a_word_is_found_with_its_line_and_a_better_one() -> None:
    (found,) = in_text("The signer\nis told.", "page.md", 5)
    assert str(found) == "page.md:6: “told”; better: notify, report, return, show"


def comments(place: Path) -> Iterator[Found]:
    return (
        found for file in sorted(place.rglob("*.py")) if "migrations" not in file.parts for found in in_module(file)
    )


def refuse(found: Iterable[Found]) -> None:
    if lines := [str(one) for one in found]:
        pytest.fail("\n".join(lines), pytrace=False)
