import dataclasses
import io
import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from dojang.pdf.fill import fill
from dojang.pdf.geometry import PageBox
from dojang.pdf.intake import IntakeRefused, Limits, Reason, take_in
from dojang.pdf.tests import hostile
from dojang.pdf.tests.corpus import CORPUS, fonts, one_page, pages, stream
from dojang.pdf.tests.odd import rent
from dojang.pdf.tests.test_fill import drawn_part, extracted, qpdf_check, seen, words


def refusal(data: bytes, limits: Limits | None = None) -> Reason:
    with pytest.raises(IntakeRefused) as refused:
        take_in(data, limits or Limits())
    return refused.value.reason


@pytest.mark.parametrize("upload", CORPUS.values(), ids=CORPUS.keys())
def test_what_comes_in_looks_the_same_and_can_be_filled(upload: bytes, tmp_path: Path) -> None:
    taken = take_in(upload)
    assert ImageChops.difference(seen(upload), seen(taken.pdf)).getbbox() is None
    filled = fill(taken.pdf, [words("계약 契約 contract")], fonts())
    assert "계약 契約 contract" in extracted(filled)
    assert qpdf_check(filled, tmp_path).returncode == 0


def test_the_boxes_are_those_of_the_pages_as_seen() -> None:
    assert take_in(CORPUS["cropped and turned 90"]).pages == (PageBox(50, 100, 450, 700, 90),)
    assert take_in(CORPUS["turned -90"]).pages == (PageBox(0, 0, 595, 842, 270),)
    assert take_in(CORPUS["user unit"]).pages == (PageBox(0, 0, 297.5, 421, 0, 2),)


def test_the_same_upload_gives_the_same_file() -> None:
    assert take_in(CORPUS["many contents"]) == take_in(CORPUS["many contents"])


def test_each_pages_text_is_given_for_those_who_listen() -> None:
    assert take_in(fill(one_page(), [words("근로계약서")], fonts())).texts == ("근로계약서",)


def test_scripts_files_launches_and_authors_are_gone_and_good_links_stay() -> None:
    pdf = take_in(hostile.full_of_actions()).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        objects = " ".join(repr(item) for item in opened.objects)
        actions = [str(link.A.S) for link in opened.pages[0].obj.Annots if "/A" in link]
    assert "Choi" not in objects
    assert "JavaScript" not in objects
    assert actions == ["/URI", "/GoTo"]


def test_form_values_and_comments_become_part_of_the_page() -> None:
    taken = take_in(hostile.form_with_values())
    assert "form flattened" in taken.notes
    image = seen(taken.pdf).convert("L")
    assert [image.getpixel((x, 800)) for x in (50, 200, 350)] == [0, 255, 0]
    with pikepdf.open(io.BytesIO(taken.pdf)) as opened:
        assert "/AcroForm" not in opened.Root


def test_unbalanced_contents_do_not_move_what_is_laid_over_them() -> None:
    taken = take_in(hostile.unbalanced())
    assert taken.notes == ("contents settled",)
    assert drawn_part(taken.pdf, words("계약")) == drawn_part(one_page(contents=(b"",)), words("계약"))


def test_a_file_locked_against_changes_alone_is_taken_in_and_one_with_a_password_is_not() -> None:
    assert "decrypted" in take_in(hostile.encrypted(user="")).notes
    assert refusal(hostile.encrypted(user="secret")) is Reason.PASSWORD


def test_a_file_that_only_a_certificate_or_its_own_reader_opens_is_refused_for_that() -> None:
    for handler in (
        b"/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4",
        b"/Filter/FOPN_fLock/V 1",
        b"/Filter/Standard/V 9/R 9",
    ):
        assert refusal(rent(trailer=b"/Encrypt<<%s>>" % handler)) is Reason.ENCRYPTION


def test_a_signed_file_is_refused() -> None:
    assert refusal(hostile.signed()) is Reason.ALREADY_SIGNED


