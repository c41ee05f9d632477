"""Photos of ink on paper: the ink stays, in its colour; the paper goes, however it was lit."""

import io
import zlib

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from dojang.pdf.images import PictureFault, PictureRefused
from dojang.pdf.ink_extraction import KEPT_SIDE, cut_out, take_signature
from dojang.pdf.tests.corpus import encoded, photo, seal_image

Colour = tuple[int, int, int]
BLUE, RED, BLACK, PAPER = (25, 40, 120), (200, 30, 45), (20, 20, 22), (238, 232, 218)


def on_paper(ink: Colour, size: tuple[int, int] = (900, 600)) -> Image.Image:
    """A stroke from the left to the right and a ring, unevenly lit, with the noise of a cheap camera."""
    page = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(page)
    pen.line([(200, 300), (400, 200), (600, 400), (700, 250)], fill=ink, width=9, joint="curve")
    pen.ellipse((420, 180, 640, 400), outline=ink, width=14)
    light = Image.linear_gradient("L").rotate(-90).resize(size).point(lambda value: 110 + value // 2)
    lit = ImageChops.multiply(page.filter(ImageFilter.GaussianBlur(1)), Image.merge("RGB", [light] * 3))
    return ImageChops.add(lit, Image.merge("RGB", [Image.effect_noise(size, 8)] * 3), 1, -128)


def jpeg(image: Image.Image, **options: Image.Exif) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=75, **options)
    return out.getvalue()


def cut(data: bytes) -> Image.Image:
    picture = cut_out(data)
    assert picture.media_type == "image/png"
    image = Image.open(io.BytesIO(picture.data))
    assert image.size == (picture.width, picture.height)
    return image.convert("RGBA")


@pytest.mark.parametrize("ink", [BLUE, RED, BLACK], ids=["blue", "red", "black"])
def test_the_paper_becomes_transparent_in_light_and_shadow_and_the_ink_keeps_its_colour(ink: Colour) -> None:
    image = cut(jpeg(on_paper(ink)))
    clear, full = (image.getchannel("A").histogram()[at] / (image.width * image.height) for at in (0, 255))
    assert clear > 0.8
    assert 0.03 < full < 0.12
    inked = image.getchannel("A").point([0] * 255 + [255])
    mean = ImageStat.Stat(image.convert("RGB"), inked).mean
    assert mean == pytest.approx([value * 255 / paper for value, paper in zip(ink, PAPER, strict=True)], abs=22)


def test_what_is_left_is_trimmed_to_the_ink() -> None:
    image = cut(jpeg(on_paper(BLUE)))
    assert image.width == pytest.approx(500 + 2 * 17, abs=16)
    assert image.height == pytest.approx(220 + 2 * 17, abs=16)


def test_a_photo_taken_sideways_is_turned_first() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = cut(jpeg(on_paper(BLUE), exif=exif))
    assert image.height > image.width


def test_a_large_photo_becomes_a_small_picture() -> None:
    image = cut(jpeg(on_paper(BLACK).resize((2700, 1800))))
    assert max(image.size) <= KEPT_SIDE


def test_a_picture_that_is_cut_out_already_is_only_trimmed() -> None:
    wide = Image.new("RGBA", (400, 300))
    wide.paste(Image.open(io.BytesIO(seal_image())).convert("RGBA").resize((80, 80)), (200, 100))
    image = cut(encoded(wide, "PNG"))
    assert max(image.size) < 100


@pytest.mark.parametrize("empty", [on_paper(PAPER), Image.new("RGB", (300, 200), "white")], ids=["shadow", "white"])
def test_paper_without_ink_is_no_signature(empty: Image.Image) -> None:
    assert refusal(jpeg(empty)) is PictureFault.BLANK


def test_what_is_hostile_or_no_picture_is_refused_as_elsewhere() -> None:
    header = b"IHDR" + (60000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + header + zlib.crc32(header).to_bytes(4, "big")
    bomb += b"\x00\x00\x00\x10IDAT" + bytes(20)
    assert refusal(bomb) is PictureFault.PIXELS
    assert refusal(b"<svg onload=alert(1)>") is PictureFault.TYPE
    assert refusal(photo() + bytes(1_000_000)) is PictureFault.SIZE
    assert refusal(photo(400, 400)[:900]) is PictureFault.DAMAGED


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3, 2)])
def test_a_picture_of_hardly_a_pixel_is_refused_not_an_error(size: tuple[int, int]) -> None:
    assert refusal(encoded(Image.new("RGB", size, "white"), "PNG")) is PictureFault.BLANK


def refusal(data: bytes) -> PictureFault:
    with pytest.raises(PictureRefused) as refused:
        cut_out(data)
    return refused.value.reason


def drawn(
    mode: str,
    ground: Colour | tuple[int, int, int, int] | str,
    *,
    dot: int = 0,
    line: int = 0,
    ink: Colour | str = BLACK,
) -> Image.Image:
    """A picture of 600 by 200 with a dot or a zigzag of so many pixels."""
    image = Image.new(mode, (600, 200), ground)
    pen = ImageDraw.Draw(image)
    if dot:
        pen.ellipse((300, 100, 300 + dot, 100 + dot), fill=ink)
    if line:
        pen.line([(60, 150), (250, 40), (350, 160), (540, 60)], fill=ink, width=line)
    return image


NOTHING = {
    "white": drawn("RGB", "white"),
    "nearly white": drawn("RGB", (246, 244, 238)),
    "paper in the shade": Image.linear_gradient("L")
    .resize((600, 200))
    .point(lambda value: 150 + value * 100 // 255)
    .convert("RGB"),
    "noise": Image.effect_noise((600, 200), 10).point(lambda value: min(255, value + 100)).convert("RGB"),
    "transparent": drawn("RGBA", (0, 0, 0, 0)),
    "white ink on nothing": drawn("RGBA", (255, 255, 255, 0), line=6, ink="white"),
    "a dot": drawn("RGB", "white", dot=4),
    "a larger dot": drawn("RGB", "white", dot=16),
}
SOMETHING = {
    "a signature": drawn("RGB", "white", line=5),
    "a thin one": drawn("RGB", "white", line=1),
    "a pale one": drawn("RGB", "white", line=3, ink=(150, 150, 190)),
    "ink on nothing": drawn("RGBA", (255, 255, 255, 0), line=5),
    "a stamp without margin": drawn("RGB", RED),
    "a photo": on_paper(BLUE),
}


@pytest.mark.parametrize("image", NOTHING.values(), ids=NOTHING)
def test_a_picture_of_nothing_is_no_signature(image: Image.Image) -> None:
    with pytest.raises(PictureRefused) as told:
        take_signature(encoded(image, "PNG"))
    assert told.value.reason is PictureFault.EMPTY
    with pytest.raises(PictureRefused) as told:
        cut_out(encoded(image, "PNG"))
    assert told.value.reason is PictureFault.BLANK


@pytest.mark.parametrize("image", SOMETHING.values(), ids=SOMETHING)
def test_a_picture_in_which_something_is_seen_is_kept_whole(image: Image.Image) -> None:
    kept = take_signature(encoded(image, "PNG"))
    assert (kept.width, kept.height) == image.size


def test_a_wide_white_picture_is_no_signature_either() -> None:
    with pytest.raises(PictureRefused):
        take_signature(encoded(Image.new("RGB", (12_000, 300), "white"), "PNG"))
