"""The original beside the sealed file, page by page: in PDFium with forms, and in poppler where PDFium sees a change."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from dojang.pdf.comparing import CLOSE_DPI, FIRST_DPI, Area, alike, differences, is_same
from dojang.pdf.decorations import decorations
from dojang.pdf.geometry import PageBox
from dojang.pdf.viewer import Viewer, ViewerFailed
from tests.corpus import overlay
from tests.corpus.finding import Seen

# Of a long document its start, its end and pages spread between them are checked.
MAX_PAGES, _ENDS = 30, 8
_MAX_SECOND_OPINIONS = 6
_MAX_PIXELS = 3_000


@dataclass(frozen=True)
class Looked:
    looked_at: int
    changed: Mapping[int, Seen]
    unseen: tuple[int, ...]


@dataclass(frozen=True)
class Files:
    """One document in its three states."""

    original: Path
    cleaned: Path
    sealed: Path


def look(files: Files, boxes: Sequence[PageBox], filled: Mapping[int, float]) -> Looked:
    """Compare pages of the original and the sealed file outside what was filled in, and where that covers something
    the cleaned file in its place; `filled` says at which height a strip was filled on which page."""
    changed: dict[int, Seen] = {}
    unseen: list[int] = []
    excused = _Excused(files.original, boxes)
    wanted = sorted({*_sample(len(boxes)), *filled})
    with _Lent(files.original) as before, _Drawn(files.cleaned) as cleaned, _Drawn(files.sealed) as sealed:
        for page in wanted:
            height = filled.get(page)
            but = [] if height is None else overlay.covered(height)
            if height is not None and not _flag_is_seen(sealed, page, boxes[page - 1], height):
                unseen.append(page)
            below_it = height is not None and _differ(before, cleaned, page, boxes[page - 1], [], excused)
            if below_it or _differ(before, sealed, page, boxes[page - 1], but, excused):
                changed[page] = Seen.PDFIUM
    for page in list(changed)[:_MAX_SECOND_OPINIONS]:
        after = files.cleaned if page in filled else files.sealed
        if _poppler_differs(files.original, after, page, boxes[page - 1], excused.on(page)):
            changed[page] = Seen.BOTH
    return Looked(len(wanted), changed, tuple(unseen))


def _sample(pages: int) -> Iterator[int]:
    if pages <= MAX_PAGES:
        yield from range(1, pages + 1)
        return
    yield from range(1, _ENDS + 1)
    yield from range(pages - _ENDS + 1, pages + 1)
    between = MAX_PAGES - 2 * _ENDS
    yield from (_ENDS + (pages - 2 * _ENDS) * step // between for step in range(1, between + 1))


class _Drawn:
    """A file as PDFium draws it, forms and all. A page it cannot draw is None, and so is each of a file it cannot open."""

    def __init__(self, path: Path) -> None:
        try:
            self._document = pypdfium2.PdfDocument(path)
            self._document.init_forms()
        except pypdfium2.PdfiumError:
            self._document = None

    def __enter__(self) -> _Drawn:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            self._document.close()

    def page(self, number: int, scale: float) -> Image.Image | None:
        if self._document is None or number > len(self._document):
            return None
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return None
        image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        return image


class _Lent:
    """The original, drawn with Korean and Japanese fonts, which the sealed file has to do without."""

    def __init__(self, path: Path) -> None:
        try:
            self._viewer: Viewer | None = Viewer(path)
        except ViewerFailed:
            self._viewer = None

    def __enter__(self) -> _Lent:
        return self

    def __exit__(self, *_: object) -> None:
        if self._viewer is not None:
            self._viewer.close()

    def page(self, number: int, scale: float) -> Image.Image | None:
        if self._viewer is None or number > self._viewer.pages:
            return None
        try:
            return self._viewer.draw(number - 1, scale)
        except ViewerFailed:
            return None


class _Excused:
    """Where the original has icons and arrows that are no content."""

    def __init__(self, original: Path, boxes: Sequence[PageBox]) -> None:
        self._original, self._boxes = original, boxes

    def on(self, page: int) -> list[Area]:
        try:
            with pikepdf.open(self._original, suppress_warnings=True) as pdf:
                return decorations(pdf.pages[page - 1].obj, self._boxes[page - 1])
        except (pikepdf.PdfError, IndexError):
            return []


def _differ(before: _Lent, after: _Drawn, page: int, box: PageBox, but: Sequence[Area], excused: _Excused) -> bool:
    first, second = (drawn.page(page, _scale(box, FIRST_DPI)) for drawn in (before, after))
    if first is None or second is None:
        return first is not second
    if is_same(*alike(first, second), but):
        return False
    first, second = (drawn.page(page, _scale(box, CLOSE_DPI)) for drawn in (before, after))
    assert first is not None
    assert second is not None
    return bool(differences(*alike(first, second), _scale(box, CLOSE_DPI) * 72, [*but, *excused.on(page)]))


def _scale(box: PageBox, dpi: float) -> float:
    return min(dpi / 72, _MAX_PIXELS / max(box.width, box.height))


def _flag_is_seen(sealed: _Drawn, page: int, box: PageBox, height: float) -> bool:
    image = sealed.page(page, max(FIRST_DPI / 72, overlay.least_scale(box)))
    return image is not None and overlay.is_seen(image, height)


def _poppler_differs(original: Path, sealed: Path, page: int, box: PageBox, but: Sequence[Area]) -> bool:
    first, second = (_by_poppler(path, page, box) for path in (original, sealed))
    if first is None or second is None:
        return first is not second
    return bool(differences(*alike(first, second), CLOSE_DPI, but))


def _by_poppler(path: Path, page: int, box: PageBox) -> Image.Image | None:
    pixels = max(box.width_pt, box.height_pt) * CLOSE_DPI / 72
    size = ["-scale-to", str(_MAX_PIXELS)] if pixels > _MAX_PIXELS else ["-r", str(CLOSE_DPI)]
    command = ["pdftoppm", "-q", *size, "-cropbox", "-f", str(page), "-singlefile", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        return Image.open(io.BytesIO(done.stdout)).convert("RGB")
    except (subprocess.TimeoutExpired, FileNotFoundError, OSError, ValueError):
        return None
