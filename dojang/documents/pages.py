"""Pictures of pages, made once and kept: browsers are shown these, never the PDF itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from dojang.lib import blobs
from dojang.library.pages import Page
from dojang.pdf.raster import render_pages

_SUFFIXES = {"image/png": ".png", "image/webp": ".webp", "image/jpeg": ".jpg"}
POINTS_PER_INCH = 72
DPI = 144


@dataclass(frozen=True)
class Size:
    """A page's visible size in points."""

    width: float
    height: float


def picture(pdf: bytes, folder: str, texts: Sequence[str] = (), sizes: Sequence[Size] = ()) -> list[Page]:
    """Render every page and keep its picture below `folder`; `texts` are the pages' words where they are better known than
    from the file.

    Sizes are told from the pixels where they are not given.
    """
    pages = []
    for index, image in enumerate(render_pages(pdf, dpi=DPI)):
        size = sizes[index] if sizes else Size(*(side * POINTS_PER_INCH / DPI for side in (image.width, image.height)))
        pages.append(
            Page(
                width=size.width,
                height=size.height,
                picture=blobs.put(folder, image.data, _SUFFIXES[image.media_type]),
                media_type=image.media_type,
                pixel_width=image.width,
                pixel_height=image.height,
                text=texts[index] if index < len(texts) else image.text,
            )
        )
    return pages
