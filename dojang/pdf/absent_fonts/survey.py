"""Composite fonts that a file names but does not contain, and what its pages show in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from dojang.pdf.entries import dictionary, flags_of, inherited, instructions, items, values

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_OPERATORS = "q Q Tf Tr gs Tj TJ ' \""
_INVISIBLE = 3
_DEPTH = 30


@dataclass(slots=True)
class Shown:
    """A font, and the strings that are shown in it; invisible ones (text behind a scan) are hidden."""

    font: Dictionary
    visible: list[bytes] = field(default_factory=list)
    hidden: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """The part of the graphics state that text depends on."""

    font: Shown | None = None
    mode: int = 0


class Survey:
    """Goes through all content of a file, once; most files have no absent font, and none of their content is read."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._found: dict[tuple[int, int], Shown] = {}
        self._seen: set[tuple[int, int]] = set()
        self._whole: set[tuple[int, int]] = set()

    def fonts(self) -> list[Shown]:
        """The absent fonts that something is shown in, in the order in which they are met."""
        for page in self._pdf.pages:
            self._visit(page, dictionary(inherited(page.obj, "/Resources")), 0)
        return list(self._found.values())

    def _visit(self, content: Page | Stream, resources: Dictionary, depth: int) -> None:
        """Read one content if its resources have an absent font, then all that its resources lead to."""
        if resources.objgen in self._whole or depth > _DEPTH:
            return
        absent = self._has_absent(resources)
        if absent:
            self._read(content, resources)
        elif resources.is_indirect:
            self._whole.add(resources.objgen)
        for child, own in _children(resources):
            if child.objgen not in self._seen:
                self._seen.add(child.objgen)
                self._visit(child, own, depth + 1)

    def _has_absent(self, resources: Dictionary) -> bool:
        fonts, found = dictionary(resources.get("/Font")), False
        for key, font in fonts.items():
            if _is_absent(font):
                found = True
                if not font.is_indirect:
                    fonts[key] = self._pdf.make_indirect(font)
        states = map(dictionary, values(resources.get("/ExtGState")))
        return found or any(_is_absent(font) for state in states for font in items(state.get("/Font"))[:1])

    def _read(self, content: Page | Stream, resources: Dictionary) -> None:
        state, stack = _State(), list[_State]()
        for one in instructions(content, _OPERATORS):
            operator, operands = str(one.operator), list(one.operands)
            if operator == "q":
                stack.append(_State(state.font, state.mode))
            elif operator == "Q":
                state = stack.pop() if stack else state
            elif operator == "Tr":
                state.mode = flags_of(operands[0]) if operands else 0
            elif operator == "Tf" and operands:
                state.font = self._absent(_named(dictionary(resources.get("/Font")), operands[0]))
            elif operator == "gs" and operands:
                font = items(dictionary(_named(dictionary(resources.get("/ExtGState")), operands[0])).get("/Font"))
                state.font = self._absent(font[0]) if font else state.font
            elif state.font and operands:
                shown = state.font.hidden if state.mode == _INVISIBLE else state.font.visible
                shown += _strings(operands[-1])

    def _absent(self, font: Any) -> Shown | None:
        if not _is_absent(font):
            return None
        return self._found.setdefault(font.objgen, Shown(font))


def _is_absent(font: Any) -> bool:
    """Whether it is a composite font without a program; simple fonts that are absent look alike in all viewers."""
    if not isinstance(font, Dictionary) or font.get("/Subtype") != Name.Type0:
        return False
    descendants = items(font.get("/DescendantFonts"))
    if not descendants or not isinstance(descendants[0], Dictionary):
        return False  # nothing that any viewer shows
    shape = dictionary(descendants[0].get("/FontDescriptor"))
    return not any(key in shape for key in _PROGRAMS)


def _children(resources: Dictionary) -> Iterator[tuple[Stream, Dictionary]]:
    """Further content that the resources lead to, each with its own resources, or these where it has none."""
    streams = [*values(resources.get("/XObject")), *values(resources.get("/Pattern"))]
    states = map(dictionary, values(resources.get("/ExtGState")))
    streams += [dictionary(state.get("/SMask")).get("/G") for state in states]
    for stream in streams:
        if isinstance(stream, Stream) and stream.get("/Subtype") != Name.Image:
            own = stream.get("/Resources")
            yield stream, own if isinstance(own, Dictionary) else resources
    for font in values(resources.get("/Font")):
        if isinstance(font, Dictionary) and font.get("/Subtype") == Name.Type3:
            own = font.get("/Resources")
            glyphs = (one for one in values(font.get("/CharProcs")) if isinstance(one, Stream))
            yield from ((glyph, own if isinstance(own, Dictionary) else resources) for glyph in glyphs)


def _named(home: Dictionary, name: Any) -> Any:
    return home.get(name) if isinstance(name, Name) else None


def _strings(shown: Any) -> list[bytes]:
    parts = list(shown) if isinstance(shown, Array) else [shown]
    return [bytes(part) for part in parts if isinstance(part, String)]
