"""Pages as pictures, for those who read on a screen; rendered in a child process with limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from dojang.pdf.child import Bounds, ChildFailed, Progress, ask
from dojang.pdf.errors import PdfError

# The longer side of a page image, whatever the page and the resolution asked for.
MAX_PIXELS = 4_000


class RenderFailed(PdfError):
    """These pages could not be rendered within their limits."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page; media_type is image/png or image/webp, width and height in pixels; text is what it says."""

    data: bytes
    media_type: str
    width: int
    height: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Watermark:
    """Words laid across each page, in a font that has them."""

    text: str
    font: Path


def render_pages(
    pdf: bytes,
    *,
    first: int = 1,
    last: int | None = None,
    dpi: float = 144,
    watermark: Watermark | None = None,
    progress: Progress | None = None,
) -> list[PageImage]:
    """Render pages first to last (counted from 1, both included; None: to the end) at dpi pixels per inch.
    `progress` is called as pages are done.

    A gray page becomes a PNG of 16 grays, one of few colours a PNG with a palette, any other a WebP. A page whose longer
    side would pass MAX_PIXELS is rendered smaller. Raises RenderFailed, also for a page the file does not have.
    """
    request = {
        "first": first,
        "last": last,
        "dpi": dpi,
        "most": MAX_PIXELS,
        "words": watermark.text if watermark else None,
        "font": str(watermark.font) if watermark else None,
    }
    try:
        with ask("raster_child", pdf, request, Bounds(cpu=120, wall=300), progress) as answer:
            values = cast("Mapping[str, Any]", answer.values)
            if "failed" in values:
                raise RenderFailed(values["failed"])
            return [
                PageImage(
                    (answer.directory / page["file"]).read_bytes(),
                    page["type"],
                    page["width"],
                    page["height"],
                    page["text"],
                )
                for page in values["pages"]
            ]
    except ChildFailed as error:
        raise RenderFailed(str(error)) from error


def render_first_page_png(pdf: bytes, *, dpi: float = 72) -> bytes:
    """The first page as a PNG in full colour, for a thumbnail. Raises RenderFailed."""
    request = {"first": 1, "last": 1, "dpi": dpi, "most": MAX_PIXELS, "words": None, "font": None, "plain": True}
    try:
        with ask("raster_child", pdf, request, Bounds()) as answer:
            if "failed" in answer.values:
                raise RenderFailed(str(answer.values["failed"]))
            return (answer.directory / "1.png").read_bytes()
    except ChildFailed as error:
        raise RenderFailed(str(error)) from error
