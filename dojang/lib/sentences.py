"""What a person reads: English in the code, other languages in the catalogues of `dojang/locale`.

    GREETING = _("Hello {name},")
    GREETING.of("ko", name="Lee")

The language is chosen where a sentence is read, since one transaction may write emails in several. A `Sentence` is not a
`str`: the type checker keeps sentences without a language out of columns and frozen bodies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from dojang.lib.languages import ReaderLanguage

_LOCALE = Path(__file__).resolve().parent.parent / "locale"


@dataclass(frozen=True)
class Sentence:
    """One sentence in English, with `{name}` places; made by `_`, `plural` and `in_context`, which `make messages` looks for."""

    english: str
    many: str = ""
    context: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def of(self, language: str, /, **values: object) -> str:
        """The sentence in `language`, its places filled; a value may be a sentence itself.

        An unknown language reads as Korean, the API's default.
        """
        known = {**self.values, **values}
        sentence = self._translated(_catalogue(language), known)
        if not known:
            return sentence
        filled = {name: value.of(language) if isinstance(value, Sentence) else value for name, value in known.items()}
        return sentence.format(**filled)

    def filled(self, **values: object) -> "Sentence":
        """The sentence with its values, for any language."""
        return replace(self, values={**self.values, **values})

    def _translated(self, catalogue: NullTranslations, known: Mapping[str, Any]) -> str:
        if self.many:
            return catalogue.ngettext(self.english, self.many, known["count"])
        if self.context:
            return catalogue.pgettext(self.context, self.english)
        return catalogue.gettext(self.english)


@lru_cache(maxsize=100)  # a page of two thousand boxes asks for thousands of sentences, all in one language
def _catalogue(language: str) -> NullTranslations:
    """The sentences in one language. It fails without its compiled catalogue, rather than show English to every reader."""
    known = ReaderLanguage.read(language) or ReaderLanguage.KO
    return NullTranslations() if known is ReaderLanguage.EN else translation("django", _LOCALE, [known.folder])


def _(english: str) -> Sentence:
    """A sentence."""
    return Sentence(english)


def plural(one: str, many: str) -> Sentence:
    """A sentence for one and one for other counts; `count` is among its values."""
    return Sentence(one, many)


def in_context(context: str, english: str) -> Sentence:
    """A sentence whose English is also used for something that other languages say differently."""
    return Sentence(english, context=context)
