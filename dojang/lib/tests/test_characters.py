"""Invisible characters: dropped, trimmed, or named so that a person can look them up."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojang.lib import characters


@given(st.text())
def test_trimming_and_dropping_leave_a_text_that_stays_as_it_is(text: str) -> None:
    assert characters.trimmed(characters.trimmed(text)) == characters.trimmed(text)
    assert characters.without_chaff(characters.without_chaff(text)) == characters.without_chaff(text)
    assert not characters.variants(characters.without_variants(text))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u200b\ufeff Kim\u00ad\u2060 ", "Kim"),
        ("\u202eKim\u202c", "Kim"),
        ("\u3000김철수\u00a0", "김철수"),
        ("\u845b\U000e0100", "\u845b\U000e0100"),
        ("\u3164", "\u3164"),
        ("\u200b", ""),
    ],
)
def test_only_what_carries_nothing_is_trimmed(text: str, kept: str) -> None:
    assert characters.trimmed(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "김철수",
        "Kim Lee",
        "\u845b\U000e0100城",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "❤\ufe0f\u200d🔥",
        "نامه\u200cای",
        "क्\u200dष",
        "a\u0301",
    ],
)
def test_what_can_be_seen_is_a_name(text: str) -> None:
    assert characters.unseen(text) == ()


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("\u3164", "\u3164"), ("\uffa0\uffa0", "\uffa0"), ("\u115f", "\u115f"), ("Kim\u202eLee", "\u202e"),
        ("a\u200fb\u2067c", "\u200f\u2067"),
        ("김\u200b철수", "\u200b"), ("Kim\u200dLee", "\u200d"), ("a\u00adb", "\u00ad"), ("\u2800", "\u2800"), ("a\ufffcb", "\ufffc"),
        ("\ufe0f", "\ufe0f"), ("a\U000e0041b", "\U000e0041"), ("a\x07b", "\x07"), ("a\u2028b", "\u2028"), (" \U000e0100", "\U000e0100"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_found_once_each_in_order(text: str, unseen: str) -> None:
    assert characters.unseen(text) == tuple(unseen)


@pytest.mark.parametrize(
    ("character", "told"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\t", "U+0009 TAB"),
        ("\x01", "U+0001 CONTROL CHARACTER"),
        ("\ue000", "U+E000 PRIVATE USE"),
        ("\U000e0100", "U+E0100 VARIATION SELECTOR-17"),
        ("😀", "😀"),
        ("ب", "ب"),
    ],
)
def test_a_character_is_told_so_that_it_can_be_looked_up(character: str, told: str) -> None:
    assert characters.character_name(character) == told


def test_every_character_that_has_no_name_of_its_own_has_a_code_and_a_word() -> None:
    for code in range(0x20):
        number, _, word = characters.character_name(chr(code)).partition(" ")
        assert (number, unicodedata.category(chr(code)), bool(word)) == (f"U+{code:04X}", "Cc", True)
