import io

import pytest
from PIL import Image

from dojang.pdf.fill import fill
from dojang.pdf.images import take_picture
from dojang.pdf.pictures import prepare
from dojang.pdf.raster import PageImage, RenderFailed, Watermark, render_first_page_png, render_pages
from dojang.pdf.tests import hostile
from dojang.pdf.tests.corpus import FONTS, fonts, one_page, pages, photo
from dojang.pdf.tests.test_fill import words
from dojang.pdf.values import Box, PictureEntry


def opened(image: PageImage) -> Image.Image:
    return Image.open(io.BytesIO(image.data))


def coloured() -> bytes:
    return fill(one_page(), [PictureEntry(Box(1, 0.1, 0.1, 0.5, 0.5), prepare(take_picture(photo())))], fonts())


def test_a_gray_page_is_a_png_of_four_bits() -> None:
    (image,) = render_pages(fill(one_page(), [words("계약서")], fonts()))
    assert (image.media_type, image.width, image.height) == ("image/png", 1190, 1684)
    assert image.data[24] == 4
    assert len(image.data) < 20_000


def test_grays_are_those_of_the_page() -> None:
    (image,) = render_pages(one_page(contents=(b"0.5 g 0 0 595 842 re f",)), dpi=36)
    assert abs(int(opened(image).convert("L").getpixel((9, 9))) - 128) <= 9  # type: ignore[arg-type]


def test_a_coloured_page_keeps_its_colours() -> None:
    (image,) = render_pages(coloured(), dpi=72)
    red, _, blue = opened(image).convert("RGB").getpixel((100, 300))  # type: ignore[misc]
    assert red > 150 > blue


def test_a_point_of_colour_on_a_gray_page_keeps_it() -> None:
    words, dot = b"BT /F1 24 Tf 100 500 Td (Rent) Tj ET 0.7 g 50 50 300 300 re f ", b"1 0 0 rg 300.1 700.1 0.6 0.6 re f"
    (image,) = render_pages(one_page(contents=(words + dot,)))
    colours = opened(image).convert("RGB").getcolors(256)
    assert colours is not None
    assert any(red > green + 60 for _, (red, green, _) in colours)  # type: ignore[misc]


def test_a_range_of_pages_is_rendered_in_order() -> None:
    assert len(render_pages(pages(4), first=2, last=3, dpi=36)) == 2
    assert len(render_pages(pages(4), first=3, dpi=36)) == 2


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 3), (3, None)])
def test_pages_that_are_not_there_are_an_error(first: int, last: int | None) -> None:
    with pytest.raises(RenderFailed):
        render_pages(pages(2), first=first, last=last)


def test_a_turned_page_is_rendered_as_seen() -> None:
    (image,) = render_pages(one_page(rotate=90), dpi=72)
    assert (image.width, image.height) == (842, 595)


def test_a_poster_is_rendered_no_larger_than_a_screen_can_use() -> None:
    (image,) = render_pages(one_page(media=(0, 0, 14000, 1000)))
    assert image.width == 4000


def test_a_watermark_lies_across_the_page_and_the_text_stays_readable() -> None:
    (plain,) = render_pages(one_page(contents=(b"",)), dpi=72)
    (marked,) = render_pages(
        one_page(contents=(b"",)), dpi=72, watermark=Watermark("미리보기", FONTS / "PretendardJP-Bold.ttf")
    )
    histogram = opened(marked).convert("L").histogram()
    assert opened(plain).convert("L").histogram()[255] == 595 * 842
    assert 0.02 < 1 - histogram[255] / (595 * 842) < 0.5
    assert sum(histogram[:160]) == 0


def test_the_first_page_comes_as_a_png() -> None:
    image = Image.open(io.BytesIO(render_first_page_png(coloured())))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (595, 842))


def test_what_cannot_be_rendered_is_an_error() -> None:
    with pytest.raises(RenderFailed):
        render_pages(b"no pdf")
    with pytest.raises(RenderFailed):
        render_first_page_png(hostile.encrypted(user="secret"))
