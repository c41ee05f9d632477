"""Text of fields and comments, set in our fonts."""

from __future__ import annotations

import math
import unicodedata

from dojang.pdf import operators
from dojang.pdf.annotations.style import Style
from dojang.pdf.embed import FontUse, Objects
from dojang.pdf.fonts import Face, FontStack, Run, UncoveredText, normal
from dojang.pdf.geometry import Rect
from dojang.pdf.lines import Fitted, fit_line, fit_lines
from dojang.pdf.revision import dictionary, number

# Form fields are set closer than our own boxes: their height was chosen for a viewer's lines.
_LEADING = 1.17
# Text that needs to be smaller than this is cut at the field's edge, as viewers cut it. In points.
_LEAST = 6.0
# More characters than the largest page shows at the least size.
_MAX = 100_000
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class Lettering:
    """Sets text, and keeps which glyphs of which faces it took."""

    def __init__(self, stack: FontStack) -> None:
        self._stack = stack
        self._fonts: dict[Face, FontUse] = {}

    def line(self, text: str, rect: Rect, style: Style, size: float) -> list[str]:
        """The operators for one line in the middle of the rectangle's height, at `size` points or less.

        Raises UncoveredText.
        """
        text = self._checked(text).replace("\n", " ")
        if not text.strip():
            return []
        fitted = fit_line(self._stack, text, rect.width, rect.height, size)
        if fitted.size < _LEAST:
            fitted = Fitted(fitted.lines, min(_LEAST, size))
        return [operators.line_of_text(fitted, rect, style.align, self._show, style.colour)]

    def width(self, text: str) -> float:
        """How wide the text is on one line, in ems. Raises UncoveredText."""
        return self._stack.shape(self._checked(text)).width

    def lines(self, text: str, rect: Rect, style: Style, size: float) -> list[str]:
        """The operators for lines from the rectangle's top, at `size` points or less. Raises UncoveredText."""
        text = self._checked(text)
        if not text.strip():
            return []
        fitted = fit_lines(self._stack, text, rect.width, rect.height, size, _LEADING)
        if fitted.size < _LEAST:
            fitted = fit_lines(self._stack, text, rect.width, math.inf, min(_LEAST, size), _LEADING)
        return [operators.lines_of_text(fitted, rect, style.align, self._show, style.colour)]

    def fonts(self, objects: Objects) -> bytes:
        """Write the subsets of all that was set; gives the dictionary of fonts for the resources."""
        return dictionary({f"/F{at}": use.embed(objects) for at, use in enumerate(self._fonts.values())})

    def _checked(self, text: str) -> str:
        text = visible(text)
        if missing := self._stack.uncovered(text, multiline=True):
            raise UncoveredText(missing)
        return text

    def _show(self, run: Run, size: float) -> str:
        use = self._fonts.get(run.face)
        if use is None:
            use = self._fonts[run.face] = FontUse(run.face, once=True)
        return f"/F{list(self._fonts).index(run.face)} {number(size)} Tf {use.show(run, size)}"


def visible(text: str) -> str:
    """The text as it is drawn: without characters that carry nothing to see, such as U+200B or a variant's selector."""
    text = normal(text[:_MAX]).replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(one for one in text if one == "\n" or not _carries_nothing(one))


def _carries_nothing(character: str) -> bool:
    code = ord(character)
    return unicodedata.category(character) in ("Cc", "Cf") or any(code in selectors for selectors in _SELECTORS)
