from string import Formatter

import pytest

from dojang.api.v3.problems import ALL, Problem
from dojang.lib.texts import Language


def asked_for(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("problem", ALL, ids=lambda problem: problem.code)
def test_a_text_asks_for_the_same_values_in_each_language(problem: Problem) -> None:
    assert len({frozenset(asked_for(getattr(problem.text, language))) for language in Language}) == 1


def test_a_word_has_one_status() -> None:
    words = {(problem.code, problem.status) for problem in ALL}
    assert len(words) == len({code for code, _ in words})


def test_only_statuses_that_are_documented_are_answered() -> None:
    assert {problem.status for problem in ALL} <= {400, 401, 403, 404, 405, 409, 413, 422, 429, 500}
