"""Fields of forms, as content of the page: what viewers show of them stays."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from dojang.pdf.intake import IntakeRefused, Reason, take_in
from dojang.pdf.tests.corpus import saved, stream
from dojang.pdf.tests.forms import RECT, field, look, text
from dojang.pdf.tests.looking import bounds, change, cleaned, gone, ink, source, viewed
from dojang.pdf.tests.odd import rent
from dojang.pdf.tests.test_fill import extracted, seen

HELLO = look(b"BT 0 g /F1 12 Tf 2 5 Td (Hong Gildong) Tj ET")


@pytest.mark.parametrize("need", [True, False])
@pytest.mark.parametrize("value", ["홍길동", "山田太郎", "Hong Gildong", "계약서 契約書 Contract"])
def test_a_value_without_appearance_is_drawn_in_our_fonts(value: str, need: bool) -> None:
    pdf = cleaned(field(b"/FT/Tx/V" + text(value), need=need))
    assert extracted(pdf) == value
    assert ink(seen(pdf), RECT) > 100


def test_an_appearance_that_shows_the_value_stays_as_it_is_though_the_form_asks_for_new_ones() -> None:
    upload = field(b"/FT/Tx/V(Hong Gildong)/AP<</N 7 0 R>>", need=True, objects=[HELLO])
    assert extracted(cleaned(upload)) == "Hong Gildong"
    assert b"/BaseFont /Helvetica" in source(cleaned(upload))


def test_an_appearance_that_shows_another_text_is_drawn_again_where_the_form_asks_for_it() -> None:
    entries = b"/FT/Tx/AP<</N 7 0 R>>/V" + text("홍길동")
    assert extracted(cleaned(field(entries, need=True, objects=[HELLO]))) == "홍길동"
    assert extracted(cleaned(field(entries, objects=[HELLO]))) == "Hong Gildong"


# As Acrobat names the codes of its forms' fonts.
ACROBAT = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[24/breve 39/quotesingle 128/bullet]>>>>"
)


@pytest.mark.parametrize(("value", "shown"), [("김철수", "김철수"), ("Hong Gil dong", "Hong Gildong"), ("Lee", "Lee")])
def test_a_value_changed_by_a_program_that_leaves_the_appearance_is_seen(value: str, shown: str) -> None:
    old = look(
        b"/Tx BMC BT /F9 12 Tf 2 5 Td (Hong ) Tj (Gildong) Tj ET EMC", entries=b"/Resources<</Font<</F9 8 0 R>>>>"
    )
    upload = field(b"/FT/Tx/AP<</N 7 0 R>>/V" + text(value), need=True, objects=[old, ACROBAT])
    assert extracted(cleaned(upload)) == shown


def test_an_old_appearance_in_a_font_of_its_own_is_seen_to_be_old() -> None:
    first = cleaned(field(b"/FT/Tx/V" + text("홍길동")))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        (drawn,) = pdf.pages[0].Resources.XObject.values()
        widget = {"/Subtype": Name.Widget, "/FT": Name.Tx, "/Rect": [60, 100, 260, 120], "/AP": Dictionary(N=drawn)}
        widgets = [pdf.make_indirect(Dictionary({**widget, "/V": value})) for value in ("홍길동", "김철수")]
        pdf.pages[0].Annots = Array(widgets)
        pdf.Root.AcroForm = Dictionary(Fields=Array(widgets), NeedAppearances=True)
        assert sorted(extracted(cleaned(saved(pdf))).split()) == ["김철수", "홍길동", "홍길동"]


def test_an_appearance_that_shows_a_picture_is_believed() -> None:
    upload = field(
        b"/FT/Tx/V(Lee)/AP<</N 7 0 R>>",
        need=True,
        objects=[look(b"q 9 0 0 9 0 0 cm BI /W 1/H 1/BPC 8/CS/G ID \0 EI Q")],
    )
    assert extracted(cleaned(upload)) == ""
    assert ink(seen(cleaned(upload))) > 50


def test_an_appearance_that_shows_a_password_is_drawn_again() -> None:
    plain = look(b"BT /F1 12 Tf 2 5 Td (secret) Tj ET")
    pdf = cleaned(field(b"/FT/Tx/Ff 8192/V(secret)/AP<</N 7 0 R>>", need=True, objects=[plain]))
    assert b"(secret)" not in source(pdf)
    assert extracted(pdf) == "••••••"


@pytest.mark.parametrize("looks", [b"<</N null>>", b"<</N 77 0 R>>", b"<</N<<>>>>", b"null", b"[]", b"<<>>"])
def test_an_appearance_that_is_none_counts_as_missing(looks: bytes) -> None:
    assert extracted(cleaned(field(b"/FT/Tx/V(Lee)/AP" + looks))) == "Lee"


def test_an_appearance_without_a_box_is_shown_as_pdfium_shows_it() -> None:
    upload = field(b"/FT/Tx/V(Lee)/AP<</N 7 0 R>>", objects=[stream(b"/Subtype/Form", b"0 0 100 20 re f")])
    assert ink(seen(cleaned(upload)), (60, 200, 160, 220)) == 2000


def test_an_empty_box_for_a_signature_shows_nothing() -> None:
    assert ink(seen(cleaned(field(b"/FT/Sig/MK<</BC[0]/BG[0.9]>>")))) == 0


def test_one_value_may_be_shown_at_several_places() -> None:
    parent = b"<</FT/Tx/T(n)/V(Twice)/Kids[7 0 R 8 0 R]>>"
    widget = b"<</Type/Annot/Subtype/Widget/Parent 6 0 R/Rect[60 %d 260 %d]>>"
    widgets = [widget % (200, 220), widget % (100, 120)]
    upload = rent(b"", page=b"/Annots[7 0 R 8 0 R]", objects=[parent, *widgets])
    assert extracted(cleaned(upload)) == "Twice Twice"


def test_an_appearance_made_by_a_script_stays() -> None:
    shown = look(b"BT 0 g /F1 12 Tf 2 5 Td (28 Nov 2026) Tj ET")
    script = b"/AA<</F<</S/JavaScript/JS(AFDate_Format)>>>>"
    upload = field(b"/FT/Tx/V(2026-11-28)/AP<</N 7 0 R>>" + script, need=True, objects=[shown])
    assert extracted(cleaned(upload)) == "28 Nov 2026"


def test_an_empty_appearance_is_drawn_where_the_form_asks_for_it() -> None:
    upload = field(b"/FT/Tx/V(Lee)/AP<</N 7 0 R>>", need=True, objects=[look(b"/Tx BMC EMC")])
    assert extracted(cleaned(upload)) == "Lee"


def test_lines_wrap_and_stand_one_below_the_other() -> None:
    upload = field(b"/FT/Tx/Ff 4096/V(A first line that is long enough to wrap\\rsecond)", rect=(60, 120, 260, 220))
    assert change(upload) == (0, 0)
    assert extracted(cleaned(upload)).split("\r\n")[-1] == "second"


@pytest.mark.parametrize("quadding", [b"/Q 0", b"/Q 1", b"/Q 2"])
def test_a_value_stands_where_its_field_aligns_it(quadding: bytes) -> None:
    assert change(field(b"/FT/Tx/V(1,000,000)" + quadding)) == (0, 0)


@pytest.mark.parametrize("quadding", [b"/Q 0", b"/Q 2"])
def test_characters_of_a_comb_stand_in_their_cells(quadding: bytes) -> None:
    assert change(field(b"/FT/Tx/Ff 16777216/MaxLen 8/V(900101)" + quadding)) == (0, 0)


def test_a_comb_without_a_length_is_a_line() -> None:
    assert extracted(cleaned(field(b"/FT/Tx/Ff 16777216/MaxLen 0/V(900101)"))) == "900101"


def test_a_password_is_dots_and_its_letters_are_not_in_the_file() -> None:
    pdf = cleaned(field(b"/FT/Tx/Ff 8192/V(secretpw)", need=True))
    assert extracted(pdf) == "•" * 8
    assert b"secret" not in source(pdf)


def test_a_combo_box_shows_what_belongs_to_its_value_and_no_other_row() -> None:
    options = b"[[(s)%s][(b)%s]]" % (text("서울"), text("부산"))
    for value in (b"/V(s)", b"/I[0]", b"/V" + text("서울")):
        assert extracted(cleaned(field(b"/FT/Ch/Ff 131072/Opt%s%s" % (options, value), need=True))) == "서울"


def test_a_list_keeps_its_rows_and_marks_the_chosen() -> None:
    options = b"[%s]" % b"".join(map(text, ["서울", "부산", "대구"]))
    upload = field(b"/FT/Ch/Opt%s/V%s" % (options, text("부산")), rect=(60, 120, 260, 220))
    pdf = cleaned(upload)
    assert extracted(pdf).split("\r\n") == ["서울", "부산", "대구"]
    assert seen(pdf).getpixel((200, 400 - 198)) != (255, 255, 255)
    assert seen(pdf).getpixel((200, 400 - 210)) == (255, 255, 255)


def test_a_list_scrolled_down_begins_with_the_row_it_was_scrolled_to() -> None:
    upload = field(b"/FT/Ch/Opt[(a1)(b2)(c3)]/TI 1", rect=(60, 120, 260, 220))
    assert extracted(cleaned(upload)).split("\r\n") == ["b2", "c3"]


@pytest.mark.parametrize("mark", [b"4", b"8", b"l", b"n", b"u", b"H"])
def test_a_check_that_is_on_shows_its_mark(mark: bytes) -> None:
    box = (60, 200, 80, 220)
    entries = b"/FT/Btn/V/Yes/AS/Yes/MK<</CA(%s)>>" % mark
    assert ink(seen(cleaned(field(entries, rect=box))), box) > 15
    assert change(field(entries, rect=box))[0] == 0
    assert ink(seen(cleaned(field(entries.replace(b"Yes", b"Off"), rect=box)))) == 0


def test_a_radio_button_has_a_round_border_and_a_dot() -> None:
    box = (60, 200, 100, 240)
    upload = field(b"/FT/Btn/Ff 32768/V/a/AS/a/MK<</BC[0 0 1]/CA(l)>>", rect=box)
    image = seen(cleaned(upload))
    assert gone(viewed(upload), image) < 10
    assert image.getpixel((62, 400 - 238)) == (255, 255, 255)
    assert image.getpixel((80, 400 - 220)) == (0, 0, 0)


@pytest.mark.parametrize("state", ["Yes", "동의", "#ED#99#94", "#C8#E9", "a#20b"])
def test_a_check_without_a_state_shows_the_one_that_its_value_names(state: str) -> None:
    name = b"/" + state.encode()
    looks = b"/AP<</N<<%s 7 0 R/Off 8 0 R>>>>" % name
    objects = [look(b"0 0 20 20 re f", box=(0, 0, 20, 20)), look(b"", box=(0, 0, 20, 20))]
    box = (60, 200, 80, 220)
    on = field(b"/FT/Btn/V%s%s" % (name, looks), rect=box, objects=objects)
    off = field(b"/FT/Btn/V/Other" + looks, rect=box, objects=objects)
    assert ink(seen(cleaned(on)), box) == 400
    assert ink(seen(cleaned(off)), box) == 0


def test_border_and_ground_are_drawn_though_the_field_is_empty() -> None:
    assert change(field(b"/FT/Tx/MK<</BC[1 0 0]/BG[0.8 0.8 1]>>/BS<</W 2>>")) == (0, 0)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_field_is_read_from_its_own_side(turn: int) -> None:
    upload = field(b"/FT/Tx/V(Rent)/MK<</R %d/BC[0]>>" % turn, rect=(100, 100, 140, 140))
    assert change(upload) == (0, 0)


def test_value_flags_and_looks_come_from_the_fields_above() -> None:
    parent = b"<</T(person)/FT/Tx/V%s/Q 2/DA(/F1 20 Tf 1 0 0 rg)/Kids[6 0 R]>>" % text("이순신")
    pdf = cleaned(field(b"/Parent 7 0 R", objects=[parent]))
    assert extracted(pdf) == "이순신"
    left, _, right, _ = bounds(seen(pdf))
    assert left > 180
    assert right > 250
    assert ink(seen(pdf).getchannel("R").convert("RGB")) == 0, "all of it is red"


def test_a_field_may_use_fonts_that_only_the_form_has() -> None:
    for resources in (b"", b"/Resources<<>>", b"/Resources<</Font<</F9 5 0 R>>>>"):
        shown = look(b"BT 0 g /F2 12 Tf 2 5 Td (Lee) Tj ET", entries=resources)
        upload = field(b"/FT/Tx/V(Lee)/AP<</N 7 0 R>>", objects=[shown]).replace(b"/DR<</Font<</F1", b"/DR<</Font<</F2")
        assert change(upload) == (0, 0)


def test_hidden_fields_are_not_shown() -> None:
    for flags in (1, 2, 32, 36):
        upload = field(b"/FT/Tx/V(secret)").replace(b"/F 4", b"/F %d" % flags)
        assert ink(seen(cleaned(upload))) == 0


def test_a_long_value_is_set_smaller_and_what_has_no_room_even_then_is_cut_at_the_edge() -> None:
    assert extracted(cleaned(field(b"/FT/Tx/V(%s)" % (b"contract " * 6)))).strip() == ("contract " * 6).strip()
    image = seen(cleaned(field(b"/FT/Tx/V(%s)" % (b"contract " * 500))))
    left, low, right, high = bounds(image)
    assert (left, right) == (62, 260)
    assert 4 <= high - low <= 6


def test_invisible_characters_of_a_value_are_left_out() -> None:
    assert extracted(cleaned(field(b"/FT/Tx/V" + text("\u200b홍\ufe0f길\x00동\t씨\U000e0100")))) == "홍길동 씨"


@pytest.mark.parametrize("value", ["مرحبا", "שלום", "\ue000"])
def test_text_that_no_font_has_is_refused_with_its_field_and_page(value: str) -> None:
    with pytest.raises(IntakeRefused) as refused:
        take_in(field(b"/FT/Tx/V" + text("Lee " + value)))
    assert refused.value.reason is Reason.FIELD_TEXT
    assert refused.value.facts["page"] == "1"
    assert refused.value.facts["name"] == "name"
    assert f"{value[0]} (U+{ord(value[0]):04X})" in refused.value.facts["characters"]


def test_nothing_of_a_form_that_is_taken_in_can_act() -> None:
    script = b"/A<</S/JavaScript/JS(evil)>>/AA<</K<</S/JavaScript/JS(evil)>>>>"
    upload = field(b"/FT/Tx/V(Lee)" + script)
    assert b"evil" in source(upload)
    assert not [word for word in (b"evil", b"/Widget", b"/AcroForm") if word in source(cleaned(upload))]
