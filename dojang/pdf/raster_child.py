"""The inside of render_pages: runs confined, see child.py."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from dojang.pdf.child import serve
from dojang.pdf.parallel import ShareFailed, shared

_TEXT_KEPT = 50_000  # characters of a page
# A colour channel in 32 steps. Channels that differ by no more than one of them are taken for gray.
_STEPS = [(value >> 3) * 255 // 31 for value in range(256)]
_ONE_STEP = 9
_SMALLER = 4  # times, the picture that is looked at for colour
_LARGE = 200_000  # bytes; a PNG of a photograph in few colours may be larger than its WebP


def work(directory: Path, request: Mapping[str, Any]) -> Mapping[str, object]:
    """Render pages of input.pdf into files; say what each is."""
    import pypdfium2

    def open_it() -> Any:
        return pypdfium2.PdfDocument(directory / "input.pdf")

    try:
        with open_it() as document:
            count = len(document)
        first, last = request["first"], request["last"] or count
        if not 1 <= first <= last <= count:
            return {"failed": f"no pages {first} to {last} in {count}"}

        def begin() -> Callable[[int], Mapping[str, object]]:
            document = open_it()
            return lambda index: _page(document, first + index, directory, request)

        return {"pages": shared(last - first + 1, begin, directory)}
    except (pypdfium2.PdfiumError, ShareFailed) as error:
        return {"failed": str(error)}


def _page(document: Any, number: int, directory: Path, request: Mapping[str, Any]) -> Mapping[str, object]:
    page = document[number - 1]
    # PDFium leaves /UserUnit aside; so do we, for a picture of twice the size shows no more.
    scale = min(request["dpi"] / 72, request["most"] / max(page.get_size()))
    image = _drawn(page, scale, is_gray=not request.get("plain") and _is_gray(page, scale / _SMALLER))
    text = page.get_textpage().get_text_bounded()[:_TEXT_KEPT].replace("\x00", "").replace("\r\n", "\n")
    page.close()
    if request["words"]:
        image = _marked(image, request["words"], request["font"])
    data, kind = _png(image) if request.get("plain") else _smallest(image)
    name = f"{number}.{kind}"
    (directory / name).write_bytes(data)
    return {"file": name, "type": f"image/{kind}", "width": image.width, "height": image.height, "text": text}


def _drawn(page: Any, scale: float, *, is_gray: bool) -> Image.Image:
    """The page in RGB, or in 256 grays (mode L), which takes PDFium a quarter of the time."""
    bitmap = page.render(scale=scale, grayscale=is_gray, rev_byteorder=not is_gray)
    image: Image.Image = bitmap.to_pil()
    # A gray picture is a view of the bitmap's own memory.
    image = image.copy() if is_gray else image if image.mode == "RGB" else image.convert("RGB")
    bitmap.close()
    return image


def _is_gray(page: Any, scale: float) -> bool:
    """Whether a small picture of the page has no colour: each of its pixels is the mean of those of the large one."""
    colours = _drawn(page, scale, is_gray=False).getcolors(256 * 256) or [(1, (0, 0, 255))]
    return all(max(colour) - min(colour) <= 1 for _, colour in colours)  # type: ignore[arg-type]


def _smallest(image: Image.Image) -> tuple[bytes, str]:
    """Text with a logo or a seal has few colours: with a palette it is smaller and sharper than a WebP, and faster."""
    if image.mode == "L":
        return _gray_png(image), "png"
    plain = image.point(_STEPS * 3)
    colours = plain.getcolors(256)
    if not colours:
        return _webp(image), "webp"
    shades: list[tuple[int, int, int]] = [shade for _, shade in colours]  # type: ignore[misc]
    if all(max(shade) - min(shade) <= _ONE_STEP for shade in shades):
        return _gray_png(image.getchannel("G")), "png"
    png = _palette_png(plain, shades)
    webp = _webp(image) if len(png) > _LARGE else None
    return (webp, "webp") if webp is not None and len(webp) < len(png) else (png, "png")


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def _palette_png(plain: Image.Image, shades: Sequence[tuple[int, int, int]]) -> bytes:
    palette = Image.new("P", (1, 1))
    flat = [part for shade in sorted(shades) for part in shade]
    palette.putpalette(flat + flat[-3:] * (256 - len(shades)))
    indexed = plain.quantize(palette=palette, dither=Image.Dither.NONE)
    out = io.BytesIO()
    indexed.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _gray_png(gray: Image.Image) -> bytes:
    """Sixteen grays, four bits each: as legible as 256, at half the size."""
    image = gray.point([round(value / 17) for value in range(256)])
    image.putpalette([part for step in range(16) for part in (step * 17,) * 3])
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, compress_level=4)
    return out.getvalue()


def _png(image: Image.Image) -> tuple[bytes, str]:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue(), "png"


def _marked(image: Image.Image, words: str, font_path: str) -> Image.Image:
    """The words in pale gray, slanted, over and over, so that no part of the page passes for the real one."""
    font = ImageFont.truetype(font_path, max(12, image.width // 14))
    side = round(1.5 * max(image.size))
    layer = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(layer)
    step_x, step_y = draw.textlength(words, font) * 1.4, font.size * 4
    for row in range(int(side / step_y) + 1):
        for column in range(-1, int(side / step_x) + 1):
            draw.text(((column + 0.5 * (row % 2)) * step_x, row * step_y), words, fill=70, font=font)
    layer = layer.rotate(30, resample=Image.Resampling.BILINEAR)
    left, top = (side - image.width) // 2, (side - image.height) // 2
    mask = layer.crop((left, top, left + image.width, top + image.height))
    return Image.composite(Image.new(image.mode, image.size, "#6e6e6e"), image, mask)


if __name__ == "__main__":
    serve(work)
