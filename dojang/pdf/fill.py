"""Filling a template: everything drawn goes into one appended revision, and the template's bytes stay as they are."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dojang.pdf import operators
from dojang.pdf.embed import FontUse
from dojang.pdf.errors import PdfError
from dojang.pdf.fonts import Face, FontStack, Run, UncoveredText
from dojang.pdf.geometry import Rect, matrix, place
from dojang.pdf.lines import fit_line, fit_lines
from dojang.pdf.pictures import PreparedPicture, embed_picture
from dojang.pdf.revision import Revision, dictionary, name, number
from dojang.pdf.template import PageParts, TemplateUnusable
from dojang.pdf.values import Entry, FigureEntry, InkEntry, MarkEntry, PictureEntry, PlaceEntry, TextEntry

__all__ = ["NoSuchPage", "TemplateUnusable", "UncoveredText", "fill"]


_LABEL_SIZE = 6.0  # points


class NoSuchPage(PdfError):
    """An entry stands on a page that the template does not have."""


def fill(template: bytes, entries: Sequence[Entry], fonts: FontStack) -> bytes:
    """Draw the entries onto the template, as one incremental revision appended to it.

    The template is a PDF that intake made. It is an exact prefix of the result, and the same arguments give the same
    bytes. Text without anything to see draws nothing; without any entry the template itself comes back.
    Raises UncoveredText with every character, of all entries, that no font draws; NoSuchPage; TemplateUnusable.
    """
    revision = Revision.of_template(template)
    draw(revision, entries, fonts)
    return revision.whole()


def draw(revision: Revision, entries: Sequence[Entry], fonts: FontStack) -> None:
    """Draw the entries onto the pages of a revision; see `fill`."""
    _check(len(revision.pages), entries, fonts)
    if not entries:
        return
    overlay = _Overlay(revision, fonts)
    by_page: dict[int, list[Entry]] = {}
    for entry in entries:
        by_page.setdefault(entry.box.page, []).append(entry)
    drawn = {page: overlay.draw(revision.pages[page - 1], found) for page, found in sorted(by_page.items())}
    resources = overlay.resources()
    opening = revision.stream(b"", b"q\n", compress=False)
    for page, content in drawn.items():
        _lay_over(revision, page, content, resources, opening)


def _check(pages: int, entries: Sequence[Entry], fonts: FontStack) -> None:
    beyond = sorted({entry.box.page for entry in entries if entry.box.page > pages})
    if beyond:
        raise NoSuchPage(f"the template has {pages} pages, none is {', '.join(map(str, beyond))}")
    missing: dict[str, None] = {}
    for entry in entries:
        if isinstance(entry, TextEntry):
            missing |= dict.fromkeys(fonts.uncovered(entry.text, multiline=entry.multiline))
    if missing:
        raise UncoveredText(tuple(missing))


class _Overlay:
    """The drawing of one document: fonts and pictures are shared by its pages."""

    def __init__(self, revision: Revision, fonts: FontStack) -> None:
        self._revision = revision
        self._stack = fonts
        self._fonts: dict[Face, FontUse] = {}
        self._pictures: dict[PreparedPicture, bytes] = {}

    def draw(self, page: PageParts, entries: Sequence[Entry]) -> bytes:
        """Content for one page, in its visible space."""
        out = []
        for entry in entries:
            at = entry.box
            out.append(self._entry(entry, place(page.box, at.x, at.y, at.w, at.h), 1 / page.box.user_unit))
        return "\n".join(part for part in out if part).encode("ascii")

    def resources(self) -> bytes:
        """The resource dictionary for all of it; fonts are subset now that every glyph is known."""
        fonts = {f"/F{n}": use.embed(self._revision) for n, use in enumerate(self._fonts.values())}
        pictures = {f"/I{n}": reference for n, reference in enumerate(self._pictures.values())}
        return dictionary({"/Font": dictionary(fonts), "/XObject": dictionary(pictures)})

    def _entry(self, entry: Entry, rect: Rect, point: float) -> str:
        match entry:
            case TextEntry():
                return self._text(entry, rect, point)
            case MarkEntry(shape="check"):
                return operators.check(rect)
            case MarkEntry():
                return operators.radio(rect)
            case PictureEntry():
                return operators.picture(entry.picture, rect, self._picture(entry.picture))
            case InkEntry():
                return operators.ink(entry.ink, rect, point)
            case FigureEntry():
                return operators.figure(entry.figure, rect)
            case PlaceEntry():
                return self._place(entry, rect, point)

    def _text(self, entry: TextEntry, rect: Rect, point: float) -> str:
        if not entry.text.strip():
            return ""
        fit, draw = (fit_lines, operators.lines_of_text) if entry.multiline else (fit_line, operators.line_of_text)
        fitted = fit(self._stack, entry.text, rect.width, rect.height, entry.size_pt * point)
        return draw(fitted, rect, entry.align, self._show)

    def _place(self, entry: PlaceEntry, rect: Rect, point: float) -> str:
        """The label stands in the box where that is high enough, else above it; it may be longer than the box is wide."""
        size = _LABEL_SIZE * point
        fitted = fit_line(self._stack, entry.label, math.inf, size, size)
        bottom = rect.top - size if rect.height >= size else rect.top
        at = Rect(rect.x + point, bottom, rect.width, size)
        return operators.place(rect, entry.step, point) + operators.line_of_text(fitted, at, "left", self._show)

    def _show(self, run: Run, size: float) -> str:
        use = self._fonts.get(run.face)
        if use is None:
            use = self._fonts[run.face] = FontUse(run.face)
        return f"/F{list(self._fonts).index(run.face)} {number(size)} Tf {use.show(run, size)}"

    def _picture(self, picture: PreparedPicture) -> str:
        if picture not in self._pictures:
            self._pictures[picture] = embed_picture(self._revision, picture)
        return f"I{list(self._pictures).index(picture)}"


def _lay_over(revision: Revision, number_of_page: int, content: bytes, resources: bytes, opening: bytes) -> None:
    """Write the page again: its own content between q and Q, so that its graphics state does not move ours.

    The page gets a resource dictionary of its own, because others may share the one it had.
    """
    page = revision.pages[number_of_page - 1]
    sides = f"0 0 {number(page.box.width)} {number(page.box.height)}"
    head = f"/Type/XObject/Subtype/Form/BBox[{sides}]/Matrix[{' '.join(map(number, matrix(page.box)))}]"
    form = revision.stream(head.encode("ascii") + b"/Resources" + resources, content)
    key = "/DojangFill"
    while key in page.xobjects:
        key += "x"
    closing = revision.stream(b"", b"\nQ q %s Do Q\n" % name(key), compress=False)
    own = dictionary({**page.resources, "/XObject": dictionary({**page.xobjects, key: form})})
    contents = b"[" + b" ".join([opening, *page.contents, closing]) + b"]"
    revision.page(number_of_page).update({"/Resources": own, "/Contents": contents})
