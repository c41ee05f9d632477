"""What did not stop a start but its caller should know: the answer's `warnings`."""

from collections.abc import Mapping
from dataclasses import dataclass

from dojang.lib.texts import Language, Text


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
