"""Korean and Japanese fonts that a file does not contain: shown in ours, or refused by their names."""

import pytest

from dojang.pdf.intake import IntakeRefused, Reason, take_in
from dojang.pdf.tests.corpus import stream
from dojang.pdf.tests.forms import field, look, text
from dojang.pdf.tests.looking import bounds, change, cleaned, gone, ink, source
from dojang.pdf.tests.odd import rent
from dojang.pdf.tests.test_fill import extracted, seen

KOREAN, JAPANESE = "홍길동 계약 300", "秘密保持契約書 甲乙"


def font(encoding: str, ordering: str, *, name: bytes = b"Batang", entries: bytes = b"", system: bytes = b"") -> bytes:
    """A composite font without a program, whole in its own dictionary."""
    system = system or b"<</Registry(Adobe)/Ordering(%s)/Supplement 1>>" % ordering.encode()
    shape = b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 900]>>" % name
    descendant = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/CIDSystemInfo%s/DW 1000/FontDescriptor%s>>"
    whole = b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/%s/DescendantFonts[%s]%s>>"
    return whole % (name, encoding.encode(), descendant % (name, system, shape), entries)


def page(shown: bytes, absent: bytes, *, before: bytes = b"") -> bytes:
    content = b"%s BT /K 20 Tf 60 200 Td <%s> Tj ET" % (before, shown.hex().encode())
    return rent(content, resources=b"", objects=[absent]).replace(b"/Font<</F1 5 0 R>>", b"/Font<</F1 5 0 R/K 6 0 R>>")


def refused(upload: bytes) -> str:
    with pytest.raises(IntakeRefused) as refusal:
        cleaned(upload)
    assert refusal.value.reason is Reason.FONT_NOT_EMBEDDED
    return refusal.value.facts["font"]


