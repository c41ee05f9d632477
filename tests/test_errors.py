"""Every error of every room: its word, its sentence, and what v3 makes of both."""

import importlib
import inspect
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import dojang
from dojang.api.v3.problems import FILE_DAMAGED, NOT_FOUND, TABLE
from dojang.lib.errors import DojangError, PlainError, row_for

SAMPLES: dict[Any, Any] = {
    str: "x", int: 3, bool: False, datetime: datetime(2026, 1, 2, tzinfo=UTC), timedelta: timedelta(seconds=61.2)
}  # fmt: skip


def of_rooms() -> list[type[DojangError]]:
    """The errors of the rooms that say something of their own."""
    rooms = [path.parent.name for path in Path(dojang.__path__[0]).glob("*/errors.py")]
    modules = [importlib.import_module(f"dojang.{room}.errors") for room in sorted(rooms)]
    found = [kind for module in modules for kind in vars(module).values() if inspect.isclass(kind)]
    return [
        kind
        for kind in dict.fromkeys(found)
        if issubclass(kind, DojangError) and {"code", "message"} & vars(kind).keys()
    ]


ERRORS = of_rooms()


def made(kind: type[DojangError]) -> DojangError:
    if not inspect.isfunction(kind.__init__):
        return kind()
    given = inspect.signature(kind, eval_str=True).parameters.values()
    named = [one for one in given if one.kind is not one.VAR_KEYWORD and one.default is one.empty]
    return kind(**{one.name: SAMPLES.get(one.annotation, ()) for one in named})


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_no_two_errors_have_one_word_but_a_missing_file_which_is_a_damaged_one() -> None:
    twice = {code for code, count in Counter(kind.code for kind in ERRORS).items() if count > 1}
    assert twice == {"blob_damaged"}
    assert len(ERRORS) > 50


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_an_error_fills_its_sentence(kind: type[DojangError]) -> None:
    error = made(kind)
    assert "{" not in str(error)
    assert all(isinstance(value, str | int) for value in error.params().values())


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.__name__)
def test_a_problem_fills_its_text_from_what_was_raised(kind: type[Exception]) -> None:
    params = made(kind).params() if issubclass(kind, DojangError) else {}
    assert places(TABLE[kind].text.en) <= params.keys()


@pytest.mark.parametrize(
    "kind", [kind for kind in TABLE if issubclass(kind, DojangError)], ids=lambda kind: kind.__name__
)
def test_v3_answers_with_the_error_s_own_word(kind: type[DojangError]) -> None:
    assert TABLE[kind].code == kind.code or TABLE[kind] in (NOT_FOUND, FILE_DAMAGED)


def test_an_error_that_its_raiser_words_says_just_that() -> None:
    assert str(PlainError("50 % of {it}")) == "50 % of {it}"


def test_a_table_has_for_an_error_what_it_has_for_the_nearest_class_above() -> None:
    class Above(PlainError):
        pass

    class Below(Above):
        pass

    assert row_for({PlainError: 1, Above: 2}, Below("x")) == 2
    assert row_for({PlainError: 1}, Below("x")) == 1
    assert row_for({Below: 1}, Above("x")) is None
