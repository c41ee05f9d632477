"""Whatever a page's content is, what is drawn after it is seen, and content in which nothing is wrong stays as it is."""

import io
import random
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array
from PIL import Image

from dojang.pdf.content import settle
from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.tests.corpus import add_page

IMAGE = b"BI /W 2 /H 2 /BPC 8 /CS /G ID abcd"
# What pages are made of, whole and broken.
PIECES = [
    b"q", b"Q", b"BT", b"ET", b"/P BMC", b"/P <</MCID 0>> BDC", b"EMC", b"(abc) Tj", b"(abc", b"(a(b)", b"(a\\", b")", b"[(a) 1 (b)] TJ",
    b"[(a) 1", b"]", b"<<", b">>", b"<41>", b"<41", b"<zz>", IMAGE + b" EI", IMAGE, b"BI", b"BI /W 2 /H 2", b"ID", b"EI", b"0 0 m",
    b"10 10 l", b"- l", b"S", b"W n", b"0 0 0 0 re W n", b"5 5 9 9 re f", b"0.5 0 0 0.5 9 9 cm", b"0 0 1 rg", b"3 Tr", b"1.2.3 w", b"sh",
    b"d1", b'"', b"'q'", b"/F1 9 Tf", b"/X Do", b"/#zz gs", b"/", b"%c", b"% c\n", b"\xff\xfe", b"\x00", b"{", b"}", b"\\", b"true",
    b"null", b"BX", b"EX", b"/OC /L BDC",
]  # fmt: skip
MARK = b"\nQ q 1 0 0 rg 30 30 20 20 re f Q\n"
RED = (255, 0, 0)
MAX = 1_000_000


def soup(seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - the same soup each time
    pieces = (chance.choice(PIECES) for _ in range(chance.randint(1, 14)))
    content = chance.choice([b" ", b"\n"]).join(pieces)
    return content[: chance.randint(0, len(content))] if chance.random() < 0.2 else content


def parts(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, Array) else [contents]


def marked(contents: list[bytes]) -> bytes:
    """A page for each content, settled, with a red square drawn after it."""
    with pikepdf.new() as pdf:
        for content in contents:
            page = add_page(pdf, media=(0, 0, 60, 60), contents=(content,))
            settle(pdf, page, MAX)
            page.obj.Contents = Array([pdf.make_stream(b"q\n"), *parts(page), pdf.make_stream(MARK)])
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
def test_what_is_drawn_after_any_content_is_seen_by_both_viewers(tmp_path: Path) -> None:
    contents = [soup(seed) for seed in range(250)]
    (tmp_path / "soup.pdf").write_bytes(marked(contents))
    with pypdfium2.PdfDocument(tmp_path / "soup.pdf") as document:
        unseen = [content for content, page in zip(contents, document, strict=True) if _at_the_mark(page) != RED]
    command = ["pdftoppm", "-r", "72", "-x", "40", "-y", "20", "-W", "1", "-H", "1", "-png", "soup.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for content, picture in zip(contents, sorted(tmp_path.glob("page-*.png")), strict=True):
        with Image.open(picture) as image:
            unseen += [content] if image.convert("RGB").getpixel((0, 0)) != RED else []
    assert unseen == []


def _at_the_mark(page: pypdfium2.PdfPage) -> object:
    image: Image.Image = page.render().to_pil()
    return image.convert("RGB").getpixel((40, 20))


def settled(content: bytes) -> tuple[bool, list[bytes]]:
    with pikepdf.new() as pdf:
        page = add_page(pdf, contents=(content,))
        changed = settle(pdf, page, MAX)
        return changed, [part.read_bytes() for part in parts(page)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"q  1 0 0 1 0 0 cm\r(a\\)(b(c)))Tj[(d)-1.5<41 4>]TJ Q% end",
        b"/P<</MCID 0/A[1(a)/b]/B<</C<</D 1>>>>>>BDC /F1 .5 Tf +1. -0 Td EMC",
        b"q " + IMAGE + b"\nEI Q",
        b"q BI /W 2 /H 2 /IM true /F /AHx ID 80 80>\nEI Q",
        b"own Operator 1 (a) more",
        b"/Cs1 cs 0 .5 1 /P1 scn [] 0 d [3 2] 1 d",
        b"1 2 3 0 0 1 rg",
    ],
)
def test_content_in_which_nothing_is_wrong_stays_byte_for_byte(content: bytes) -> None:
    assert settled(content) == (False, [content])


def test_what_is_open_is_closed_behind_the_content() -> None:
    assert settled(b"q BT /P BMC q (a) Tj") == (True, [b"q BT /P BMC q (a) Tj", b"\nET\nEMC\nQ\nQ\n"])


def test_only_what_is_wrong_leaves_content_that_is_written_again() -> None:
    assert settled(b"/P <</MCID 0>> BDC q  Q Q\n1.50 w EMC (open")[1] == [b"/P <</MCID 0>> BDC\nq\nQ\n1.50 w\nEMC"]


def test_what_each_viewer_reads_differently_is_kept_in_a_form() -> None:
    with pikepdf.new() as pdf:
        page = add_page(pdf, contents=(b"1 w 9 TD 5 5 9 9 re f",))
        page.obj.Resources.Font = pikepdf.Dictionary()
        settle(pdf, page, MAX)
        form = page.obj.Resources.XObject.DojangContent
        assert parts(page)[0].read_bytes() == b"/DojangContent Do\n"
        assert form.read_bytes() == b"1 w 9 TD 5 5 9 9 re f"
        assert "/Font" in form.Resources


def test_one_stream_that_a_page_draws_many_times_counts_each_time() -> None:
    with pikepdf.new() as pdf:
        page = add_page(pdf)
        page.obj.Contents = Array([pdf.make_indirect(pdf.make_stream(b" " * 1000))] * 1001)
        with pytest.raises(IntakeRefused) as refused:
            settle(pdf, page, MAX)
    assert refused.value.reason is Reason.TOO_COMPLEX
