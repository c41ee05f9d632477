import io
import math
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from dojang.pdf.embed import FontUse
from dojang.pdf.fill import NoSuchPage, TemplateUnusable, UncoveredText, fill
from dojang.pdf.images import take_ink, take_picture
from dojang.pdf.pictures import prepare
from dojang.pdf.tests.corpus import CORPUS, fonts, one_page, pages, photo, seal_image, shared_resources
from dojang.pdf.values import Align, Box, Entry, InkEntry, MarkEntry, PictureEntry, TextEntry

KOREAN, JAPANESE, LATIN = "홍길동 서울특별시 강남구", "株式会社山田商事 ガギグ", "Office AV To, fi 2x3 €"


def words(text: str, *, y: float = 0.1, size: float = 12, align: Align = "left", multiline: bool = False) -> TextEntry:
    return TextEntry(Box(1, 0.1, y, 0.8, 0.05), text, size, align, multiline)


def signature() -> InkEntry:
    wave = [[t / 60, 0.5 + 0.4 * math.sin(t / 4)] for t in range(61)]
    ink = take_ink({"kind": "drawn", "ratio": 3, "strokes": [wave, [[0.5, 0.05]]]})
    return InkEntry(Box(1, 0.1, 0.6, 0.3, 0.1), ink)


def everything() -> list[Entry]:
    return [
        words(KOREAN),
        words(JAPANESE, y=0.2, align="right"),
        words(LATIN, y=0.3, align="center"),
        words(f"{KOREAN}\n{JAPANESE}、{LATIN}。" * 2, y=0.4, multiline=True),
        MarkEntry(Box(1, 0.1, 0.5, 0.03, 0.02), "check"),
        MarkEntry(Box(1, 0.2, 0.5, 0.03, 0.02), "radio"),
        signature(),
        PictureEntry(Box(1, 0.5, 0.6, 0.2, 0.1), prepare(take_picture(photo()))),
        PictureEntry(Box(1, 0.7, 0.6, 0.2, 0.1), prepare(take_picture(photo(kind="PNG")))),
        PictureEntry(Box(1, 0.5, 0.8, 0.2, 0.1), prepare(take_picture(seal_image()))),
    ]


def extracted(pdf: bytes, page: int = 1) -> str:
    return str(pypdfium2.PdfDocument(pdf)[page - 1].get_textpage().get_text_bounded())


def seen(pdf: bytes, page: int = 1, scale: float = 1) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(pdf)[page - 1].render(scale=scale).to_pil()
    return image.convert("RGB")


def drawn_part(template: bytes, entry: Entry, scale: float = 2) -> tuple[float, float, float, float]:
    """Where filling changed the page: left, top, right, bottom as fractions of the page as seen."""
    before, after = seen(template, scale=scale), seen(fill(template, [entry], fonts()), scale=scale)
    found = ImageChops.difference(before, after).convert("L").point([0] * 48 + [255] * 208).getbbox()
    assert found, "nothing was drawn"
    left, top, right, bottom = found
    return left / before.width, top / before.height, right / before.width, bottom / before.height


def qpdf_check(pdf: bytes, directory: Path) -> subprocess.CompletedProcess[str]:
    # Without qpdf this test fails, as it must: it would check nothing.
    command = shutil.which("qpdf")
    assert command, "qpdf is not installed"
    path = directory / "filled.pdf"
    path.write_bytes(pdf)
    return subprocess.run([command, "--check", str(path)], capture_output=True, text=True, check=False)


corpus = pytest.mark.parametrize("template", CORPUS.values(), ids=CORPUS.keys())


