"""Texts in three languages, and the names that languages go by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojang.lib.texts import Language, Text, can_be_kept

HELLO = Text(ko="{name} 님", en="Hello {name}", ja="{name} 様")


@pytest.mark.parametrize(("language", "text"), [("ko", "Lee 님"), ("en", "Hello Lee"), ("ja", "Lee 様")])
def test_a_text_is_filled_in_its_language(language: str, text: str) -> None:
    assert HELLO.of(language, name="Lee") == text


@pytest.mark.parametrize("language", ["", "fr", "of", "__class__", "EN"])
def test_an_unknown_language_reads_as_korean(language: str) -> None:
    assert HELLO.of(language, name="Lee") == "Lee 님"


@given(st.text())
def test_what_is_filled_in_is_never_itself_filled(name: str) -> None:
    assert HELLO.of("en", name=name) == f"Hello {name}"
    assert HELLO.of("en", name="{name}") == "Hello {name}"


def test_a_text_within_a_text_is_in_the_same_language() -> None:
    both = Text(ko="가: {text}", en="a: {text}", ja="あ: {text}").filled(text=HELLO.filled(name="{name}"))
    assert (both.ko, both.en, both.ja) == ("가: {name} 님", "a: Hello {name}", "あ: {name} 様")


def test_a_language_has_to_be_written_in_all_three() -> None:
    with pytest.raises(TypeError):
        Text(ko="가", en="a")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("ko", "ko"),
        ("KO-kr", "ko"),
        ("en_GB", "en"),
        ("jp", "ja"),
        ("ja-JP", "ja"),
        (" ja ", "ja"),
        ("fr", None),
        ("", None),
    ],
)
def test_languages_go_by_several_names(value: str, language: str | None) -> None:
    assert Language.read(value) == language


@given(st.text())
def test_any_text_is_a_language_or_none(value: str) -> None:
    assert Language.read(value) in (None, *Language)


@given(st.text())
def test_what_can_be_kept_has_a_form_in_utf8_without_nul(text: str) -> None:
    assert can_be_kept(text) == (
        b"\0" not in text.encode("utf-8", "replace") and text == text.encode("utf-8", "replace").decode()
    )
