"""A file as PDFium draws it, and the look at original and cleaned file side by side. Only for a confined child."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from dojang.pdf.changes import Change, ChangeKind
from dojang.pdf.comparing import CLOSE_DPI, FIRST_DPI, Area, Difference, alike, differences, is_same
from dojang.pdf.decorations import decorations
from dojang.pdf.geometry import PageBox
from dojang.pdf.opening import opened
from dojang.pdf.page_tree import straighten
from dojang.pdf.viewer import Viewer

_TEXT_KEPT = 50_000  # characters of a page
_MAX_PIXELS = 2_400  # the longer side of a picture, however large the page
_LEAST_PIXELS = 200  # and however small


class Drawn:
    """A document in PDFium, with its forms. Open it in the process that draws."""

    def __init__(self, path: Path) -> None:
        self.document = pypdfium2.PdfDocument(path)
        self.document.init_forms()

    def page(self, index: int) -> Any:
        return self.document[index]


def scale_of(page: Any, dpi: float) -> float:
    """Pixels for each unit of a PDFium page at so many dots per inch; very large and small pages get fewer or more."""
    longest = max(page.get_size())
    return float(min(max(dpi / 72, _LEAST_PIXELS / longest), _MAX_PIXELS / longest))


def drawn(page: Any, scale: float) -> Image.Image:
    """A picture (RGB) of a PDFium page."""
    bitmap = page.render(scale=scale, rev_byteorder=True)
    image: Image.Image = bitmap.to_pil()
    bitmap.close()
    return image if image.mode == "RGB" else image.convert("RGB")


def _text(page: Any) -> str:
    text = str(page.get_textpage().get_text_bounded())[:_TEXT_KEPT]
    return text.replace("\x00", "").replace("\r\n", "\n")


class Comparison:
    """Original and cleaned file. Comparing stops when this process and its viewer have used `until` seconds of CPU,
    so that no document is refused for its length; which pages that leaves out is said."""

    def __init__(self, original: Path, cleaned: Path, boxes: list[PageBox], until: float) -> None:
        self._path, self._boxes, self._until = original, boxes, until
        # First the one that forks.
        self._before = Viewer(original)
        self._after = Drawn(cleaned)
        self._source: pikepdf.Pdf | None = None

    def look(self, index: int) -> tuple[str, Change | None]:
        """The text of a page of the cleaned file, and what changed of the page; None: nothing to be seen, or nothing
        but what viewers add by themselves."""
        after = self._after.page(index)
        try:
            return _text(after), self._change(index, after)
        finally:
            after.close()

    def close(self) -> None:
        self._before.close()

    def _change(self, index: int, after: Any) -> Change | None:
        number = index + 1
        if index >= self._before.pages:
            return Change(number, ChangeKind.ADDED)
        if time.process_time() + self._before.cpu > self._until:
            return Change(number, ChangeKind.NOT_COMPARED)
        first, second, _ = self._pictures(index, after, FIRST_DPI)
        if is_same(first, second):
            return None
        first, second, dpi = self._pictures(index, after, CLOSE_DPI)
        return _change(number, differences(first, second, dpi, self._decorations(index)))

    def _pictures(self, index: int, after: Any, dpi: float) -> tuple[Image.Image, Image.Image, float]:
        scale = scale_of(after, dpi)
        return *alike(self._before.draw(index, scale), drawn(after, scale)), scale * 72

    def _decorations(self, index: int) -> list[Area]:
        if self._source is None:
            self._source = opened(self._path, set())
            straighten(self._source, len(self._boxes))
        return decorations(self._source.pages[index].obj, self._boxes[index])


def _change(number: int, found: Difference) -> Change | None:
    areas = [area for area in (found.lost, found.added) if area is not None]
    if not areas:
        return None
    kind = ChangeKind.ALTERED if len(areas) == 2 else ChangeKind.LOST if found.lost else ChangeKind.ADDED
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return Change(number, kind, (min(lefts), min(tops), max(rights), max(bottoms)))
