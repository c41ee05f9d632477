"""The kinds of boxes: what each holds, who may fill it, and what may stand in it from the start."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of boxes; the API calls them TextBox, LabelBox, CheckBox, RadioBox, DatePickerBox, PictureBox."""

    TEXT = "text"
    LABEL = "label"
    CHECK = "check"
    RADIO = "radio"
    DATE = "date"
    PICTURE = "picture"
    SIGNATURE = "signature"
    STAMP = "stamp"

    @property
    def is_mark(self) -> bool:
        return self in (Kind.CHECK, Kind.RADIO)

    @property
    def is_drawn(self) -> bool:
        return self in (Kind.SIGNATURE, Kind.STAMP)
