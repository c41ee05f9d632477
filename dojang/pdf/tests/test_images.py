import io
import zlib

import pytest
from PIL import Image, PngImagePlugin

from dojang.pdf.images import InkFault, InkRefused, PictureFault, PictureRefused, lines, take_ink, take_picture
from dojang.pdf.tests.corpus import encoded, photo, seal_image


def refusal(data: bytes, **bounds: int) -> PictureFault:
    with pytest.raises(PictureRefused) as refused:
        take_picture(data, **bounds)
    return refused.value.reason


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_photo_taken_sideways_comes_in_upright_without_its_metadata() -> None:
    image, exif, out = pixels(photo(60, 40)), Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010E] = 6, "Lee at home"
    image.save(out, "JPEG", exif=exif)
    picture = take_picture(out.getvalue())
    assert (picture.width, picture.height) == (40, 60)
    assert b"Lee" not in picture.data
    assert not pixels(picture.data).getexif()
    red, _, blue = pixels(picture.data).convert("RGB").getpixel((20, 5))  # type: ignore[misc]
    assert red > 150 > blue


def test_text_and_profiles_of_a_png_are_left_behind() -> None:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Author", "Choi")
    Image.new("RGB", (9, 9), "red").save(out, "PNG", pnginfo=info, icc_profile=b"x" * 200)
    assert b"Choi" not in take_picture(out.getvalue()).data
    assert b"iCCP" not in take_picture(out.getvalue()).data


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16"])
def test_each_kind_of_png_comes_in_plain(mode: str) -> None:
    data = seal_image() if mode == "RGBA" else encoded(Image.new(mode, (20, 10), 1), "PNG")
    picture = take_picture(data)
    assert pixels(picture.data).mode in ("L", "LA", "RGB", "RGBA")
    assert picture.media_type == "image/png"


def test_sixteen_bit_gray_keeps_its_brightness() -> None:
    image = Image.new("I;16", (4, 4), 0x8000)
    assert abs(int(pixels(take_picture(encoded(image, "PNG")).data).getpixel((1, 1))) - 128) <= 1  # type: ignore[arg-type]


def test_a_cmyk_jpeg_becomes_rgb() -> None:
    assert pixels(take_picture(encoded(Image.new("CMYK", (9, 9)), "JPEG")).data).mode == "RGB"


def test_a_large_photo_is_kept_at_two_thousand_pixels() -> None:
    assert take_picture(photo(4000, 1000)).width == 2000


@pytest.mark.parametrize("kind", ["GIF", "BMP", "WEBP", "TIFF"])
def test_only_jpeg_and_png_are_pictures_whatever_they_are_called(kind: str) -> None:
    assert refusal(encoded(Image.new("RGB", (9, 9)), kind)) is PictureFault.TYPE


def test_what_is_no_picture_is_refused() -> None:
    assert refusal(b"") is PictureFault.TYPE
    assert refusal(b"<svg onload=alert(1)>") is PictureFault.TYPE


def test_too_many_bytes_are_refused_before_anything_is_read() -> None:
    assert refusal(photo() + bytes(1_000_000)) is PictureFault.SIZE


def test_a_bomb_is_known_by_its_header() -> None:
    header = b"IHDR" + (60000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + header + zlib.crc32(header).to_bytes(4, "big")
    bomb += b"\x00\x00\x00\x10IDAT" + bytes(20)
    assert refusal(bomb) is PictureFault.PIXELS
    assert refusal(photo(60, 40), max_pixels=2399) is PictureFault.PIXELS


def test_a_picture_cut_short_is_refused() -> None:
    assert refusal(photo(400, 400)[:900]) is PictureFault.DAMAGED
    assert refusal(photo(400, 400, "PNG")[:60]) is PictureFault.DAMAGED
    assert refusal(b"\x89PNG\r\n\x1a\n" + bytes(40)) is PictureFault.DAMAGED


def test_a_picture_of_nothing_is_no_signature() -> None:
    assert refusal(encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")) is PictureFault.BLANK


def drawn(*strokes: object, **other: object) -> dict[str, object]:
    return {"kind": "drawn", "ratio": 2, "strokes": list(strokes), **other}


def ink_fault(value: dict[str, object]) -> InkFault:
    with pytest.raises(InkRefused) as refused:
        take_ink(value)
    return refused.value.reason


def test_ink_is_measured_in_heights_of_the_pad() -> None:
    ink = take_ink(drawn([[0, 0], [1, 0.5]], [[0.25, 1]]))
    assert ink.strokes == (((0.0, 0.0), (2.0, 0.5)), ((0.5, 1.0),))
    assert (ink.width, ink.height) == (2, 1)


def test_a_pen_that_slips_off_the_pad_is_brought_to_its_edge() -> None:
    assert take_ink(drawn([[-0.2, 0.5], [1.3, 7]])).strokes == (((0.0, 0.5), (2.0, 1.0)),)


def test_a_pen_is_as_broad_as_it_was_told_within_reason() -> None:
    ink = take_ink(drawn([[0, 0, 1.5], [0.5, 0.5, 99], [1, 1, -3]], [[0.5, 0.5]]))
    assert ink.breadths == ((1.5, 2.0, 0.2), (1.0,))
    assert [breadth for breadth, _ in lines(ink)] == [1.8, 1.1, 1.0]
    assert [line for _, line in lines(ink)][1:] == [((1.0, 0.5), (2.0, 1.0)), ((1.0, 0.5), (1.0, 0.5))]


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"kind": "typed", "ratio": 1, "strokes": []},
        drawn([[0, 0], [1, 1]], ratio=0),
        drawn([[0, 0], [1, 1]], ratio="2"),
        drawn([[0, 0], [1, float("nan")]]),
        drawn([[0, 0], [1, True]]),
        drawn([[0, 0, 1, 1]]),
        drawn([[0, 0, "1"], [1, 1, 1]]),
        drawn("ab"),
        {"kind": "drawn", "ratio": 1, "strokes": {"a": 1}},
    ],
)
def test_what_is_not_strokes_is_refused(value: dict[str, object]) -> None:
    assert ink_fault(value) is InkFault.MALFORMED


def test_nothing_a_dot_and_a_dash_are_no_signature() -> None:
    assert ink_fault(drawn()) is InkFault.EMPTY
    assert ink_fault(drawn([], [])) is InkFault.EMPTY
    assert ink_fault(drawn([[0.5, 0.5]])) is InkFault.SMALL
    assert ink_fault(drawn([[0.5, 0.5], [0.51, 0.5]])) is InkFault.SMALL


def test_endless_scribbling_is_refused() -> None:
    assert ink_fault(drawn(*[[[0, 0], [1, 1]]] * 501)) is InkFault.TOO_MUCH
    assert ink_fault(drawn([[0, 0]] * 20_001)) is InkFault.TOO_MUCH
