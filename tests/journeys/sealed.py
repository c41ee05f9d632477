"""Reading sealed PDFs as strangers would: with another PDF library, with Poppler, and with their eyes."""

import re
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from dojang.pdf.validate import validate
from tests.journeys.stories import Story, boxes, sample

SCALE = 2.0  # pixels per point
LEAST_INK = 6  # pixels that differ from the empty form; the smallest tick is some fifty


def assert_sealed(pdf: bytes, authority: bytes, folder: Path) -> None:
    """Two independent validators call the seal good."""
    with ThreadPoolExecutor(1) as apart:  # from the event loop that a browser's tests keep in this thread
        assert apart.submit(validate, pdf, [authority]).result().bottom_line
    file = folder / "sealed.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in told, told
    assert "Total document signed" in told, told


def text_of(pdf: bytes) -> str:
    """All text, without white space: lines break where a box ends."""
    with pypdfium2.PdfDocument(pdf) as document:
        return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assert_says(pdf: bytes, texts: Iterable[str]) -> None:
    text = text_of(pdf)
    missing = [one for one in texts if squeezed(one) not in text]
    assert not missing, missing


def assert_ink_in_its_boxes(pdf: bytes, story: Story) -> None:
    """Every box that was filled looks different from the empty form, and no other box does."""
    inked = {name for name, pixels in _ink(pdf, story.template).items() if pixels >= LEAST_INK}
    assert inked == story.filled


def _ink(pdf: bytes, template: str) -> dict[str, int]:
    after, before = _pictures(pdf), _pictures(sample(template).pdf)
    assert len(after) == len(before)
    changes = [_changed(one, other) for one, other in zip(before, after, strict=True)]
    return {box["name"]: _count(changes[box["page"] - 1], box) for box in boxes(template)}


def _pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in document]


def _changed(before: Image.Image, after: Image.Image) -> Image.Image:
    return ImageChops.difference(before, after).point(lambda value: 255 if value > 60 else 0)


def _count(change: Image.Image, box: dict[str, float]) -> int:
    width, height = change.size
    left, top = box["x"] * width, box["y"] * height
    right, bottom = left + box["w"] * width, top + box["h"] * height
    return change.crop((int(left), int(top), int(right), int(bottom))).histogram()[255]
