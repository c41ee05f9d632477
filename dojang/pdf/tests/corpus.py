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


def inherited_rotation() -> bytes:
    """/Rotate, /MediaBox and /Resources stand on the page tree, not on the page."""
    with pikepdf.new() as pdf:
        page = add_page(pdf, contents=(b"q 0.8 g /Boxed Do Q",)).obj
        boxed = pdf.make_stream(b"20 20 100 100 re f")
        boxed.Type, boxed.Subtype, boxed.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        tree = pdf.Root.Pages
        tree.Rotate = 90
        tree.MediaBox = Array([0, 0, 595, 842])
        tree.Resources = Dictionary(XObject=Dictionary(Boxed=boxed))
        del page.MediaBox, page.Resources
        return saved(pdf)


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
