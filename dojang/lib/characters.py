"""Invisible characters: which of them a text can lose, and names for the others.

The table for readers is in docs/characters.md.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Default_Ignorable_Code_Point of Unicode 16: nothing is drawn for them. Fillers are among them though Unicode calls them letters.
_IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
# They look like a blank or an empty place, and are neither letter nor blank.
_EMPTY_LOOKING = frozenset("\u2800\ufffc\U0001d159")
_UNSEEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0") | _EMPTY_LOOKING
_JOINERS = frozenset("\u200c\u200d")
# Scripts that no joiner changes: in them it only makes two texts that look the same.
_UNJOINED = re.compile(r"(?:LATIN|GREEK|CYRILLIC|DIGIT|HANGUL|CJK|HIRAGANA|KATAKANA|FULLWIDTH|HALFWIDTH)\b")
# Dropped from values: the drawn text is the same without them. Direction marks that could move a letter are not among them.
_CARRY_NOTHING = dict.fromkeys(
    map(ord, "\u200b\ufeff\u2060\u00ad\u034f\u180e\ufe0e\ufe0f\u200c\u200e\u202a\u202c\u202d\u2066\u2068\u2069")
)
_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
_NAMES = {
    "\t": "TAB", "\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\0": "NULL", "\x0b": "LINE TABULATION", "\x0c": "FORM FEED",
    "\x1b": "ESCAPE", "\x7f": "DELETE", "\x85": "NEXT LINE",
}  # fmt: skip
_NAMELESS = {"Cc": "CONTROL CHARACTER", "Co": "PRIVATE USE", "Cs": "HALF A SURROGATE PAIR", "Cn": "UNASSIGNED"}
# Colours of skin, letters of flags, keys and tags: alone they look different from what they mean with their neighbours.
_PARTS = ((0x1F3FB, 0x1F3FF), (0x1F1E6, 0x1F1FF), (0x20E0, 0x20E4), (0xE0020, 0xE007F))
MAX_MARKS = 3  # on one letter; more reach into other boxes
# A character with selectors, or a compatibility ideograph that Unicode counts as a variant and none of our fonts draws.
_VARIANT = re.compile(
    "[^\ufe00-\ufe0f\U000e0100-\U000e01ef][\ufe00-\ufe0d\U000e0100-\U000e01ef]+|[\ufa70-\ufad9\U0002f800-\U0002fa1d]",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def is_unseen(character: str) -> bool:
    """Whether it is invisible: a control, format or surrogate code, a line separator, a filler, a selector of variants."""
    code = ord(character)
    ignorable = any(first <= code <= last for first, last in _IGNORABLE)
    return ignorable or character in _EMPTY_LOOKING or unicodedata.category(character) in _UNSEEN_CATEGORIES


def trimmed(text: str) -> str:
    """The text without the blanks and invisible characters around it.

    Hangul fillers stay, since they pretend to be letters. Selectors stay, since they belong to the character before.
    """
    start, end = 0, len(text)
    while start < end and _is_chaff(text[start]):
        start += 1
    while end > start and _is_chaff(text[end - 1]):
        end -= 1
    return text[start:end]


def without_chaff(text: str) -> str:
    """The text of a field without characters that change nothing in the drawn text. Tabs become blanks, other breaks lines."""
    if text.isascii() and text.isprintable():
        return text
    plain = text.translate(_BREAKS).replace("\t", " ").translate(_CARRY_NOTHING)
    # A joiner makes one picture of several. No script that the fonts draw uses it otherwise.
    return "".join(one for at, one in enumerate(plain) if one not in _JOINERS or _is_in_a_picture(plain, at))


def undrawn(text: str) -> tuple[str, ...]:
    """The characters, each once and in order, that fonts draw differently from what was typed.

    These are parts of an emoji's sequence, marks without a letter, and piles of marks on one.
    """
    return tuple(dict.fromkeys(one for at, one in enumerate(text) if _is_part(one) or _is_loose(text, at)))


def unseen(text: str) -> tuple[str, ...]:
    """The invisible characters, each once and in order, that a name, a title or an address cannot have.

    Selectors of variants after a visible character are allowed, and so are joiners between characters that they can join.
    """
    found = (
        character
        for at, character in enumerate(text)
        if is_unseen(character) and not _is_selecting(text, at) and not _is_joining(text, at)
    )
    return tuple(dict.fromkeys(found))


def variants(text: str) -> tuple[str, ...]:
    """The variants of characters, each once and in order: a character with its selector, or one that is a variant by itself."""
    return tuple(dict.fromkeys(_VARIANT.findall(text)))


def without_variants(text: str) -> str:
    """The text with each variant replaced by the character that it is a variant of."""
    return _VARIANT.sub(lambda match: _plain(match[0][0]), text)


def _plain(character: str) -> str:
    return unicodedata.normalize("NFC", character) if _VARIANT.match(character) else character


def character_name(character: str) -> str:
    """The character as a person can find it: itself if it is visible alone, else `U+200B ZERO WIDTH SPACE`."""
    if not is_unseen(character) and unicodedata.category(character)[0] not in "CZM":
        return character
    name = (
        unicodedata.name(character, "") or _NAMES.get(character) or _NAMELESS.get(unicodedata.category(character), "")
    )
    return f"U+{ord(character):04X} {name}".rstrip()


def character_names(characters: Iterable[str], most: int = 10) -> str:
    """Several characters by `character_name`, at most `most` of them."""
    several = [character_name(character) for character in characters]
    shown = several[:most] + ["…"] * (len(several) > most)
    return (" " if all(len(one) == 1 for one in shown) else ", ").join(shown)


def code_points(text: str) -> str:
    """`U+845B U+E0100`."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _is_chaff(character: str) -> bool:
    return character.isspace() or (is_unseen(character) and not _is_selector(character) and character not in _FILLERS)


def _is_selector(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _SELECTORS)


def _is_selecting(text: str, at: int) -> bool:
    return _is_selector(text[at]) and at > 0 and not is_unseen(text[at - 1]) and not text[at - 1].isspace()


def _is_joining(text: str, at: int) -> bool:
    if text[at] not in _JOINERS or not 0 < at < len(text) - 1:
        return False
    around = [one for one in (text[at - 1], text[at + 1]) if not _is_selector(one)]
    return not any(one.isspace() or is_unseen(one) or _UNJOINED.match(unicodedata.name(one, "LATIN")) for one in around)


def _is_in_a_picture(text: str, at: int) -> bool:
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(unicodedata.category(one) in ("So", "Sk", "Cn") for one in around)


def _is_part(character: str) -> bool:
    code = ord(character)
    return character == "\u200d" or any(first <= code <= last for first, last in _PARTS)


def _is_loose(text: str, at: int) -> bool:
    if not _is_mark(text[at]):
        return False
    before = text[max(at - MAX_MARKS, 0) : at]
    return not before or before[-1].isspace() or (len(before) == MAX_MARKS and all(map(_is_mark, before)))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and not _is_selector(character)
