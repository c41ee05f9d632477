"""The catalogues say all that the code says, and nothing else."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import Any

import pytest

from dojang.lib.languages import ReaderLanguage

ROOT = Path(__file__).resolve().parent.parent


def _messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = _messages()
PATHS = messages.catalogues()
NAMES = [path.parent.parent.name for path in PATHS]


@pytest.fixture(params=PATHS, ids=NAMES)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_each_language_but_english_has_a_catalogue() -> None:
    offered = {language.folder for language in ReaderLanguage} - {"en"}
    assert offered == set(NAMES)


def test_a_catalogue_has_every_sentence_of_its_readers_and_no_other(path: Path) -> None:
    said = {_key(message) for message in messages.sentences(messages.places(path)) if message.id}
    assert {_key(message) for message in messages.read(path) if message.id} == said


def test_nothing_is_left_to_translate_and_nothing_is_fuzzy(path: Path) -> None:
    assert [
        message.id for message in messages.read(path) if message.id and (message.fuzzy or not all(_strings(message)))
    ] == []


def test_a_translation_has_the_places_of_its_sentence(path: Path) -> None:
    assert [
        message.id for message in messages.read(path) if message.id
        and any(_places(string) != _places(_english(message)) for string in _strings(message))
    ] == []  # fmt: skip


def test_nothing_in_a_catalogue_needs_to_be_escaped_on_a_page(path: Path) -> None:
    said = [
        string for message in messages.read(path) for string in (_english(message), *_strings(message)) if message.id
    ]
    assert [string for string in said if set('<>&"') & set(string)] == []


def _key(message: Any) -> tuple[object, object]:
    return message.context, message.id


def _english(message: Any) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _strings(message: Any) -> Iterator[str]:
    yield from (message.string,) if isinstance(message.string, str) else message.string


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
