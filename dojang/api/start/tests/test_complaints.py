"""Complaints by their names, as rows of bulk starts keep them."""

from string import Formatter

import pytest

from dojang.api.messages import Parameter
from dojang.api.start.complaints import SENTENCES, CannotStart, Complaint, RuleBroken, spelled
from dojang.lib.texts import Language, Text

# In the database of every instance.
KEPT = {
    "title-length", "bad-offset", "title-characters", "name-characters", "bad-phone", "bad-email", "password-hangul",
    "password-characters", "password-length", "hint-length", "comment-length", "signer-name", "bad-date", "past-date",
    "places", "hint-tells", "two-values", "two-params", "two-names", "control-characters", "unseen-characters", "required",
    "not-text", "not-id", "not-list", "not-object", "not-one", "not-a-choice", "too-long", "too-many", "not-a-header",
    "not-a-url", "not-https", "not-valid",
}  # fmt: skip
# What only parameters of other calls can have: pydantic's, and those of links, files and pages.
ELSEWHERE = {
    "NOT_A_NUMBER", "NOT_A_SWITCH", "NOT_A_DAY", "NOT_A_MOMENT", "TOO_SMALL", "TOO_LARGE", "TOO_SHORT", "TOO_FEW",
    "NOT_AN_EMAIL", "NOT_AN_ORIGIN", "NOT_A_ZONE", "NOT_A_KEY", "NOT_STORABLE", "AFTER_THE_LINK", "NOBODY_AFTER_THE_LINK",
}  # fmt: skip


def test_names_that_are_kept_never_change() -> None:
    assert set(Complaint) == KEPT


def test_every_complaint_has_a_sentence_of_its_own() -> None:
    assert set(SENTENCES) == set(Complaint)
    assert len(set(SENTENCES.values())) == len(Complaint)


def test_every_sentence_about_a_parameter_that_a_start_may_have_has_a_name() -> None:
    named = set(SENTENCES.values())
    nameless = {name for name, text in vars(Parameter).items() if isinstance(text, Text) and text not in named}
    assert nameless == ELSEWHERE


@pytest.mark.parametrize(
    "text", [*SENTENCES.values(), *(text for text in vars(CannotStart).values() if isinstance(text, Text))]
)
def test_a_sentence_asks_for_the_same_values_in_each_language(text: Text) -> None:
    asked = [{name for _, name, _, _ in Formatter().parse(getattr(text, language)) if name} for language in Language]
    assert asked[0] == asked[1] == asked[2]


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (("title",), "workflow_name"),
        (("signers", 1, "contact"), "player_list[1].email"),
        (("copies", 0, "name"), "customer_list[0].name"),
        ((), ""),
    ],
)
def test_a_place_is_written_in_the_words_of_a_protocol(at: tuple[str | int, ...], written: str) -> None:
    spelling = {"title": "workflow_name", "signers": "player_list", "copies": "customer_list", "contact": "email"}
    assert spelled(at, spelling) == written


def test_a_broken_rule_says_where_in_the_language_asked_for() -> None:
    broken = RuleBroken(Complaint.TOO_LONG, ("signers", 0, "name"), most=64)
    said = {language: broken.sentence(language, {"signers": "recipient_list"}) for language in Language}
    assert said[Language.EN] == "recipient_list[0].name must have at most 64 characters."
    assert said[Language.KO] == "recipient_list[0].name 값은 64자 이하로 입력해주세요."
