"""The kinds of fields: what each holds, and who may fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Kind(StrEnum):
    """The kinds of fields; the API calls them TextBox, LabelBox, CheckBox, RadioBox, DatePickerBox, PictureBox."""

    TEXT = "text"
    LABEL = "label"
    CHECK = "check"
    RADIO = "radio"
    DATE = "date"
    PICTURE = "picture"
    SIGNATURE = "signature"
    STAMP = "stamp"

    @property
    def holds(self) -> "Holds":
        return NATURES[self].holds

    @property
    def filled_by(self) -> "FilledBy":
        return NATURES[self].filled_by

    @property
    def is_mark(self) -> bool:
        return self.holds is Holds.MARK

    @property
    def is_drawn(self) -> bool:
        return self.holds is Holds.INK

    @property
    def is_typed(self) -> bool:
        """Whether it is filled in by typing or ticking."""
        return self.holds in (Holds.TEXT, Holds.DATE, Holds.MARK)


class Holds(Enum):
    """What a field may hold. A text has to fit its field; a date always has the same length, and shrinks into any field."""

    TEXT = "text"
    DATE = "date"
    MARK = "mark"
    PICTURE = "picture"
    INK = "ink"


class FilledBy(Enum):
    """Who may fill in a field."""

    ALL = "all"  # the sender at the start, and the signer of its step
    SENDER = "sender"
    SIGNER = "signer"


@dataclass(frozen=True)
class Nature:
    """What is true of all fields of one kind."""

    holds: Holds
    filled_by: FilledBy = FilledBy.ALL


NATURES: Mapping[Kind, Nature] = {
    Kind.TEXT: Nature(Holds.TEXT),
    Kind.LABEL: Nature(Holds.TEXT, FilledBy.SENDER),
    Kind.CHECK: Nature(Holds.MARK),
    Kind.RADIO: Nature(Holds.MARK),
    Kind.DATE: Nature(Holds.DATE),
    Kind.PICTURE: Nature(Holds.PICTURE),
    Kind.SIGNATURE: Nature(Holds.INK, FilledBy.SIGNER),
    Kind.STAMP: Nature(Holds.INK, FilledBy.SIGNER),
}
