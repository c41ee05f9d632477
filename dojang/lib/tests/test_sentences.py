"""Sentences are English in the code and come in the reader's language; languages go by several names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojang.lib.languages import ReaderLanguage, choices, spoken
from dojang.lib.sentences import _, in_context, plural
from dojang.lib.texts import Language

GREETING = _("Hello {name},")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "Lee 님, 안녕하세요."),
        ("en", "Hello Lee,"),
        ("ja", "Lee 様"),
        ("vi", "Xin chào Lee,"),
        ("zh", "Lee，您好："),
    ],
)
def test_a_sentence_is_filled_in_its_language(language: str, text: str) -> None:
    assert GREETING.of(language, name="Lee") == GREETING.filled(name="Lee").of(language) == text


@pytest.mark.parametrize("language", ["", "fr", "zh-TW"])
def test_what_is_none_of_the_languages_reads_as_korean(language: str) -> None:
    assert GREETING.of(language, name="Lee") == "Lee 님, 안녕하세요."


@given(st.text())
def test_what_is_filled_in_is_never_itself_filled(name: str) -> None:
    assert GREETING.of("en", name=name) == f"Hello {name},"


def test_a_sentence_within_a_sentence_is_in_the_same_language() -> None:
    assert GREETING.of("vi", name=_("Today")) == "Xin chào Hôm nay,"


def test_the_context_chooses_between_two_meanings() -> None:
    assert [in_context("filling in", "Continue").of("ko"), _("Continue").of("ko")] == ["이어서 작성", "계속"]


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_one_has_a_form_of_its_own(count: int, text: str) -> None:
    assert plural("{count} day", "{count} days").of("en", count=count) == text


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("vi-VN", "vi"),
        ("ZH_cn", "zh"),
        ("zh-Hans", "zh"),
        ("zh-TW", None),
        ("zh-Hant-HK", None),
        ("jp", "ja"),
        ("fr", None),
    ],
)
def test_languages_of_readers_go_by_several_names(value: str, language: str | None) -> None:
    assert ReaderLanguage.read(value) == language


def test_who_reads_the_api_reads_the_pages_too() -> None:
    assert set(Language) < set(ReaderLanguage)
    assert [value for value, _name in choices()] == list(ReaderLanguage)
    assert [ReaderLanguage(language).locale for language in Language] == [language.locale for language in Language]


def test_templates_speak_the_same_catalogues() -> None:
    from django.utils.translation import gettext

    for language in ReaderLanguage:
        with spoken(language):
            assert gettext("Sign here") == _("Sign here").of(language)
