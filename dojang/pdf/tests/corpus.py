"""PDFs and pictures for the tests of this room, made here so that each says what is odd about it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from dojang.pdf.fonts import FontStack, stack_from

FONTS = Path(__file__).resolve().parents[2] / "vendor" / "fonts"

A4 = (0.0, 0.0, 595.0, 842.0)


def fonts() -> FontStack:
    return stack_from(FONTS)


def saved(pdf: pikepdf.Pdf, *, xref_stream: bool = True) -> bytes:
    mode = pikepdf.ObjectStreamMode.generate if xref_stream else pikepdf.ObjectStreamMode.disable
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=mode, deterministic_id=True)
    return out.getvalue()


def add_page(
    pdf: pikepdf.Pdf,
    *,
    media: Sequence[float] = A4,
    crop: Sequence[float] | None = None,
    rotate: int | None = None,
    user_unit: float | None = None,
    contents: Sequence[bytes] = (b"0.9 g 20 20 100 100 re f",),
    resources: pikepdf.Object | None = None,
) -> pikepdf.Page:
    page = Dictionary(Type=Name.Page, MediaBox=list(media))
    page.Contents = Array([pdf.make_stream(part) for part in contents])
    page.Resources = Dictionary() if resources is None else resources
    if crop is not None:
        page.CropBox = Array(list(crop))
    if rotate is not None:
        page.Rotate = rotate
    if user_unit is not None:
        page.UserUnit = user_unit
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1]


def one_page(
    *,
    media: Sequence[float] = A4,
    crop: Sequence[float] | None = None,
    rotate: int | None = None,
    user_unit: float | None = None,
    contents: Sequence[bytes] = (b"0.9 g 20 20 100 100 re f",),
    xref_stream: bool = True,
) -> bytes:
    with pikepdf.new() as pdf:
        add_page(pdf, media=media, crop=crop, rotate=rotate, user_unit=user_unit, contents=contents)
        return saved(pdf, xref_stream=xref_stream)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1 (the catalog), as they are: pikepdf tidies what it saves."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, entries)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + table + end


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def inherited_rotation() -> bytes:
    """/Rotate, /MediaBox and /Resources stand on nodes of the page tree, not on the page; /Contents is a reference
    to an array."""
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90/MediaBox 8 0 R>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[4 0 R]/Count 1/Resources<</XObject<</Boxed 7 0 R>>>>>>",
            b"<</Type/Page/Parent 3 0 R/Contents 5 0 R>>",
            b"[6 0 R]",
            stream(b"", b"q 0.8 g /Boxed Do Q"),
            stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]", b"20 20 100 100 re f"),
            b"[0 0 595 842]",
        ]
    )


def shared_resources() -> bytes:
    """Two pages with one resource dictionary; the contents leave the graphics state scaled."""
    with pikepdf.new() as pdf:
        shared = pdf.make_indirect(Dictionary(XObject=pdf.make_indirect(Dictionary())))
        for _ in range(2):
            add_page(pdf, contents=(b"0.5 0 0 0.5 10 10 cm", b"0.9 g 20 20 100 100 re f"), resources=shared)
        return saved(pdf, xref_stream=False)


def pages(count: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(count):
            add_page(pdf)
        return saved(pdf)


CORPUS = {
    "upright": one_page(),
    "xref table": one_page(xref_stream=False),
    "turned 90": one_page(rotate=90),
    "turned 180": one_page(rotate=180),
    "turned 270": one_page(rotate=270),
    "turned -90": one_page(rotate=-90),
    "cropped": one_page(crop=(50, 100, 450, 700)),
    "cropped and turned 90": one_page(crop=(50, 100, 450, 700), rotate=90),
    "cropped beyond the page": one_page(crop=(-100, -100, 400, 2000), rotate=270),
    "negative origin": one_page(media=(-300, -400, 295, 442), rotate=180),
    "corners swapped": one_page(media=(595, 842, 0, 0), rotate=90),
    "user unit": one_page(media=(0, 0, 297.5, 421), user_unit=2),
    "inherited rotation": inherited_rotation(),
    "shared resources": shared_resources(),
    "many contents": one_page(contents=(b"q 0.9 g 20 20", b"100 100 re f Q", b"2 0 0 2 0 0 cm")),
}


def photo(width: int = 60, height: int = 40, kind: str = "JPEG") -> bytes:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), "#c00000")
    image.paste("#0000c0", (width // 2, 0, width, height))
    return encoded(image, kind)


def seal_image(size: int = 120) -> bytes:
    """A red ring on a transparent ground, as a stamp is."""
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((8, 8, size - 8, size - 8), outline=(200, 20, 20, 255), width=8)
    return encoded(image, "PNG")


def encoded(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
