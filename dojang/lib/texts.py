"""Every text that a person reads exists in Korean, English and Japanese: a `Text` cannot be made without all three."""

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
        return sentence.format(**values) if values else sentence


def can_be_kept(text: str) -> bool:
    """Whether the database takes it: PostgreSQL keeps no NUL, and UTF-8 has no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
