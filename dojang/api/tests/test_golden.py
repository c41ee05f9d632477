"""Every result of every call of the eSignon API, in each language and edition, word for word."""

import pytest

from dojang.api.tests.calling import Api, result
from dojang.api.tests.golden import acting, everywhere, reading, starting
from dojang.api.tests.golden.case import Golden, all_rows, is_text, told, undone
from dojang.companies.models import Company, Edition
from dojang.lib.texts import Language

GROUNDS = (starting, reading, acting, everywhere)
CASES: dict[str, Golden] = {name: case for ground in GROUNDS for name, case in ground.CASES.items()}

_ALL_TEXT = "Its parameters stand in the path and the query, where everything is a text."
_NO_DATE = "A search by value takes no dates; it shares its table with the search by period."
# Rows that no request can bring about, and why.
OUT_OF_REACH = {
    ("/api/v2/workflows/:workflowId", "Common.PARAMETER"): _ALL_TEXT,
    ("/api/v2/docs/:documentId", "Common.PARAMETER"): _ALL_TEXT,
    ("/api/v2/company", "Common.PARAMETER"): _ALL_TEXT,
    ("5008Q", "BAD_DATE"): _NO_DATE,
    ("5008Q", "PERIOD_BACKWARDS"): _NO_DATE,
}


def test_every_row_has_a_case_or_a_reason_to_have_none() -> None:
    asked = {(case.call, case.row) for case in CASES.values()}
    missing = {(call, name) for call, name, row in all_rows() if (call, row) not in asked}
    assert missing == OUT_OF_REACH.keys()


def test_no_case_takes_the_name_of_another() -> None:
    assert len(CASES) == sum(len(ground.CASES) for ground in GROUNDS)


@pytest.mark.parametrize(("turn", "name"), list(enumerate(CASES)), ids=CASES)
def test_each_result_in_each_edition_is_said_in_the_language_asked_for(api: Api, turn: int, name: str) -> None:
    next(ground for ground in GROUNDS if name in ground.CASES).prepare(api)
    case = CASES[name]
    rows = [row for call, _, row in all_rows() if call == case.call]
    for later, edition in enumerate(Edition.values):
        with undone():
            Company.objects.update(edition=edition)
            api.company.refresh_from_db()
            for language in case.languages(edition, turn + later):
                answer = case.ask(api, language)
                assert result(answer) == case.wanted(language, edition)
                assert case.row in told(rows, answer, language, edition)


@pytest.mark.parametrize("language", Language)
def test_the_row_of_each_result_has_its_words_in_each_language(language: Language) -> None:
    for name, case in CASES.items():
        for edition in Edition.values:
            code, text = case.wanted(language, edition)
            assert code == case.row.code_in(edition), name
            assert is_text(case.row.text_in(edition), text, language), name
