import subprocess
import sys
from pathlib import Path

import pytest

from dojang.pdf.fonts import UncoveredText, default_stack
from dojang.pdf.tests.corpus import fonts

# What no font we ship can draw; each is refused by name before anything is sent.
KNOWN_GAPS = {"\xad"}  # the soft hyphen is invisible


def two_byte_characters(codec: str) -> str:
    found = ""
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            try:
                found += bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
    return found


def test_every_hangul_syllable_can_be_drawn() -> None:
    assert fonts().uncovered("".join(map(chr, range(0xAC00, 0xD7A4)))) == ()


@pytest.mark.parametrize(("codec", "count"), [("euc_kr", 8226), ("euc_jp", 6879)])
def test_ks_x_1001_and_jis_x_0208_can_be_drawn_but_for_known_gaps(codec: str, count: int) -> None:
    characters = two_byte_characters(codec)
    assert len(characters) >= count - 1
    assert set(fonts().uncovered(characters)) <= KNOWN_GAPS


def test_kana_can_be_drawn() -> None:
    kana = [*range(0x3041, 0x3097), *range(0x309B, 0x3100), *range(0xFF61, 0xFFA0)]
    assert fonts().uncovered("".join(map(chr, kana))) == ()


def test_latin_1_can_be_drawn_but_for_the_invisible_soft_hyphen() -> None:
    latin = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
    assert fonts().uncovered("".join(map(chr, latin))) == ("\xad",)


def test_vietnamese_and_simplified_chinese_can_be_drawn() -> None:
    bases, marks = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", ("", *"\u0300\u0301\u0303\u0309\u0323")
    vietnamese = "đĐ" + "".join(base + mark for base in bases for mark in marks)
    rows = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    chinese = "".join(character.decode("gb2312", "ignore") for character in rows)
    assert (fonts().uncovered(vietnamese), len(chinese), fonts().uncovered(chinese)) == ((), 6763, ())


def test_characters_without_ink_or_font_are_named_once_each() -> None:
    assert fonts().uncovered("a🦜\u200b\u3164b🦜\x00") == ("🦜", "\u200b", "\u3164", "\x00")


def test_what_reads_from_right_to_left_is_refused_because_it_would_be_drawn_wrong() -> None:
    assert fonts().uncovered("aاbש") == ("ا", "ש")


def test_a_line_break_can_be_drawn_only_where_there_are_lines() -> None:
    assert fonts().uncovered("a\r\nb\nc", multiline=True) == ()
    assert fonts().uncovered("a\nb") == ("\n",)
    assert fonts().uncovered("a\tb", multiline=True) == ("\t",)


def test_decomposed_text_is_composed_before_it_is_asked() -> None:
    assert fonts().uncovered("\u1112\u1161\u11ab か\u3099 e\u0301") == ()


def test_shaping_refuses_what_uncovered_names() -> None:
    with pytest.raises(UncoveredText) as refusal:
        fonts().shape("홍🦜")
    assert refusal.value.characters == ("🦜",)


def test_each_character_takes_the_first_font_that_has_it() -> None:
    runs = fonts().shape("가 㐂 㒚나").runs
    drawn = [(run.face.path.stem, "".join(glyph.text for glyph in run.glyphs)) for run in runs]
    assert drawn == [
        ("PretendardJP-Regular", "가 "),
        ("NotoSansJP-Regular", "㐂 "),
        ("NotoSansKR-Regular", "㒚"),
        ("PretendardJP-Regular", "나"),
    ]


def test_latin_letters_neither_flow_together_nor_turn_into_others() -> None:
    text = "Office 2x3 ffi (c) -> 10:30"
    (run,) = fonts().shape(text).runs
    assert "".join(glyph.text for glyph in run.glyphs) == text
    assert [glyph.gid for glyph in run.glyphs] == [run.face.font.get_nominal_glyph(ord(letter)) for letter in text]


def test_missing_fonts_are_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="PretendardJP-Regular"):
        default_stack(tmp_path)


def test_the_web_process_can_ask_without_loading_a_pdf_library() -> None:
    code = (
        "import sys, dojang.pdf.geometry, dojang.pdf.fonts, dojang.pdf.images, dojang.pdf.values, dojang.pdf.intake, "
        "dojang.pdf.raster; print([m for m in ('pikepdf', 'pypdfium2', 'pyhanko', 'django') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
