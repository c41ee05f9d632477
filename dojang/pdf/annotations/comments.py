"""Comments drawn as viewers draw those without an appearance (ISO 32000-1, 12.5.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pikepdf import Dictionary

from dojang.pdf.annotations.icons import note, stamp
from dojang.pdf.annotations.lettering import Lettering
from dojang.pdf.annotations.line_ends import ends
from dojang.pdf.annotations.measured_lines import measured_line
from dojang.pdf.annotations.paths import box, ellipse, inset, painted, path
from dojang.pdf.annotations.quads import Quad, quads_of
from dojang.pdf.annotations.sketch import Sketch
from dojang.pdf.annotations.style import Pen, colour_of, opacity_of, pen_of, style_of
from dojang.pdf.entries import FAR, items, name_of, points, rect_of, text_of
from dojang.pdf.geometry import Rect

_BLACK, _YELLOW = "0 G", "1 1 0 rg"
_TEXT = 12.0
_ANYWHERE = Rect(-FAR, -FAR, 2 * FAR, 2 * FAR)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its rectangle in user space, its colours for lines and for filling, and its pen."""

    entries: Dictionary
    kind: str
    rect: Rect
    line: str
    filling: str
    pen: Pen


def sketch_comment(annotation: Dictionary, form: Dictionary, letters: Lettering) -> Sketch | None:
    """Draw a comment; None for kinds that viewers do not draw either. form has a default for the setting of text.

    Raises UncoveredText.
    """
    kind, rect = name_of(annotation.get("/Subtype")), rect_of(annotation.get("/Rect"))
    if rect is None:
        return None
    line = colour_of(annotation.get("/C"), stroke=True, default=_BLACK)
    filling = colour_of(annotation.get("/IC"), stroke=False)
    comment = Comment(annotation, kind, rect, line, filling, pen_of(annotation))
    opacity = opacity_of(annotation)
    if kind == "FreeText":
        return Sketch(rect, tuple(_free_text(comment, form, letters)), opacity=opacity)
    if kind == "Stamp":
        return Sketch(rect, tuple(stamp(annotation, rect, letters)), opacity=opacity)
    if kind == "Line":
        measured = measured_line(annotation, letters)
        parts = measured.drawn(line, filling, comment.pen) if measured else []
        return Sketch(_ANYWHERE, tuple(parts), measured.at, opacity) if measured else None
    draw = _DRAWN.get(kind)
    # What is drawn may reach beyond the rectangle that the author gave.
    blend = "Multiply" if kind == "Highlight" else "Normal"
    return Sketch(_ANYWHERE, tuple(draw(comment)), opacity=opacity, blend=blend) if draw else None


def _highlight(comment: Comment) -> list[str]:
    colour = colour_of(comment.entries.get("/C"), stroke=False, default=_YELLOW)
    return [
        part for quad in quads_of(comment.entries) for part in painted(path(quad.corners, closed=True), fill=colour)
    ]


def _underline(comment: Comment) -> list[str]:
    return _ruled(comment, lambda quad: path(quad.across(0.07)))


def _strike_out(comment: Comment) -> list[str]:
    return _ruled(comment, lambda quad: path(quad.across(0.45)))


def _squiggly(comment: Comment) -> list[str]:
    return _ruled(comment, lambda quad: path(quad.wave()))


def _ruled(comment: Comment, line: Callable[[Quad], str]) -> list[str]:
    return [part for quad in quads_of(comment.entries) for part in painted(line(quad), stroke=comment.line, width=1)]


def _figure(comment: Comment) -> list[str]:
    if not comment.rect.width or not comment.rect.height:
        return []
    edge = comment.pen.width / 2
    inner = inset(comment.rect, edge, edge, edge, edge)
    outline = box(inner) if comment.kind == "Square" else ellipse(inner)
    return painted(outline, stroke=comment.line, fill=comment.filling, width=comment.pen.width, more=comment.pen.dash)


def _polygon(comment: Comment) -> list[str]:
    corners = points(comment.entries.get("/Vertices"))
    outline = path(corners, closed=True) if len(corners) > 1 else ""
    return painted(outline, stroke=comment.line, fill=comment.filling, width=comment.pen.width, more=comment.pen.dash)


def _polyline(comment: Comment) -> list[str]:
    corners = points(comment.entries.get("/Vertices"))
    if len(corners) < 2:
        return []
    styles, width = [name_of(one) for one in items(comment.entries.get("/LE"))], comment.pen.width
    line = painted(path(corners), stroke=comment.line, width=width, more=comment.pen.dash)
    return [*line, *ends(styles, corners, comment.line, comment.filling, width)]


def _ink(comment: Comment) -> list[str]:
    strokes = [points(one) for one in items(comment.entries.get("/InkList"))]
    lines = " ".join(path(stroke) for stroke in strokes if stroke)
    return painted(lines, stroke=comment.line, width=comment.pen.width, more=f"1 J 1 j {comment.pen.dash}")


def _note(comment: Comment) -> list[str]:
    return note(comment.rect, colour_of(comment.entries.get("/C"), stroke=False, default=_YELLOW))


def _free_text(comment: Comment, form: Dictionary, letters: Lettering) -> list[str]:
    """Text in a frame. As viewers do, it leaves out the line to what the text is about, and gives the frame the colour
    of the text."""
    entries, pen, rect = comment.entries, comment.pen, comment.rect
    style = style_of(entries.get("/DA") or form.get("/DA"), entries.get("/Q"))
    ground = colour_of(entries.get("/C"), stroke=False)
    edge = pen.width / 2
    frame = box(inset(rect, edge, edge, edge, edge))
    room = inset(rect, pen.width + 1, pen.width, pen.width + 1, pen.width)
    if not room.width or not room.height:
        return []
    return [
        *painted(frame, stroke=style.stroke, fill=ground, width=pen.width, more=pen.dash),
        *letters.lines(text_of(entries.get("/Contents")), room, style, style.size or _TEXT),
    ]


_DRAWN: dict[str, Callable[[Comment], list[str]]] = {
    "Highlight": _highlight,
    "Underline": _underline,
    "StrikeOut": _strike_out,
    "Squiggly": _squiggly,
    "Square": _figure,
    "Circle": _figure,
    "PolyLine": _polyline,
    "Polygon": _polygon,
    "Ink": _ink,
    "Text": _note,
}
