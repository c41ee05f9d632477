"""The languages, their names, and who is offered which.

A language is added here, with a catalogue in `dojang/locale/`; CONTRIBUTING.md says how.
"""

from enum import StrEnum
from typing import TypeVar

from django.utils import translation

from dojang.lib.texts import Language


class ReaderLanguage(StrEnum):
    """The languages of signers' pages and emails. Those of `Language` are also used for companies, the API and files."""

    KO = "ko"
    EN = "en"
    JA = "ja"
    VI = "vi"
    ZH = "zh"

    @property
    def tag(self) -> str:
        """The tag of the language in a page (BCP 47)."""
        return "zh-Hans" if self is ReaderLanguage.ZH else self.value

    @property
    def folder(self) -> str:
        """Where its catalogue lies in `dojang/locale`."""
        return self.tag.replace("-", "_")

    @property
    def locale(self) -> str:
        """The language as the API writes it, e.g. `ko-KR`."""
        return _LOCALES[self]

    @property
    def own_name(self) -> str:
        """What its speakers call it."""
        return _NAMES[self]

    @property
    def short_name(self) -> str:
        """Its name in a narrow switch."""
        return _SHORT[self]

    @classmethod
    def read(cls, value: str) -> "ReaderLanguage | None":
        """The language that a value such as `ko`, `jp`, `vi-VN` or `zh_CN` names, or None. Traditional Chinese is not among them."""
        code, *rest = value.strip().replace("_", "-").lower().split("-")
        if code == "zh" and not _TRADITIONAL.isdisjoint(rest):
            return None
        return cls("ja") if code == "jp" else next((language for language in cls if language == code), None)


# Either the languages of signers, or those of companies.
Offered = TypeVar("Offered", Language, ReaderLanguage)
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_LOCALES = dict(zip(ReaderLanguage, ("ko-KR", "en-US", "ja-JP", "vi-VN", "zh-CN"), strict=True))
_NAMES = dict(zip(ReaderLanguage, ("한국어", "English", "日本語", "Tiếng Việt", "简体中文"), strict=True))
_SHORT = dict(zip(ReaderLanguage, ("한", "EN", "日", "VI", "中"), strict=True))


def spoken(language: str) -> translation.override:
    """A block in which Django's gettext speaks `language`; an unknown one reads as Korean, the API's default."""
    known = ReaderLanguage.read(language) or ReaderLanguage.KO
    return translation.override(known.tag.lower())


def choices() -> list[tuple[str, str]]:
    """The choices of a column with a reader's language. It is a callable, so that a new language needs no migration."""
    return [(language.value, language.value) for language in ReaderLanguage]
