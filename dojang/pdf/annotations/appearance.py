"""The appearance that an annotation brings, and where on the page it belongs."""

from __future__ import annotations

import copy
import math

from pikepdf import Dictionary, Name, Stream

from dojang.pdf.annotations.fields import as_state
from dojang.pdf.entries import dictionary, flags_of, inherited, instructions, number_of, numbers, rect_of
from dojang.pdf.geometry import Matrix, Rect

_NO_ROTATE = 16
# What is no wider or higher than this shows nothing. In user-space units.
_THIN = 0.001
_TURNS = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}


def normal_appearance(annotation: Dictionary) -> Stream | None:
    """What an annotation shows when it is not touched; of several states, the present one."""
    normal = dictionary(annotation.get("/AP")).get("/N")
    if isinstance(normal, Dictionary):
        state = annotation.get("/AS")
        if not isinstance(state, Name):
            state = as_state(inherited(annotation, "/V"))
        normal = normal.get(state if state is not None and state in normal else Name.Off)
    return normal if isinstance(normal, Stream) else None


def has_appearance(annotation: Dictionary) -> bool:
    """Whether it brings any; one that brings others than that of its present state shows nothing in this state."""
    normal = dictionary(annotation.get("/AP")).get("/N")
    return isinstance(normal, Stream) or (isinstance(normal, Dictionary) and len(normal) > 0)


def placed(annotation: Dictionary, form: Stream, turned: int) -> Matrix | None:
    """The matrix that puts an appearance in its place on a page turned by so many degrees; None where nothing shows.

    ISO 32000-1, 12.5.5: the appearance's box, as its own matrix leaves it, is stretched over the rectangle.
    """
    rect, box = rect_of(annotation.get("/Rect")), rect_of(form.get("/BBox"))
    covered = _covered(box, numbers(form.get("/Matrix"))) if box else None
    if rect is None or covered is None or min(rect.width, rect.height, covered.width, covered.height) < _THIN:
        return None
    across, up = rect.width / covered.width, rect.height / covered.height
    dx, dy = rect.x - covered.x * across, rect.y - covered.y * up
    if not flags_of(annotation.get("/F")) & _NO_ROTATE or turned % 360 not in _TURNS:
        return across, 0, 0, up, dx, dy
    # Turned back about the corner that is the upper left one on a page that is not turned.
    cos, sin = _TURNS[turned % 360]
    u, v = dx - rect.x, dy - rect.top
    return across * cos, across * sin, -up * sin, up * cos, rect.x + u * cos - v * sin, rect.top + u * sin + v * cos


def _covered(box: Rect, matrix: tuple[float, ...]) -> Rect | None:
    """The upright rectangle around a box after a matrix."""
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1, 0, 0, 1, 0, 0)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box.x, box.right) for y in (box.y, box.top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    found = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return found if math.isfinite(found.right) and math.isfinite(found.top) else None


def give_box(appearance: Stream, annotation: Dictionary) -> None:
    """Give an appearance that has no box one of the size of its annotation: PDFium draws it so."""
    rect = rect_of(annotation.get("/Rect"))
    if "/BBox" not in appearance and rect:
        appearance.BBox = [0, 0, rect.width, rect.height]


def lend_fonts(appearance: Stream, form: Dictionary, page: Dictionary) -> None:
    """Give an appearance the fonts that only the form's default resources have: a page does not look there."""
    lent = dictionary(dictionary(form.get("/DR")).get("/Font"))
    own = appearance.get("/Resources")
    base = own if isinstance(own, Dictionary) else dictionary(inherited(page, "/Resources"))
    fonts = dictionary(base.get("/Font"))
    used = {one.operands[0] for one in instructions(appearance, "Tf") if one.operands}
    missing = [name for name in used if isinstance(name, Name) and name not in fonts and name in lent]
    if not missing:
        return
    resources, both = copy.copy(base), copy.copy(fonts)
    for name in missing:
        both[name] = lent[name]
    resources.Font = both
    appearance.Resources = resources


def turn_of(page: Dictionary) -> int:
    return int(number_of(inherited(page, "/Rotate")))
