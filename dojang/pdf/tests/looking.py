"""What a page shows before it is taken in, as a viewer draws it with its forms and comments, and what it shows after."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from dojang.pdf.intake import Limits
from dojang.pdf.sanitizer import clean
from dojang.pdf.tests.test_fill import seen

# Ink is what is plainly no paper; it counts as gone or new when none is within so many pixels. One pixel is a point.
_INK, _NEAR = 60, 4


def cleaned(upload: bytes) -> bytes:
    """What intake makes of it, here and not in the child, which takes longer to start than to work."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "input.pdf", Path(name) / "output.pdf"
        source.write_bytes(upload)
        clean(source, target, Limits())
        return target.read_bytes()


def source(pdf: bytes) -> bytes:
    """The file with nothing packed, so that all of it can be read."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            out,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return out.getvalue()


def viewed(pdf: bytes, page: int = 1) -> Image.Image:
    """The page as PDFium shows it with its forms and comments."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        image: Image.Image = document[page - 1].render(may_draw_forms=True).to_pil()
        return image.convert("RGB")


def ink(image: Image.Image, box: tuple[float, float, float, float] | None = None) -> int:
    """The number of pixels with ink; of those in a box (left, low, right, high, in points) if one is given."""
    mask = _mask(image)
    if box:
        left, low, right, high = box
        mask = mask.crop((round(left), round(image.height - high), round(right), round(image.height - low)))
    return sum(mask.histogram()[128:])


def bounds(image: Image.Image) -> tuple[int, int, int, int]:
    """Around all ink: left, low, right, high, in points."""
    left, top, right, bottom = _mask(image).getbbox() or (0, 0, 0, 0)
    return left, image.height - bottom, right, image.height - top


def gone(before: Image.Image, after: Image.Image) -> int:
    """The number of pixels of ink before that have none near them after."""
    near = _mask(after).filter(ImageFilter.MaxFilter(2 * _NEAR + 1))
    return sum(ImageChops.subtract(_mask(before), near).histogram()[128:])


def change(upload: bytes) -> tuple[int, int]:
    """Ink that is gone, and ink that is new, after the upload was taken in."""
    before, after = viewed(upload), seen(cleaned(upload))
    return gone(before, after), gone(after, before)


def _mask(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return darkest.point([255 if value < 255 - _INK else 0 for value in range(256)])
