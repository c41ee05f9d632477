"""What one widget of a form says: its kind, its flags, its value and how text in it is set."""

from __future__ import annotations

from enum import IntFlag
from functools import cached_property
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.annotations.style import Style, style_of
from dojang.pdf.entries import dictionary, flags_of, inherited, items, name_of, numbers, text_of


class Flag(IntFlag):
    """Field flags (ISO 32000-1, tables 226 to 230)."""

    MULTILINE = 1 << 12
    PASSWORD = 1 << 13
    RADIO = 1 << 15
    PUSH_BUTTON = 1 << 16
    COMBO = 1 << 17
    COMB = 1 << 24


class Field:
    """A widget with what it inherits from the fields above it and from the form."""

    def __init__(self, widget: Dictionary, form: Dictionary) -> None:
        self.widget = widget
        self._form = form
        self.kind = name_of(inherited(widget, "/FT"))
        self.flags = Flag(flags_of(inherited(widget, "/Ff")) & sum(Flag))

    @property
    def name(self) -> str:
        """The name of the field with those of the fields above it, as forms write it: person.address."""
        parts: list[str] = []
        node: Any = self.widget
        while isinstance(node, Dictionary) and len(parts) < 32:
            parts.append(text_of(node.get("/T")))
            node = node.get("/Parent")
        return ".".join(part for part in reversed(parts) if part)

    @property
    def value(self) -> str:
        return text_of(inherited(self.widget, "/V"))

    @property
    def is_on(self) -> bool:
        """Whether a check box or radio button is on: by its state, else by the value of its field."""
        state = self.widget.get("/AS")
        if isinstance(state, Name):
            return state != Name.Off
        value = as_state(inherited(self.widget, "/V"))
        if value is None or value == Name.Off:
            return False
        looks = dictionary(self.widget.get("/AP"))
        states = [found for key in ("/N", "/D") if isinstance(found := looks.get(key), Dictionary)]
        # One of several buttons without any state does not know whether the value is its own.
        return any(value in found for found in states) if states else "/T" in self.widget

    @cached_property
    def options(self) -> list[tuple[str, str]]:
        """The choices of a list: what is exported, and what is shown."""
        return [_option(one) for one in items(inherited(self.widget, "/Opt"))]

    @property
    def chosen(self) -> list[int]:
        """The places of the chosen options; by the value, or by /I where there is no value."""
        value = inherited(self.widget, "/V")
        if isinstance(value, String | Array):
            wanted = {text_of(one) for one in (value if isinstance(value, Array) else [value])}
            return [at for at, option in enumerate(self.options) if wanted & set(option)]
        places = map(int, numbers(inherited(self.widget, "/I")))
        return [at for at in places if 0 <= at < len(self.options)]

    @property
    def text(self) -> str:
        """What a viewer writes: of a combo box what belongs to the exported value, of a list its rows, dots of a
        password."""
        if self.kind == "Ch" and Flag.COMBO not in self.flags:
            return "\n".join(shown for _, shown in self.options)
        if self.kind == "Ch":
            chosen = [self.options[at][1] for at in self.chosen]
            return chosen[0] if chosen else self.value
        return "•" * len(self.value) if Flag.PASSWORD in self.flags else self.value

    @cached_property
    def style(self) -> Style:
        own = inherited(self.widget, "/DA")
        quadding = inherited(self.widget, "/Q")
        return style_of(
            own if isinstance(own, String) else self._form.get("/DA"),
            self._form.get("/Q") if quadding is None else quadding,
        )


def as_state(value: Any) -> Name | None:
    """The value of a button as the name of a state; some writers give it as a string."""
    if isinstance(value, Name):
        return value
    text = text_of(value)
    return Name("/" + text) if text and text.isprintable() else None


def _option(one: Any) -> tuple[str, str]:
    if isinstance(one, Array) and len(one) > 1:
        return text_of(one[0]), text_of(one[1])
    return text_of(one), text_of(one)