def test_a_dynamic_form_is_refused_and_a_static_one_loses_its_program() -> None:
    assert refusal(hostile.xfa(dynamic=True)) is Reason.DYNAMIC_XFA
    assert "xfa dropped" in take_in(hostile.xfa(dynamic=False)).notes


def test_what_is_no_pdf_is_refused() -> None:
    for data in (b"", b"PK\x03\x04 a zip", b"<html>%PDX-</html>"):
        assert refusal(data) is Reason.NOT_A_PDF


def test_a_ruin_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n" + bytes(500)) is Reason.DAMAGED
    assert refusal(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\n") is Reason.DAMAGED


def test_a_file_cut_short_is_repaired_or_refused_but_never_more(tmp_path: Path) -> None:
    whole = one_page(xref_stream=False)
    for length in range(100, len(whole), 97):
        try:
            taken = take_in(whole[:length])
            assert len(taken.pages) == 1
            assert qpdf_check(fill(taken.pdf, [words("계약")], fonts()), tmp_path).returncode == 0
        except IntakeRefused as refused:
            assert refused.reason is Reason.DAMAGED  # noqa: PT017 - either way is right


def test_more_than_five_hundred_pages_and_more_than_twenty_megabytes_are_refused() -> None:
    assert refusal(pages(501)) is Reason.TOO_MANY_PAGES
    assert refusal(one_page() + bytes(20_000_000)) is Reason.TOO_LARGE


@pytest.mark.parametrize("media", [(0, 0, 20000, 500), (0, 0, 5, 500)])
def test_a_page_like_a_wall_or_a_thread_is_refused(media: tuple[float, ...]) -> None:
    assert refusal(one_page(media=media)) is Reason.PAGE_SIZE


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert refusal(hostile.bomb(200_000_000)) is Reason.TOO_COMPLEX


def test_a_bomb_within_a_bomb_is_refused_for_what_it_takes() -> None:
    packed = zlib.compress(zlib.compress(bytes(101_000_000), 1), 1)
    twice = stream(b"/Filter[/FlateDecode/FlateDecode]", packed)
    assert refusal(rent(contents=b"6 0 R", objects=(twice,))) is Reason.TOO_COMPLEX


def test_endless_drawing_ends() -> None:
    assert refusal(hostile.recursive_forms(), Limits(cpu_seconds=3, wall_seconds=30)) is Reason.TOO_COMPLEX


def test_a_child_out_of_memory_is_a_refusal() -> None:
    limits = Limits(memory_bytes=500_000_000, content_bytes=1_000_000_000)
    assert refusal(hostile.bomb(200_000_000), limits) is Reason.TOO_COMPLEX


def test_intake_works_from_any_directory_and_hands_down_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Were the current directory's modules taken, this one would break the child.
    (tmp_path / "pikepdf.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    assert len(take_in(one_page()).pages) == 1


def test_limits_reach_the_child() -> None:
    limits = dataclasses.replace(Limits(), max_pages=2)
    assert refusal(pages(3), limits) is Reason.TOO_MANY_PAGES
    assert len(take_in(pages(2), limits).pages) == 2


def test_a_damaged_file_is_compared_with_what_viewers_read_of_it() -> None:
    # The arrow of a drop-down list, which only some viewers draw, is looked for in the original.
    choice = (
        b"<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(c)/Opt[(a)]/V(a)/Rect[60 200 160 220]/F 4/DA(/F1 12 Tf 0 g)>>"
    )
    whole = rent(
        page=b"/Annots[6 0 R]", root=b"/AcroForm<</Fields[6 0 R]/DR<</Font<</F1 5 0 R>>>>>>", objects=(choice,)
    )
    taken = take_in(re.sub(rb"[0-9]{10} 00000 n", b"0000000000 00000 n", whole))
    assert taken.changes == take_in(whole).changes
    assert "repaired" in taken.notes
