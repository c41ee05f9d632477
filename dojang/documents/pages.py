"""Pictures of pages, made once and kept: browsers are shown these, never the PDF itself."""

from collections.abc import Sequence

from dojang.lib import blobs
from dojang.library.pages import Page, Size
from dojang.pdf.raster import PageImage, render_pages

_SUFFIXES = {"image/png": ".png", "image/webp": ".webp", "image/jpeg": ".jpg"}
POINTS_PER_INCH = 72
DPI = 144


def picture(pdf: bytes, folder: str, texts: Sequence[str] = ()) -> list[Page]:
    """Render every page and keep its picture below `folder`; `texts` are the pages' words where they are better known than
    from the file. Sizes are told from the pixels.
    """
    images = render_pages(pdf, dpi=DPI)
    sizes = [Size(*(side * POINTS_PER_INCH / DPI for side in (image.width, image.height))) for image in images]
    return kept(images, folder, texts, sizes)


def kept(images: Sequence[PageImage], folder: str, texts: Sequence[str], sizes: Sequence[Size]) -> list[Page]:
    """Keep pictures of all pages below `folder`; where `texts` are too few, the words are those of the picture."""
    return [
        Page(
            width=size.width,
            height=size.height,
            picture=blobs.put(folder, image.data, _SUFFIXES[image.media_type]),
            media_type=image.media_type,
            pixel_width=image.width,
            pixel_height=image.height,
            text=texts[index] if index < len(texts) else image.text,
        )
        for index, (image, size) in enumerate(zip(images, sizes, strict=True))
    ]
