"""The corpus command itself, on small files made here."""

import io
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from dojang.pdf.geometry import PageBox
from dojang.pdf.tests.corpus import one_page
from dojang.pdf.tests.hostile import signed
from tests.corpus.__main__ import main
from tests.corpus.finding import Finding, Outcome, Seen
from tests.corpus.looking import Files, look
from tests.corpus.running import Bounds, run
from tests.corpus.table import faults

_WORDS = b"BT /F1 24 Tf 100 500 Td (Rent: 1,000,000 won) Tj ET"
_A4 = [PageBox(0, 0, 595, 842)]


def paper(contents: bytes = _WORDS) -> bytes:
    """One A4 page with words on it."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].obj.Contents = pdf.make_stream(contents)
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "rent.pdf").write_bytes(paper())
    (tmp_path / "signed.pdf").write_bytes(signed())
    (tmp_path / "same.pdf").write_bytes(signed())
    (tmp_path / "notes.txt").write_text("no PDF")
    return tmp_path


def found(folder: Path, wall: float = 60) -> dict[str, Finding]:
    names = ["deep/rent.pdf", "signed.pdf"]
    return {one.path: one for one in run(folder, names, 2, Bounds(wall=wall))}


def compared(folder: Path, original: bytes, cleaned: bytes) -> dict[int, Seen]:
    files = Files(folder / "original.pdf", folder / "cleaned.pdf", folder / "cleaned.pdf")
    files.original.write_bytes(original)
    files.cleaned.write_bytes(cleaned)
    return dict(look(files, _A4, {}).changed)


def test_each_file_goes_as_far_as_it_can(folder: Path) -> None:
    findings = found(folder)
    rent, already_signed = findings["deep/rent.pdf"], findings["signed.pdf"]
    assert (rent.outcome, rent.changed, rent.unseen, rent.seal_is_good) == (Outcome.SEALED, {}, (), True)
    assert (already_signed.outcome, already_signed.reason) == (Outcome.REFUSED, "already_signed")
    assert not faults(findings.values())


def test_a_file_that_never_ends_costs_only_its_own_place(folder: Path) -> None:
    findings = found(folder, wall=0)
    assert {one.outcome for one in findings.values()} == {Outcome.BROKEN}
    assert len(faults(findings.values())) == 2


def test_a_lost_word_is_seen_by_both_viewers_and_another_font_is_no_change(tmp_path: Path) -> None:
    assert compared(tmp_path, paper(), paper(b"")) == {1: Seen.BOTH}
    assert compared(tmp_path, paper(), paper(_WORDS.replace(b"24 Tf", b"23.8 Tf"))) == {}


def test_white_words_on_dark_ground_count_as_much_as_dark_ones(tmp_path: Path) -> None:
    ground = b"0.2 g 50 450 400 100 re f 1 g "
    assert compared(tmp_path, paper(ground + _WORDS), paper(ground)) == {1: Seen.BOTH}


def test_what_the_report_has_is_not_run_again(folder: Path) -> None:
    arguments = [str(folder), "--jobs", "1", "--report", str(folder / "report.jsonl")]
    first, second = (CliRunner().invoke(main, arguments) for _ in range(2))
    assert "2 files, 0 of them in the report, 2 to run" in first.stderr
    assert "2 files, 2 of them in the report, 0 to run" in second.stderr
    assert "and never sealed (must be 0)" in second.stdout
    assert first.stdout == second.stdout


def test_a_page_of_one_blank_ground_is_the_same_in_both(tmp_path: Path) -> None:
    assert compared(tmp_path, one_page(), one_page()) == {}
