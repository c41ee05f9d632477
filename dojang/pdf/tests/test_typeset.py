"""Typesetting: what a document may see, what its data may do to it, and where it says its boxes are."""

import re
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dojang.pdf.fonts import stack_from
from dojang.pdf.typeset import MAX_DATA_BYTES, TypesetFailed, legible, positions, typeset

FONTS = Path(__file__).parents[2] / "vendor" / "fonts"
NOW = datetime(2026, 3, 2, tzinfo=UTC)
HEAD = """#let d = json("data.json")
#set document(title: "t")
#set page(width: 400pt, height: 100pt, margin: 10pt)
#set text(font: ("Pretendard JP", "Noto Sans JP", "Noto Sans KR"), cjk-latin-spacing: none)
"""


def document(folder: Path, body: str) -> Path:
    path = folder / "document.typ"
    path.write_text(HEAD + body)
    return path


def words(pdf: bytes, folder: Path) -> str:
    path = folder / "out.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def test_korean_japanese_and_english_are_set_with_our_fonts(tmp_path: Path) -> None:
    pdf = typeset(document(tmp_path, "#d.name"), {"name": "이준호 髙橋 Lee"}, {}, FONTS)
    assert "이준호 髙橋 Lee" in words(pdf, tmp_path)
    told = subprocess.run(["pdffonts", tmp_path / "out.pdf"], capture_output=True, text=True, check=True).stdout
    assert "PretendardJP" in told


def test_the_same_data_and_time_give_the_same_bytes(tmp_path: Path) -> None:
    source = document(tmp_path, "#d.name")
    one, two = (typeset(source, {"name": "Lee"}, {}, FONTS, standard="a-2a", at=NOW) for _ in range(2))
    assert one == two


def test_the_archival_standard_is_declared_and_the_document_tagged(tmp_path: Path) -> None:
    pdf = typeset(document(tmp_path, "= #d.name"), {"name": "Lee"}, {}, FONTS, standard="a-2a", at=NOW)
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>A<", pdf, re.DOTALL)
    (tmp_path / "out.pdf").write_bytes(pdf)
    told = subprocess.run(["pdfinfo", tmp_path / "out.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told)


def test_data_are_text_and_never_code(tmp_path: Path) -> None:
    evil = '#panic("boo") *bold* $x$ #read("/etc/passwd")'
    assert evil in words(typeset(document(tmp_path, "#d.name"), {"name": evil}, {}, FONTS), tmp_path)


def test_what_no_font_draws_is_set_as_its_code_point_even_in_an_archival_file(tmp_path: Path) -> None:
    source = document(tmp_path, "#d.name")
    pdf = typeset(source, {"name": "Lee 🦜\u202e\ud800\x07"}, {}, FONTS, standard="a-2a", at=NOW)
    assert "Lee [U+1F99C][U+202E][U+D800][U+0007]" in words(pdf, tmp_path)


def test_legible_text_is_left_alone_but_composed() -> None:
    stack = stack_from(FONTS)
    assert legible("한 줄\n둘\t끝", stack) == "한 줄\n둘    끝"
    assert legible("\u1112\u1161\u11ab", stack) == "한"


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret", "/../../etc/passwd"])
def test_a_document_sees_nothing_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "secret").write_text("secret")
    with pytest.raises(TypesetFailed):
        typeset(document(tmp_path, f'#read("{path}")'), {}, {}, FONTS)


@pytest.mark.parametrize("body", ['#panic("boo")', "#d.nothing", "#(", '#image("/p.png")'])
def test_a_broken_document_fails_with_the_compilers_words(tmp_path: Path, body: str) -> None:
    with pytest.raises(TypesetFailed, match=r"\w"):
        typeset(document(tmp_path, body), {}, {"p.png": b"not a picture"}, FONTS)


@pytest.mark.parametrize("name", ["../p.png", "/p.png", "data.json", "document.typ", "p.exe", ""])
def test_a_picture_has_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(TypesetFailed, match="file name"):
        typeset(document(tmp_path, "x"), {}, {name: b""}, FONTS)


@pytest.mark.parametrize("data", [{"x": "가" * MAX_DATA_BYTES}, {"x": object()}, {"x": b"bytes"}])
def test_data_are_bounded_and_plain(tmp_path: Path, data: dict[str, Any]) -> None:
    with pytest.raises(TypesetFailed):
        typeset(document(tmp_path, "x"), data, {}, FONTS)


def test_a_document_tells_where_it_put_things(tmp_path: Path) -> None:
    body = """#pagebreak()
#place(top + left, dx: 30pt, dy: 20pt, context {
  let p = here().position()
  [#metadata((name: d.name, page: p.page, x: p.x.pt(), y: p.y.pt())) <box>]
})"""
    told = positions(document(tmp_path, body), {"name": "성명"}, {}, FONTS, "box")
    assert told == [{"name": "성명", "page": 2, "x": 40.0, "y": 30.0}]


def test_parts_beside_the_document_can_be_imported(tmp_path: Path) -> None:
    (tmp_path / "part.typ").write_text("#let greet = [안녕]")
    pdf = typeset(document(tmp_path, '#import "part.typ": greet\n#greet'), {}, {}, FONTS)
    assert "안녕" in words(pdf, tmp_path)


def test_many_threads_set_at_once(tmp_path: Path) -> None:
    source = document(tmp_path, "#d.name")
    made: dict[int, bytes] = {}

    def work(number: int) -> None:
        made[number] = typeset(source, {"name": f"Lee {number}"}, {}, FONTS, at=NOW)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Lee {number}" in words(pdf, tmp_path) for number, pdf in made.items())
    assert len(made) == 12


def test_missing_fonts_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="fonts are missing"):
        typeset(document(tmp_path, "x"), {}, {}, tmp_path / "nowhere")
