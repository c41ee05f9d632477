"""What cleaning changed of a page is seen, and what viewers only add by themselves is not counted."""

import io
import time
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.changes import Change, ChangeKind
from dojang.pdf.geometry import PageBox
from dojang.pdf.intake import IntakeRefused, Reason, take_in
from dojang.pdf.looking import Comparison
from dojang.pdf.tests.corpus import add_page, one_page, saved

RENT = b"BT /F1 24 Tf 100 500 Td (Rent: 1,000,000 won) Tj ET"
A4 = PageBox(0, 0, 595, 842)


def paper(*contents: bytes, annotations: Sequence[Dictionary] = ()) -> bytes:
    """A page for each of the contents; the annotations are on the first."""
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for part in contents or (RENT,):
            add_page(pdf, contents=[part], resources=Dictionary(Font=Dictionary(F1=font)))
        if annotations:
            pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one) for one in annotations])
        return saved(pdf)


def changes(folder: Path, original: bytes, cleaned: bytes, seconds: float = 60) -> list[Change | None]:
    (folder / "original.pdf").write_bytes(original)
    (folder / "cleaned.pdf").write_bytes(cleaned)
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        boxes = [A4] * len(pdf.pages)
    comparison = Comparison(folder / "original.pdf", folder / "cleaned.pdf", boxes, time.process_time() + seconds)
    found = [comparison.look(index)[1] for index in range(len(boxes))]
    comparison.close()
    return found


def kinds(found: Sequence[Change | None]) -> list[ChangeKind | None]:
    return [change.kind if change else None for change in found]


def test_each_page_says_whether_something_was_lost_or_added_or_both(tmp_path: Path) -> None:
    moved = RENT.replace(b"100 500", b"100 400")
    found = changes(tmp_path, paper(RENT, RENT, b"", RENT), paper(RENT, b"", RENT, moved))
    assert kinds(found) == [None, ChangeKind.LOST, ChangeKind.ADDED, ChangeKind.ALTERED]


def test_a_change_says_where_on_the_page_it_is(tmp_path: Path) -> None:
    (change,) = changes(tmp_path, paper(), paper(b""))
    assert change is not None
    left, top, right, bottom = change.area
    assert 0.15 < left < 0.19 < 0.5 < right < 0.7
    assert 0.35 < top < 0.4 < bottom < 0.45


@pytest.mark.parametrize("step", [b"23.8 Tf", b"24 Tf 0.1 Tc"])
def test_other_letter_forms_and_rounding_are_no_change(tmp_path: Path, step: bytes) -> None:
    assert changes(tmp_path, paper(), paper(RENT.replace(b"24 Tf", step))) == [None]


@pytest.mark.parametrize(
    "ground", [b"1 g ", b"0.15 g 50 450 500 100 re f 1 g ", b"1 0 0 rg 50 450 500 100 re f 0 0 1 rg "]
)
def test_words_of_any_colour_on_any_ground_are_missed(tmp_path: Path, ground: bytes) -> None:
    frame = b"0 g 40 440 520 120 re S "
    found = changes(tmp_path, paper(frame + ground + RENT), paper(frame + ground))
    assert kinds(found) == ([None] if ground == b"1 g " else [ChangeKind.LOST])


def test_a_word_lost_from_the_middle_of_dense_text_is_missed(tmp_path: Path) -> None:
    lines = [
        b"BT /F1 10 Tf 60 %d Td (the tenant pays the deposit of this flat in advance) Tj ET" % y
        for y in range(700, 580, -12)
    ]
    gap = lines[5].replace(b"deposit", b" " * 12)
    without = [*lines[:5], gap, *lines[6:]]
    assert kinds(changes(tmp_path, paper(b" ".join(lines)), paper(b" ".join(without)))) != [None]


def test_a_hairline_that_is_gone_is_missed(tmp_path: Path) -> None:
    assert kinds(changes(tmp_path, paper(RENT + b" 0.2 w 60 300 m 500 300 l S"), paper())) == [ChangeKind.LOST]


def test_pages_that_take_too_long_are_named_and_not_passed_over(tmp_path: Path) -> None:
    assert kinds(changes(tmp_path, paper(RENT, RENT), paper(RENT, RENT), seconds=0)) == [ChangeKind.NOT_COMPARED] * 2


def test_a_page_that_viewers_do_not_show_of_the_original_counts_as_added(tmp_path: Path) -> None:
    assert kinds(changes(tmp_path, paper(RENT), paper(RENT, RENT))) == [None, ChangeKind.ADDED]


def korean() -> bytes:
    """Words in a Korean font that the file does not contain."""
    with pikepdf.new() as pdf:
        information = Dictionary(Registry=String("Adobe"), Ordering=String("Korea1"), Supplement=2)
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/HYSMyeongJo-Medium"), CIDSystemInfo=information
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/HYSMyeongJo-Medium"), Encoding=Name("/KSCms-UHC-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
        )  # fmt: skip
        words = b"BT /F1 24 Tf 100 500 Td <%s> Tj ET" % "근로계약서".encode("cp949").hex().encode()
        add_page(pdf, contents=[words], resources=Dictionary(Font=Dictionary(F1=font)))
        return saved(pdf)


def test_korean_words_in_a_font_that_is_not_there_are_missed_when_they_are_lost(tmp_path: Path) -> None:
    assert kinds(changes(tmp_path, korean(), paper(b""))) == [ChangeKind.LOST]
    assert kinds(changes(tmp_path, korean(), korean())) == [ChangeKind.LOST]  # on another machine they are not shown
    assert take_in(korean()).changes == ()


def test_icons_of_notes_are_no_content() -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[100, 700, 120, 720], Contents=String("hello"), Name=Name.Note
    )
    assert take_in(paper(annotations=[note])).changes == ()


def test_a_clean_file_changes_nothing_and_its_pages_are_counted_as_they_are_done() -> None:
    told: list[tuple[int, int]] = []
    taken = take_in(
        paper(*[RENT.replace(b"won", b"won %d" % page) for page in range(20)]), progress=lambda *at: told.append(at)
    )
    assert taken.changes == ()
    assert [text.strip() for text in taken.texts] == [f"Rent: 1,000,000 won {page}" for page in range(20)]
    assert told[-1] == (20, 20)


def test_a_file_that_the_viewer_cannot_open_is_damaged_even_where_it_could_be_repaired() -> None:
    whole, taken = one_page(xref_stream=False), 0
    for length in range(len(whole) - 40, len(whole), 3):
        cut = whole[:length]
        try:
            take_in(cut)
            pypdfium2.PdfDocument(cut).close()
            taken += 1
        except IntakeRefused as refused:
            assert refused.reason is Reason.DAMAGED  # noqa: PT017 - either way is right
    assert taken
