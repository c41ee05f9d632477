"""Every text that a person reads exists in Korean, English and Japanese: a `Text` cannot be made without all three."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages of Dojang, by their ISO 639 code."""

    KO = "ko"
    EN = "en"
    JA = "ja"

    @property
    def locale(self) -> str:
        """The language as the eSignon API writes it, e.g. `ko-KR`."""
        return _LOCALES[self]

    @classmethod
    def read(cls, value: str) -> "Language | None":
        """The language that a wire value such as `ko`, `jp`, `en-GB` names, or None.

        `jp` and any `xx-YY` of the three are accepted because the editions of the API use them side by side.
        """
        code = value.strip().replace("_", "-").lower().split("-")[0]
        return _CODES.get(code)


_LOCALES = {Language.KO: "ko-KR", Language.EN: "en-US", Language.JA: "ja-JP"}
_CODES = {"ko": Language.KO, "en": Language.EN, "ja": Language.JA, "jp": Language.JA}


@dataclass(frozen=True)
class Text:
    """One sentence in the three languages; `{name}` in it is filled by `of`."""

    ko: str
    en: str
    ja: str

    def of(self, language: str, /, **values: object) -> str:
        """The sentence in `language` (anything unknown reads as Korean, the API's default)."""
        sentence = {"en": self.en, "ja": self.ja}.get(language, self.ko)
        filled = {name: value.of(language) if isinstance(value, Text) else value for name, value in values.items()}
        return sentence.format(**filled) if filled else sentence

    def filled(self, **values: object) -> "Text":
        """The sentence with its values, in every language; a value may be a text itself."""
        return Text(**{language: self.of(language, **values) for language in Language})

    @classmethod
    def joined(cls, texts: Iterable["Text"]) -> "Text":
        """Several sentences as one text."""
        several = list(texts)
        return cls(**{language: " ".join(text.of(language) for text in several) for language in Language})


# All but the compatibility ideographs that do not look like what NFC makes of them.
_OTHERS = re.compile("[^\ufa0e-\ufaff\U0002f800-\U0002fa1f]+")


def composed(text: str) -> str:
    """The text in Unicode's composed form (NFC), in which two spellings of one text are equal.

    As in `pdf.fonts.normal`, ideographs of Japanese names that have a look of their own (U+FA19) keep it.
    """
    return text if text.isascii() else _OTHERS.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), text)


def can_be_kept(text: str) -> bool:
    """Whether the database takes it: PostgreSQL keeps no NUL, and UTF-8 has no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
