"""What did not stop a start but its caller should know: the answer's `warnings`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dojang.api.messages import Warned
from dojang.exports.order import ExportOrder
from dojang.lib.texts import Language, Text
from dojang.library.layout import Layout

MAX_SHOWN = 100  # characters of a name that the template does not know


@dataclass(frozen=True)
class Notice:
    """One warning, in every language."""

    text: Text
    params: Mapping[str, object]

    @classmethod
    def of(cls, text: Text, **params: object) -> "Notice":
        return cls(text, params)

    def sentence(self, language: Language) -> str:
        """What the caller reads."""
        return self.text.of(language, **self.params)


def unknown_fields(names: Iterable[str]) -> list[Notice]:
    """Of values for boxes that the template does not have."""
    return [Notice.of(Warned.UNKNOWN_FIELD, field=name[:MAX_SHOWN]) for name in names]


def unknown_in_export(export: ExportOrder | None, layout: Layout) -> list[Notice]:
    """Of an export's parameters and new names that ask for boxes which the template does not have."""
    if export is None:
        return []
    sources = [(field, param.name) for param in export.params for field in param.fields]
    asked = [(Warned.UNKNOWN_SOURCE, *source) for source in sources]
    asked += [(Warned.UNKNOWN_RENAMED, *renamed) for renamed in export.new_names.items()]
    return [
        Notice.of(text, field=field[:MAX_SHOWN], name=name[:MAX_SHOWN])
        for text, field, name in asked
        if layout.field(field) is None
    ]