@corpus
def test_the_template_is_an_exact_prefix_and_the_whole_is_sound(template: bytes, tmp_path: Path) -> None:
    filled = fill(template, everything(), fonts())
    assert filled.startswith(template)
    checked = qpdf_check(filled, tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert filled.count(b"startxref") == template.count(b"startxref") + 1


@corpus
def test_the_text_comes_back_as_it_was_typed(template: bytes) -> None:
    text = extracted(fill(template, everything(), fonts()))
    assert all(part in text for part in (KOREAN, JAPANESE, LATIN))


@corpus
def test_a_picture_stands_in_its_box_as_the_page_is_seen(template: bytes) -> None:
    square = PictureEntry(Box(1, 0.6, 0.15, 0.3, 0.2), prepare(take_picture(photo(300, 300, "PNG"))))
    left, top, right, bottom = drawn_part(template, square)
    width, height = seen(template).size
    assert math.isclose((right - left) * width, (bottom - top) * height, abs_tol=1.5)
    assert math.isclose((left + right) / 2 * width, 0.75 * width, abs_tol=1)
    assert math.isclose((top + bottom) / 2 * height, 0.25 * height, abs_tol=1)


@corpus
def test_pictures_are_neither_mirrored_nor_upside_down(template: bytes) -> None:
    image = seen(fill(template, [PictureEntry(Box(1, 0.5, 0.5, 0.2, 0.1), prepare(take_picture(photo())))], fonts()))
    red, blue = (image.getpixel((round(x * image.width), round(0.55 * image.height))) for x in (0.57, 0.63))
    assert red[0] > 150 > red[2]  # type: ignore[index]
    assert blue[2] > 150 > blue[0]  # type: ignore[index]


@corpus
def test_what_the_page_showed_it_still_shows(template: bytes) -> None:
    before, after = seen(template), seen(fill(template, [words("가")], fonts()))
    outside = (0, round(before.height * 0.2), before.width, before.height)
    assert ImageChops.difference(before.crop(outside), after.crop(outside)).getbbox() is None


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_text_stands_where_its_alignment_says(align: Align) -> None:
    left, top, right, bottom = drawn_part(one_page(), words("계약", align=align))
    at = {"left": left - 0.1, "center": (left + right) / 2 - 0.5, "right": right - 0.9}[align]
    assert abs(at) * 595 < 1.5
    assert abs((top + bottom) / 2 - 0.125) * 842 < 1


def test_text_too_long_for_its_box_shrinks_to_its_width() -> None:
    left, _, right, _ = drawn_part(one_page(), words("가나다라마바사 " * 20))
    assert 0.78 < right - left < 0.801


def test_a_point_is_a_point_on_a_page_of_larger_units() -> None:
    def height(template: bytes) -> float:
        _, top, _, bottom = drawn_part(template, words("가"))
        return bottom - top

    assert math.isclose(height(CORPUS["user unit"]), height(CORPUS["upright"]), rel_tol=0.15)


def test_what_is_drawn_looks_as_it_did(tmp_path: Path) -> None:
    golden = Image.open(Path(__file__).parent / "golden" / "everything.png").convert("L")
    now = seen(fill(one_page(), everything(), fonts())).convert("L")
    now.save(tmp_path / "everything.png")
    assert now.size == golden.size
    histogram = ImageChops.difference(now, golden).histogram()
    assert sum(histogram[64:]) < 200, f"compare {tmp_path}/everything.png"


def test_every_character_is_drawn_not_only_extractable() -> None:
    for text in ("홍", "山", "ガ", "é", "龜", "㈜", "①"):
        left, top, right, bottom = drawn_part(one_page(), words(text))
        assert right - left > 0.005
        assert bottom - top > 0.005


def test_characters_that_share_a_glyph_are_told_apart_when_extracted() -> None:
    use, face = FontUse(fonts().faces[0]), fonts().faces[0]
    assert use.show(face.shape("\u00a0"), 10) != use.show(face.shape(" "), 10)


def test_text_no_font_has_is_refused_with_all_its_characters() -> None:
    with pytest.raises(UncoveredText) as refusal:
        fill(one_page(), [words("홍🦜"), words("ا\n")], fonts())
    assert refusal.value.characters == ("🦜", "ا", "\n")


def test_a_page_beyond_the_last_is_refused() -> None:
    with pytest.raises(NoSuchPage, match="2"):
        fill(one_page(), [MarkEntry(Box(2, 0, 0, 0.1, 0.1), "check")], fonts())


def test_the_same_values_give_the_same_bytes() -> None:
    assert fill(one_page(), everything(), fonts()) == fill(one_page(), everything(), fonts())


def test_nothing_to_draw_leaves_the_template_alone() -> None:
    assert fill(one_page(), [], fonts()) == one_page()


def test_a_pen_that_pressed_harder_leaves_a_broader_line() -> None:
    def inked(breadth: float) -> int:
        ink = take_ink(
            {"kind": "drawn", "ratio": 3, "strokes": [[[0.1, 0.5, breadth], [0.5, 0.4, breadth], [0.9, 0.5, 1]]]}
        )
        page = seen(
            fill(one_page(contents=[b"1 g 0 0 595 842 re f"]), [InkEntry(Box(1, 0, 0, 1, 0.1), ink)], fonts()), scale=3
        )
        return sum(page.convert("L").histogram()[:128])

    thin, usual, broad = (inked(breadth) for breadth in (0.4, 1.0, 1.8))
    assert thin * 1.2 < usual
    assert usual * 1.2 < broad


def test_text_of_spaces_draws_nothing() -> None:
    template = one_page()
    assert ImageChops.difference(seen(template), seen(fill(template, [words("  ")], fonts()))).getbbox() is None


def test_pages_that_share_resources_do_not_see_each_others_fields() -> None:
    template = shared_resources()
    filled = fill(template, [TextEntry(Box(2, 0.1, 0.1, 0.5, 0.05), "둘째")], fonts())
    assert "둘째" not in extracted(filled, 1)
    assert "둘째" in extracted(filled, 2)


def test_a_filled_document_can_be_filled_again() -> None:
    once = fill(one_page(), [words("첫째")], fonts())
    twice = fill(once, [words("둘째", y=0.3)], fonts())
    assert twice.startswith(once)
    assert "첫째" in extracted(twice)
    assert "둘째" in extracted(twice)


def test_a_template_without_a_final_newline_is_still_a_prefix(tmp_path: Path) -> None:
    template = one_page().rstrip(b"\n")
    filled = fill(template, [words("가")], fonts())
    assert filled.startswith(template)
    assert qpdf_check(filled, tmp_path).returncode == 0


def test_each_field_of_many_pages_stands_on_its_page() -> None:
    filled = fill(pages(5), [TextEntry(Box(n, 0.1, 0.1, 0.5, 0.05), f"쪽 {n}") for n in (5, 1, 3)], fonts())
    found = [extracted(filled, n).strip() for n in range(1, 6)]
    assert found == ["쪽 1", "", "쪽 3", "", "쪽 5"]


def test_what_did_not_come_out_of_intake_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    for data in (b"no pdf", out.getvalue(), one_page()[:-30], b"junk" + one_page()):
        with pytest.raises(TemplateUnusable):
            fill(data, [words("가")], fonts())
