"""Pictures prepared for the PDF: kept as bytes, and refused when the bytes are others."""

import io

import pytest
from PIL import Image

from dojang.pdf.images import Picture, shrunk, take_picture
from dojang.pdf.pictures import PictureUnreadable, PreparedPicture, prepare


def picture(mode: str, kind: str = "PNG", size: tuple[int, int] = (60, 30)) -> Picture:
    image = Image.radial_gradient("L").resize(size).convert(mode)
    if mode.endswith("A"):
        image.putalpha(Image.linear_gradient("L").resize(size))
    out = io.BytesIO()
    image.save(out, kind)
    return take_picture(out.getvalue())


@pytest.mark.parametrize(
    ("mode", "kind"), [("L", "JPEG"), ("RGB", "JPEG"), ("L", "PNG"), ("RGB", "PNG"), ("LA", "PNG"), ("RGBA", "PNG")]
)
def test_a_prepared_picture_is_kept_and_read_back_the_same(mode: str, kind: str) -> None:
    prepared = prepare(picture(mode, kind))
    assert PreparedPicture.from_bytes(prepared.to_bytes()) == prepared
    assert (prepared.width, prepared.height, bool(prepared.mask)) == (60, 30, mode.endswith("A"))


@pytest.mark.parametrize("cut", [slice(0, 0), slice(0, 20), slice(0, -1), slice(1, None)])
def test_bytes_that_are_no_prepared_picture_are_refused(cut: slice) -> None:
    with pytest.raises(PictureUnreadable):
        PreparedPicture.from_bytes(prepare(picture("RGBA")).to_bytes()[cut])


def test_ink_of_one_colour_takes_a_single_pixel_of_colour() -> None:
    ink = Image.new("RGBA", (60, 30), (20, 30, 90, 0))
    ink.putalpha(Image.linear_gradient("L").resize((60, 30)))
    out = io.BytesIO()
    ink.save(out, "PNG")
    assert b"/Width 1/Height 1" in prepare(take_picture(out.getvalue())).head


@pytest.mark.parametrize(
    ("size", "small"), [((2000, 100), (480, 24)), ((100, 1000), (48, 480)), ((480, 480), (480, 480)), ((9, 7), (9, 7))]
)
def test_a_picture_is_shrunk_to_its_longer_side_and_never_enlarged(
    size: tuple[int, int], small: tuple[int, int]
) -> None:
    for mode, kind in (("RGB", "JPEG"), ("RGBA", "PNG")):
        made = shrunk(picture(mode, kind, size), 480)
        assert (made.width, made.height, made.media_type) == (*small, f"image/{kind.lower()}")
