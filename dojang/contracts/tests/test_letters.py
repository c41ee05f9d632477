"""What people type and paste into fields: without empty characters, refused by name where the document cannot show it."""

import pytest

from dojang.contracts.contents import NameSeal, Typed, to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.readers import read_value
from dojang.library.kinds import Kind
from dojang.library.layout import Field


def box(kind: Kind = Kind.TEXT, *, multiline: bool = False) -> Field:
    return Field(name="b", kind=kind, step=1, page=1, x=0.1, y=0.1, w=0.5, h=0.05, multiline=multiline)


def kept(raw: str, kind: Kind = Kind.TEXT, *, multiline: bool = False) -> str:
    return to_row(read_value(box(kind, multiline=multiline), raw, "tests"))[0]


def refusal(raw: str) -> tuple[str, str]:
    with pytest.raises(ValueRefused) as told:
        kept(raw)
    return told.value.reason, str(told.value.details.get("characters") or told.value.details.get("variants"))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("서울\u200b시", "서울시"),
        ("\ufeff홍길동", "홍길동"),
        ("☎\ufe0f 02-123", "☎ 02-123"),
        ("❤\ufe0f", "❤"),
        ("©\ufe0f", "©"),
        ("abc\u200e", "abc"),
        ("a\tb", "a b"),
        ("\u202a010-1234-5678\u202c", "010-1234-5678"),
        ("Kim\u00adLee", "KimLee"),
        ("fi\u200cle \u2060no", "file no"),
        ("e\u0301", "é"),
        ("\u1112\u1169\u11bc", "홍"),
        ("\ufa19社", "\ufa19社"),  # 神 as its bearer writes it, which NFC would write otherwise
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
    ],
)
def test_what_carries_nothing_is_dropped(typed: str, text: str) -> None:
    assert kept(typed) == text


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("홍\u3164길동", "U+3164 HANGUL FILLER"),
        ("\uffa0", "U+FFA0 HALFWIDTH HANGUL FILLER"),
        ("\u115f", "U+115F HANGUL CHOSEONG FILLER"),
        ("a\u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\u200fb", "U+200F RIGHT-TO-LEFT MARK"),
        ("a\x07b", "U+0007 CONTROL CHARACTER"),
        ("\ue000", "U+E000 PRIVATE USE"),
        ("a\ufffcb", "U+FFFC OBJECT REPLACEMENT CHARACTER"),
        ("\u2800", "U+2800 BRAILLE PATTERN BLANK"),
        ("1\ufe0f\u20e3", "U+20E3 COMBINING ENCLOSING KEYCAP"),
        ("x\u0301\u0302\u0303\u0304", "U+0304 COMBINING MACRON"),
        ("\u0301", "U+0301 COMBINING ACUTE ACCENT"),
        ("👍🏽", "🏽"),
        ("😀\u200d😀", "U+200D ZERO WIDTH JOINER"),
    ],
)
def test_what_the_document_cannot_show_is_named(typed: str, named: str) -> None:
    reason, told = refusal(typed)
    assert reason == "characters"
    assert named in told


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("\u845b\U000e0100城市", "\u845b\U000e0100 (U+845B U+E0100)"),
        ("\u8fbb\U000e0100", "\u8fbb\U000e0100 (U+8FBB U+E0100)"),
        ("\u6b04\ufe00", "\u6b04\ufe00 (U+6B04 U+FE00)"),
        ("\ufa70", "\ufa70 (U+FA70)"),
    ],
)
def test_a_variant_that_no_font_draws_is_never_replaced_in_silence(typed: str, named: str) -> None:
    assert refusal(typed) == ("variant", named)


def test_a_variant_of_what_no_font_draws_at_all_is_named_as_such() -> None:
    assert refusal("\U0002a6d6\U000e0100")[0] == "characters"


@pytest.mark.parametrize("typed", ["a\u2028b", "a\x0bb", "a\x85b"])
def test_every_break_is_a_line(typed: str) -> None:
    assert kept(typed, multiline=True) == "a\nb"
    assert refusal(typed)[0] == "lines"


@pytest.mark.parametrize(
    ("kind", "typed", "text"), [(Kind.DATE, "\u200e2026-01-31\u200e", "2026-01-31"), (Kind.CHECK, "\ufeffy", "Y")]
)
def test_dates_and_marks_are_cleaned_at_their_ends(kind: Kind, typed: str, text: str) -> None:
    assert kept(typed, kind=kind) == text


@pytest.mark.parametrize("raw", [{"kind": "typed", "font": "pen"}, {"kind": "seal", "shape": "round"}])
def test_a_made_signature_has_the_letters_of_any_text(raw: dict[str, str]) -> None:
    signature = box(Kind.SIGNATURE)
    made = read_value(signature, raw | {"text": "김\u200b철수"}, "tests")
    assert isinstance(made, Typed | NameSeal)
    assert made.text == "김철수"
    with pytest.raises(ValueRefused) as told:
        read_value(signature, raw | {"text": "\u845b\U000e0100"}, "tests")
    assert told.value.reason == "variant"
