"""Fields drawn as viewers draw those without an appearance: border and ground, then the value."""

from __future__ import annotations

import re

from dojang.pdf.annotations.fields import Field, Flag
from dojang.pdf.annotations.lettering import Lettering, visible
from dojang.pdf.annotations.marks import mark
from dojang.pdf.annotations.paths import box, ellipse, inset, painted, path
from dojang.pdf.annotations.sketch import UPRIGHT, Sketch
from dojang.pdf.annotations.style import Style, colour_of, marks_of, pen_of
from dojang.pdf.entries import inherited, number_of, rect_of, text_of
from dojang.pdf.geometry import Matrix, Rect

# Where the default appearance leaves the size to the viewer: of lines, and as a share of one line's room.
_LINES, _SHARE, _COMB_SHARE = 12.0, 0.72, 0.8
_ROW = 1.2
_CHOSEN = "0.6 0.757 0.855 rg"
_MAX_CELLS = 1000


def sketch_field(field: Field, letters: Lettering) -> Sketch | None:
    """Draw a field; None where there is no room for it, and for a seal that is not set. Raises UncoveredText."""
    rect = rect_of(field.widget.get("/Rect"))
    if rect is None or not rect.width or not rect.height or field.kind == "Sig":
        return None
    space, at = _turned(rect, int(number_of(marks_of(field.widget).get("/R"))) % 360)
    edge = pen_of(field.widget).width if colour_of(marks_of(field.widget).get("/BC"), stroke=True) else 0.0
    pad = min(max(edge, 1.0) * 2, space.width / 4, space.height / 4)
    inner = inset(space, pad, pad / 2, pad, pad / 2)
    return Sketch(space, (*_frame(field, space, edge), *_inside(field, inner, space, letters)), at)


def _turned(rect: Rect, turn: int) -> tuple[Rect, Matrix]:
    """The field's own space, upright with its corner at the origin, and the matrix to its place."""
    width, height = (rect.height, rect.width) if turn in (90, 270) else (rect.width, rect.height)
    places: dict[int, Matrix] = {
        90: (0, 1, -1, 0, rect.right, rect.y),
        180: (-1, 0, 0, -1, rect.right, rect.top),
        270: (0, -1, 1, 0, rect.x, rect.top),
    }
    return Rect(0, 0, width, height), places.get(turn, (*UPRIGHT[:4], rect.x, rect.y))


def _frame(field: Field, space: Rect, edge: float) -> list[str]:
    marks, pen = marks_of(field.widget), pen_of(field.widget)
    ground, line = colour_of(marks.get("/BG"), stroke=False), colour_of(marks.get("/BC"), stroke=True)
    around = inset(space, edge / 2, edge / 2, edge / 2, edge / 2)
    if pen.underline:
        low = path([(around.x, around.y), (around.right, around.y)])
        return [*painted(box(space), fill=ground), *painted(low, stroke=line, width=edge)]
    outline = ellipse(around) if _is_round(field) else box(around)
    return [*painted(outline, fill=ground, stroke=line, width=edge, more=pen.dash), *_cells(field, space, line, edge)]


def _is_round(field: Field) -> bool:
    return field.kind == "Btn" and Flag.RADIO in field.flags and text_of(marks_of(field.widget).get("/CA")) in ("", "l")


def _cells(field: Field, space: Rect, line: str, edge: float) -> list[str]:
    """The lines between the cells of a comb."""
    count = _comb(field)
    steps = (space.width * at / count for at in range(1, count))
    lines = " ".join(path([(space.x + x, space.y), (space.x + x, space.top)]) for x in steps)
    return painted(lines, stroke=line, width=edge)


def _comb(field: Field) -> int:
    """The number of cells of a field whose characters stand in cells of one width, else 0."""
    if field.kind != "Tx" or Flag.COMB not in field.flags or field.flags & (Flag.MULTILINE | Flag.PASSWORD):
        return 0
    return min(max(int(number_of(inherited(field.widget, "/MaxLen"))), 0), _MAX_CELLS)


def _inside(field: Field, inner: Rect, space: Rect, letters: Lettering) -> list[str]:
    match field.kind:
        case "Tx" if _comb(field):
            return _in_cells(field, space, letters)
        case "Tx":
            return _text(field, inner, letters)
        case "Ch" if Flag.COMBO in field.flags:
            return letters.line(field.text, inner, field.style, field.style.size or inner.height * _SHARE)
        case "Ch":
            return _rows(field, inner, letters)
        case "Btn" if Flag.PUSH_BUTTON in field.flags:
            caption, style = text_of(marks_of(field.widget).get("/CA")), field.style
            return letters.line(caption, inner, Style(0, style.colour, "center"), style.size or _LINES)
        case "Btn" if field.is_on:
            letter = text_of(marks_of(field.widget).get("/CA")) or ("l" if Flag.RADIO in field.flags else "4")
            return [mark(letter, inner, field.style.colour)]
    return []


def _text(field: Field, inner: Rect, letters: Lettering) -> list[str]:
    style = field.style
    if Flag.MULTILINE in field.flags and Flag.PASSWORD not in field.flags:
        return letters.lines(field.text, inner, style, style.size or _LINES)
    return letters.line(field.text, inner, style, style.size or inner.height * _SHARE)


def _in_cells(field: Field, space: Rect, letters: Lettering) -> list[str]:
    count, style = _comb(field), field.style
    signs = re.findall(r".[\u0300-\u036f]*", visible(field.value).replace("\n", " "))[:count]
    free = count - len(signs)
    first = {"left": 0, "center": free // 2, "right": free}[style.align]
    step = space.width / count
    size = style.size or min(space.height * _COMB_SHARE, step)
    middle = Style(0, style.colour, "center")
    cells = (Rect(space.x + (first + at) * step, space.y, step, space.height) for at in range(len(signs)))
    return [part for sign, at in zip(signs, cells, strict=True) for part in letters.line(sign, at, middle, size)]


def _rows(field: Field, inner: Rect, letters: Lettering) -> list[str]:
    """The rows of a list that its box has room for, the chosen ones on a ground of their own."""
    size = field.style.size or _LINES
    first = max(int(number_of(inherited(field.widget, "/TI"))), 0)
    chosen, out = set(field.chosen), list[str]()
    for row, option in enumerate(field.options[first:]):
        at = Rect(inner.x, inner.top - (row + 1) * size * _ROW, inner.width, size * _ROW)
        if at.top <= inner.y:
            break
        if first + row in chosen:
            out += painted(box(at), fill=_CHOSEN)
        out += letters.line(option[1], at, Style(0, field.style.colour), size)
    return [f"q {box(inner)} W n", *out, "Q"] if out else []