ENCODED = {
    "KSCms-UHC-H": KOREAN.encode("cp949"),
    "KSCms-UHC-HW-H": KOREAN.encode("cp949"),
    "KSC-EUC-H": KOREAN.encode("euc_kr"),
    "KSCpc-EUC-H": KOREAN.encode("euc_kr"),
    "UniKS-UCS2-H": KOREAN.encode("utf-16-be"),
    "UniKS-UTF16-H": KOREAN.encode("utf-16-be"),
    "83pv-RKSJ-H": JAPANESE.encode("cp932"),
    "90ms-RKSJ-H": JAPANESE.encode("cp932"),
    "90msp-RKSJ-H": JAPANESE.encode("cp932"),
    "90pv-RKSJ-H": JAPANESE.encode("cp932"),
    "Add-RKSJ-H": JAPANESE.encode("cp932"),
    "Ext-RKSJ-H": JAPANESE.encode("cp932"),
    "EUC-H": JAPANESE.encode("euc_jp"),
    "H": bytes(byte & 0x7F for byte in JAPANESE.replace(" ", "").encode("euc_jp")),
    "UniJIS-UCS2-H": JAPANESE.encode("utf-16-be"),
    "UniJIS-UCS2-HW-H": JAPANESE.encode("utf-16-be"),
    "UniJIS-UTF16-H": JAPANESE.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_text_in_a_predefined_encoding_is_shown_and_read(encoding: str) -> None:
    korean = encoding.startswith(("KS", "UniKS"))
    pdf = cleaned(page(ENCODED[encoding], font(encoding, "Korea1" if korean else "Japan1")))
    wanted = (KOREAN if korean else JAPANESE).replace(" ", "")
    assert extracted(pdf).replace(" ", "") == wanted
    left, _, right, _ = bounds(seen(pdf))
    assert ink(seen(pdf)) > 500
    assert right - left > 150


@pytest.mark.parametrize(("ordering", "cids", "says"), [("Korea1", "043e043f", "가각"), ("Japan1", "034b0465", "あ亜")])
def test_characters_of_a_collection_are_known_by_their_numbers(ordering: str, cids: str, says: str) -> None:
    lying = stream(b"", b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <043e> <0041> endbfchar")
    absent = font("Identity-H", ordering, entries=b"/ToUnicode 7 0 R")
    upload = rent(b"BT /K 20 Tf 60 200 Td <%s> Tj ET" % cids.encode(), objects=[absent, lying])
    assert extracted(cleaned(upload.replace(b"/F1 5 0 R", b"/K  6 0 R"))) == says


def test_a_font_that_tells_by_itself_what_its_codes_mean_is_believed() -> None:
    table = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0005> <acc4> <0006> <c57d> endbfchar"
    absent = font("Identity-H", "Identity", entries=b"/ToUnicode 7 0 R")
    upload = rent(b"BT /K 20 Tf 60 200 Td <00050006> Tj ET", objects=[absent, stream(b"", table)])
    assert extracted(cleaned(upload.replace(b"/F1 5 0 R", b"/K  6 0 R"))) == "계약"


def test_a_font_whose_codes_are_characters_is_read_so() -> None:
    absent = font("Identity-H", "Identity", entries=b"/ToUnicode/Identity-H")
    assert extracted(cleaned(page("Uvolnění".encode("utf-16-be"), absent))) == "Uvolnění"


@pytest.mark.parametrize(
    ("encoding", "ordering"),
    [
        ("V", "Japan1"),
        ("UniKS-UCS2-V", "Korea1"),
        ("90ms-RKSJ-V", "Japan1"),
        ("Identity-V", "Korea1"),
        ("GBK-EUC-H", "GB1"),
        ("UniCNS-UCS2-H", "CNS1"),
        ("Identity-H", "GB1"),
        ("Identity-H", "Identity"),
        ("Nonsense", "Korea1"),
    ],
)
def test_a_font_that_cannot_be_replaced_is_refused_by_its_name(encoding: str, ordering: str) -> None:
    assert refused(page(b"\x30\x21\x30\x22", font(encoding, ordering, name=b"SimSun"))) == "SimSun"


@pytest.mark.parametrize(
    ("encoding", "shown", "says"),
    [
        ("KSCms-UHC-H", b"\r\n\t\xb0\xa1\x00\xb3\xaa", "가나"),
        ("UniKS-UCS2-H", "가\u00a0나\u3000다\u200b라".encode("utf-16-be"), "가나다라"),
    ],
)
def test_white_codes_and_rare_characters_are_no_obstacle(encoding: str, shown: bytes, says: str) -> None:
    pdf = cleaned(page(shown, font(encoding, "Japan1" if "JIS" in encoding else "Korea1")))
    assert "".join(extracted(pdf).replace("\u200b", "").split()) == says


def test_a_character_of_two_surrogates_is_drawn_though_pdfium_does_not_read_it() -> None:
    left, _, right, _ = bounds(seen(cleaned(page("𠮷野家".encode("utf-16-be"), font("UniJIS-UTF16-H", "Japan1")))))
    assert left < 64
    assert abs(right - 120) < 3


def test_a_code_that_means_nothing_is_refused_with_its_font() -> None:
    assert refused(page(b"\xff\xfe", font("Identity-H", "Korea1"))) == "Batang"


def test_the_names_of_old_fonts_are_read_in_the_encoding_of_their_country() -> None:
    assert refused(page(b"00", font("Identity-V", "Korea1", name=b"#B1#BC#B8#B2"))) == "굴림"
    assert refused(page(b"00", font("Identity-V", "Japan1", name=b"#82l#82r#96#BE#92#A9"))) == "ＭＳ明朝"


@pytest.mark.parametrize("shown", [b"", b"BT 3 Tr /K 9 Tf 50 50 Td <3021> Tj ET q 0 Tr Q"])
def test_a_font_that_nothing_is_seen_of_is_left_as_it_is(shown: bytes) -> None:
    upload = rent(shown, objects=[font("V", "Japan1")]).replace(b"/F1 5 0 R", b"/K  6 0 R")
    assert b"/Encoding /V" in source(cleaned(upload))


def test_the_content_stays_byte_for_byte() -> None:
    upload = page(ENCODED["KSCms-UHC-H"], font("KSCms-UHC-H", "Korea1"))
    assert b"BT /K 20 Tf 60 200 Td <%s> Tj ET" % ENCODED["KSCms-UHC-H"].hex().encode() in source(cleaned(upload))


def test_fonts_are_found_wherever_they_are_used() -> None:
    absent, shown = (
        font("KSCms-UHC-H", "Korea1"),
        b"BT /K 20 Tf 0 0 Td <%s> Tj ET" % KOREAN.encode("cp949").hex().encode(),
    )
    inner = stream(b"/Type/XObject/Subtype/Form/BBox[0 -9 300 30]/Resources<</Font<</K %s>>>>" % absent, shown)
    outer = stream(b"/Type/XObject/Subtype/Form/BBox[0 -9 300 30]/Resources<</XObject<</B 7 0 R>>>>", b"/B Do")
    upload = rent(b"1 0 0 1 60 200 cm /A Do", resources=b"/XObject<</A 6 0 R>>", objects=[outer, inner])
    assert extracted(cleaned(upload)) == KOREAN


def test_a_form_without_resources_shows_text_in_the_fonts_of_its_page() -> None:
    absent, shown = (
        font("KSCms-UHC-H", "Korea1"),
        b"BT /K 20 Tf 60 200 Td <%s> Tj ET" % KOREAN.encode("cp949").hex().encode(),
    )
    form = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 400 400]", shown)
    upload = rent(b"/A Do", resources=b"/XObject<</A 6 0 R>>", objects=[form, absent])
    assert extracted(cleaned(upload.replace(b"/F1 5 0 R", b"/K  7 0 R"))) == KOREAN


def test_the_font_goes_back_with_the_graphics_state() -> None:
    content = b"/F1 20 Tf q /K 20 Tf Q BT 60 200 Td (Lee) Tj ET"
    upload = rent(content, objects=[font("V", "Japan1")]).replace(b"/F1 5 0 R", b"/F1 5 0 R/K 6 0 R")
    assert extracted(cleaned(upload)) == "Lee"


def test_a_field_may_show_its_value_in_an_absent_font_of_the_form() -> None:
    shown = look(b"BT 0 g /K 12 Tf 2 5 Td <%s> Tj ET" % KOREAN.encode("cp949").hex().encode())
    upload = field(b"/FT/Tx/AP<</N 7 0 R>>/V" + text(KOREAN), objects=[shown, font("KSCms-UHC-H", "Korea1")])
    assert extracted(cleaned(upload.replace(b"/DR<</Font<</F1 5 0 R>>>>", b"/DR<</Font<</K  8 0 R>>>>"))) == KOREAN


def test_simple_fonts_and_those_that_are_there_stay() -> None:
    upload = rent()
    assert change(upload) == (0, 0)
    assert b"/BaseFont /Helvetica" in source(cleaned(upload))


def test_what_is_shown_in_a_replaced_font_is_as_wide_as_it_was() -> None:
    absent = font("KSCms-UHC-H", "Korea1").replace(b"/DW 1000", b"/DW 1000/W[1 100 500]")
    narrow = seen(cleaned(page(b"1|2|3" + "끝".encode("cp949"), absent)))
    assert abs(bounds(narrow)[2] - (60 + 5 * 10 + 20)) < 4


def test_the_same_bytes_give_the_same_file() -> None:
    upload = page(ENCODED["90ms-RKSJ-H"], font("90ms-RKSJ-H", "Japan1"))
    first = take_in(upload)
    assert first.pdf == take_in(upload).pdf
    assert "fonts replaced" in first.notes
    assert gone(seen(first.pdf), seen(take_in(first.pdf).pdf)) == 0, "what came out can come in again"
