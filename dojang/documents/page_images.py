"""Images of pages, made once and stored: browsers show these, never the PDF itself."""

from collections.abc import Sequence

from dojang.documents.models import Sealed
from dojang.lib import blobs
from dojang.library.pages import Size, TemplatePage, to_json
from dojang.pdf.raster import PageImage, render_pages

_SUFFIXES = {"image/png": ".png", "image/webp": ".webp", "image/jpeg": ".jpg"}
POINTS_PER_INCH = 72
DPI = 144


def with_page_images(sealed: Sealed) -> Sealed:
    """The file with images of its pages. Renders them, which takes a second, unless a job or an earlier reader did."""
    if not sealed.pages:
        contract = sealed.contract
        folder = f"companies/{contract.company_id}/contracts/{contract.pk}/pages"
        is_document = sealed.kind == Sealed.Kind.DOCUMENT
        texts = [page["text"] for page in contract.template_version.pages] if is_document else []
        sealed.pages = to_json(render(blobs.get(sealed.blob), folder, texts))
        sealed.save(update_fields=["pages"])
    return sealed


def render(pdf: bytes, folder: str, texts: Sequence[str] = ()) -> list[TemplatePage]:
    """Render every page and store its image below `folder`.

    `texts` are the words of the first pages, where they are better known than from the file. Sizes, in points, come from the
    pixels.
    """
    images = render_pages(pdf, dpi=DPI)
    sizes = [Size(*(side * POINTS_PER_INCH / DPI for side in (image.width, image.height))) for image in images]
    return store(images, folder, texts, sizes)


def store(images: Sequence[PageImage], folder: str, texts: Sequence[str], sizes: Sequence[Size]) -> list[TemplatePage]:
    """Store images of all pages below `folder`; a page without one of `texts` has the words of its image."""
    return [
        TemplatePage(
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
