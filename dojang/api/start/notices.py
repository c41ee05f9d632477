"""What did not stop a start but its caller should know: the answer's `warnings`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dojang.api.messages import Warned
from dojang.lib.texts import Language, Text

MOST_SHOWN = 100  # characters of a name that the template does not know


@dataclass(frozen=True)
class Notice:
    """One warning, in every language."""

    text: Text
    values: Mapping[str, object]

    @classmethod
    def of(cls, text: Text, **values: object) -> "Notice":
        return cls(text, values)

    def told(self, language: Language) -> str:
        return self.text.of(language, **self.values)


def unused(names: Iterable[str]) -> list[Notice]:
    """Of values for boxes that the template does not have."""
    return [Notice.of(Warned.UNKNOWN_FIELD, field=name[:MOST_SHOWN]) for name in names]
