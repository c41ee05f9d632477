"""Every text exists in three languages and asks for the same values in each."""

from string import Formatter

import pytest

from dojang.api import json_body, messages
from dojang.api.coded.results import CodedResult, Common, NoCall
from dojang.api.start.value_reasons import VALUE_REASONS
from dojang.api.tests.golden.case import calls
from dojang.contracts.readers import REASONS
from dojang.lib.texts import Language, Text

TABLES = dict.fromkeys([*(call.describe.results for call in calls() if call.describe), Common, NoCall])
ROWS = {
    f"{table.__name__}.{name}{part}": text
    for table in TABLES
    for name, row in vars(table).items()
    if isinstance(row, CodedResult)
    for part, text in (("", row.text), (" in 2021", row.text_in_2021), (" in detail", row.detail))
    if text is not None
}
OWN = {
    f"{holder.__name__}.{name}": text
    for holder in (messages.Parameter, messages.Warned, json_body)
    for name, text in vars(holder).items()
    if isinstance(text, Text)
}
ALL = ROWS | OWN | VALUE_REASONS
THE_SAME_EVERYWHERE = {"Common.PARAMETER", "NoCall.UNKNOWN", "Start.PREVIEW", "WorkList.DONE"} | {
    f"{table}.DONE" for table in ("ExportField", "Download", "WorkflowInfo", "DocInfo", "CompanyInfo")
}


def asked_for(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("name", ALL)
def test_a_text_asks_for_the_same_values_in_each_language(name: str) -> None:
    text = ALL[name]
    assert asked_for(text.ko) == asked_for(text.en) == asked_for(text.ja)


@pytest.mark.parametrize("name", sorted(set(ALL) - THE_SAME_EVERYWHERE))
def test_a_text_is_translated(name: str) -> None:
    text = ALL[name]
    assert all(text.of(language) for language in Language)
    assert text.ko != text.en


# A drawing, and another signer's box, cannot come in by a start: they are refused before.
NOT_AT_A_START = {"drawing", "drawing-small", "locked", "unknown"}


@pytest.mark.parametrize("reason", sorted(set(REASONS) - NOT_AT_A_START))
def test_every_reason_to_refuse_a_value_has_a_text(reason: str) -> None:
    assert reason in VALUE_REASONS
