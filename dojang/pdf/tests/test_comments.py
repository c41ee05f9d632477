"""Comments, as content of the page: what viewers show of them stays."""

import pytest

from dojang.pdf.intake import IntakeRefused, Reason, take_in
from dojang.pdf.tests.corpus import written
from dojang.pdf.tests.forms import RECT, comment, look, text
from dojang.pdf.tests.looking import bounds, change, cleaned, ink, source, viewed
from dojang.pdf.tests.odd import rent
from dojang.pdf.tests.test_fill import extracted, seen

RED = b"/C[1 0 0]"
SQUARE = look(b"1 0 0 rg 0 0 200 20 re f 0 0 1 rg 0 0 50 10 re f")
BOX = (60, 120, 260, 220)

SHOWN_BY_PDFIUM = {
    "highlight": b"/Subtype/Highlight/QuadPoints[60 220 260 220 60 200 260 200]/C[1 0.8 0]",
    "underline": b"/Subtype/Underline/QuadPoints[60 220 260 220 60 200 260 200]/C[1 0 0]",
    "strike out": b"/Subtype/StrikeOut/QuadPoints[60 220 260 220 60 200 260 200]/C[1 0 0]",
    "squiggly": b"/Subtype/Squiggly/QuadPoints[60 220 260 220 60 200 260 200]/C[1 0 0]",
    "square": b"/Subtype/Square/C[1 0 0]/IC[1 1 0]/BS<</W 3>>",
    "square without colour": b"/Subtype/Square",
    "circle": b"/Subtype/Circle/C[1 0 0]/BS<</W 2/S/D/D[6 3]>>",
    "ink": b"/Subtype/Ink/C[0 0 1]/BS<</W 2>>/InkList[[60 200 160 220 260 200][70 205 80 205]]",
}

OTHERS = {
    "line": b"/Subtype/Line/C[1 0 0]/L[65 210 255 210]/LE[/OpenArrow/ClosedArrow]/BS<</W 2>>",
    "polygon": b"/Subtype/Polygon/C[1 0 0]/IC[1 1 0]/Vertices[60 200 160 220 260 200]",
    "polyline": b"/Subtype/PolyLine/C[1 0 0]/Vertices[60 200 160 220 260 200]/LE[/Circle/Square]",
    "stamp": b"/Subtype/Stamp/Name/NotApproved",
}


@pytest.mark.parametrize("entries", SHOWN_BY_PDFIUM.values(), ids=SHOWN_BY_PDFIUM.keys())
def test_a_comment_without_appearance_is_drawn_as_viewers_draw_it(entries: bytes) -> None:
    upload = comment(entries)
    assert ink(viewed(upload)) > 100
    assert change(upload) == (0, 0)


@pytest.mark.parametrize("entries", OTHERS.values(), ids=OTHERS.keys())
def test_a_comment_that_not_all_viewers_draw_is_drawn_as_well(entries: bytes) -> None:
    image = seen(cleaned(comment(entries)))
    assert ink(image, RECT) > 100


ENDS = "None Square Circle Diamond OpenArrow ClosedArrow Butt ROpenArrow RClosedArrow Slash"


@pytest.mark.parametrize("end", ENDS.split())
def test_lines_have_their_ends(end: str) -> None:
    line = b"/Subtype/Line/C[1 0 0]/IC[0 0 1]/L[100 210 200 210]/LE[/%s/None]" % end.encode()
    _, low, _, high = bounds(seen(cleaned(comment(line))))
    assert high - low == 2 if end == "None" else high - low > 4


def test_a_line_of_measure_has_leader_lines_and_a_caption() -> None:
    entries = b"/Subtype/Line/C[1 0 0]/L[70 170 250 170]/Cap true/Contents%s/LL 20/LLE 5" % text("3.5 미터")
    pdf = cleaned(comment(entries, rect=BOX))
    left, low, right, high = bounds(seen(pdf))
    assert extracted(pdf) == "3.5 미터"
    assert (left, right, low) == (69, 251, 170)
    assert 194 <= high <= 196


def test_a_caption_may_stand_above_its_line() -> None:
    entries = b"/Subtype/Line/C[1 0 0]/L[70 170 250 170]/Cap true/CP/Top/Contents(3.5 m)"
    assert ink(seen(cleaned(comment(entries, rect=BOX))), (150, 172, 180, 182)) > 10


@pytest.mark.parametrize(
    "corners",
    [
        b"60 220 260 220 60 200 260 200",
        b"60 200 260 200 60 220 260 220",
        b"60 200 260 200 260 220 60 220",
        b"60 220 260 220 260 200 60 200",
    ],
)
def test_pieces_of_text_may_have_their_corners_in_any_order(corners: bytes) -> None:
    entries = b"/C[1 0 0]/QuadPoints[%s]/Subtype" % corners
    assert ink(seen(cleaned(comment(entries + b"/Highlight")))) == 4000
    _, low, _, high = bounds(seen(cleaned(comment(entries + b"/Underline"))))
    assert 200 <= low < high <= 203


def test_a_piece_of_text_may_run_upwards() -> None:
    entries = b"/Subtype/Underline/C[1 0 0]/QuadPoints[60 100 60 300 80 100 80 300]"
    left, low, right, high = bounds(seen(cleaned(comment(entries, rect=(60, 100, 80, 300)))))
    assert (low, high) == (100, 300)
    assert 77 <= left < right <= 80


def test_a_highlight_lets_the_text_below_it_show() -> None:
    highlight = b"<</Type/Annot/Subtype/Highlight/Rect[50 290 300 320]/C[1 1 0]>>"
    image = seen(cleaned(rent(page=b"/Annots[6 0 R]", objects=[highlight])))
    assert (0, 0, 0) in [colour for _, colour in image.getcolors(100_000) or []]


def test_a_comment_may_be_pale() -> None:
    image = seen(cleaned(comment(b"/Subtype/Square/C[1 0 0]/IC[0 0 0]/CA 0.5")))
    assert image.getpixel((160, 400 - 210)) == (128, 128, 128)


@pytest.mark.parametrize("words", ["Special clause: no pets", "특약: 반려동물 금지", "特約：ペット不可"])
def test_free_text_is_drawn_in_our_fonts(words: str) -> None:
    entries = b"/Subtype/FreeText/DA(/Helv 14 Tf 1 0 0 rg)/Contents" + text(words)
    pdf = cleaned(comment(entries))
    assert extracted(pdf) == words
    assert bounds(seen(pdf)) == (60, 200, 260, 220), "viewers draw a frame"


def test_free_text_wraps_and_is_aligned() -> None:
    entries = b"/Subtype/FreeText/DA(/Helv 12 Tf 0 g)/BS<</W 0>>/Q 2/Contents" + text("계약의 특약 사항입니다. " * 4)
    _, low, right, high = bounds(seen(cleaned(comment(entries, rect=BOX))))
    assert 255 <= right <= 260
    assert high - low > 30


def test_the_flag_invisible_does_not_hide_a_comment() -> None:
    assert change(comment(b"/Subtype/Stamp/F 1/AP<</N 7 0 R>>", objects=[SQUARE])) == (0, 0)


@pytest.mark.parametrize("flags", [2, 32, 36, 34])
def test_what_is_hidden_or_not_for_the_screen_stays_away(flags: int) -> None:
    upload = comment(b"/Subtype/Stamp/F %d/AP<</N 7 0 R>>" % flags, objects=[SQUARE])
    assert ink(seen(cleaned(upload))) == 0


@pytest.mark.parametrize("state", [b"/OFF", b"/ON"])
def test_a_comment_in_a_layer_stays_in_its_layer(state: bytes) -> None:
    layers = b"/OCProperties<</OCGs[8 0 R]/D<<%s[8 0 R]>>>>" % state
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[60 200 260 220]/OC 8 0 R/AP<</N 7 0 R>>>>"
    layer = b"<</Type/OCG/Name(Draft)>>"
    pdf = cleaned(rent(b"", page=b"/Annots[6 0 R]", root=layers, objects=[stamp, SQUARE, layer]))
    assert (ink(seen(pdf)) == 4000) is (state == b"/ON")
    assert b"/OC " in source(pdf)


def test_the_window_of_a_comment_and_a_reply_are_not_on_the_page() -> None:
    assert ink(seen(cleaned(comment(b"/Subtype/Popup/Open true/Contents(Lee)")))) == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("flags", [4, 20])
def test_an_appearance_lies_where_viewers_lay_it_on_a_turned_page(turn: int, flags: int) -> None:
    entries = b"/Subtype/Stamp/F %d/AP<</N 7 0 R>>" % flags
    upload = comment(entries, rect=(100, 150, 200, 160), page=b"/Rotate %d" % turn, objects=[SQUARE])
    assert ink(viewed(upload)) >= 1000
    assert change(upload) == (0, 0)


@pytest.mark.parametrize(
    "matrix", [b"0 1 -1 0 0 0", b"2 0 0 2 10 10", b"0.7 0.7 -0.7 0.7 0 0", b"1 0 0 -1 0 0", b"0 0 0 0 0 0", b"1 2 x"]
)
def test_the_matrix_of_an_appearance_is_heeded(matrix: bytes) -> None:
    shown = look(b"1 0 0 rg 0 0 200 20 re f 0 0 1 rg 0 0 50 10 re f", entries=b"/Matrix[%s]" % matrix)
    assert change(comment(b"/Subtype/Stamp/AP<</N 7 0 R>>", rect=BOX, objects=[shown])) == (0, 0)


@pytest.mark.parametrize("rect", [(60, 200, 60, 200), (260, 220, 60, 200)])
@pytest.mark.parametrize("box", [(0, 0, 0, 0), (200, 20, 0, 0), (-50, -50, 250, 70)])
def test_odd_rectangles_show_what_viewers_show(rect: tuple[int, ...], box: tuple[int, ...]) -> None:
    shown = look(b"1 0 0 rg 0 0 200 20 re f", box=box)
    assert change(comment(b"/Subtype/Stamp/AP<</N 7 0 R>>", rect=rect, objects=[shown])) == (0, 0)


def test_pages_may_share_their_comments() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots 5 0 R>>"
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[60 200 260 220]/AP<</N 7 0 R>>>>"
    tree = b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"
    pdf = cleaned(written([b"<</Type/Catalog/Pages 2 0 R>>", tree, page, page, b"[6 0 R]", stamp, SQUARE]))
    assert [ink(seen(pdf, number), RECT) for number in (1, 2)] == [4000, 4000]


def test_pages_may_share_their_resources() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources 5 0 R%s>>"
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[60 200 260 220]/AP<</N 7 0 R>>>>"
    tree = b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        tree,
        page % b"/Annots[6 0 R]",
        page % b"",
        b"<</XObject<</#E9 7 0 R>>>>",
    ]
    pdf = cleaned(written([*objects, stamp, SQUARE]))
    assert [ink(seen(pdf, number)) for number in (1, 2)] == [4000, 0]


def test_comments_lie_over_the_page_whatever_its_contents_leave_behind() -> None:
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[60 200 260 220]/AP<</N 7 0 R>>>>"
    for content in (b"0.5 0 0 0.5 9 9 cm", b"q q 0 0 10 10 re W n", b"Q 2 0 0 2 0 0 cm"):
        pdf = cleaned(rent(content, page=b"/Annots[6 0 R]", objects=[stamp, SQUARE]))
        assert ink(seen(pdf), RECT) == 4000


def test_the_same_bytes_give_the_same_file() -> None:
    upload = comment(b"/Subtype/FreeText/DA(/Helv 14 Tf 1 0 0 rg)/Contents" + text("특약 contract 契約"))
    assert take_in(upload).pdf == take_in(upload).pdf


def test_a_comment_whose_text_no_font_has_is_refused_with_its_page() -> None:
    with pytest.raises(IntakeRefused) as refused:
        take_in(comment(b"/Subtype/FreeText/DA(/Helv 9 Tf)/Contents" + text("مرحبا")))
    assert refused.value.reason is Reason.COMMENT_TEXT
    assert refused.value.facts["page"] == "1"
    assert "م (U+0645)" in refused.value.facts["characters"]


ODD = [
    b"null",
    b"true",
    b"17",
    b"-1.5",
    b"(x)",
    b"/Name",
    b"[]",
    b"[/a (b) null]",
    b"[[1] [2 3]]",
    b"<<>>",
    b"99 0 R",
    b"7 0 R",
]
KEYS = "Rect F AP AS BS Border C IC CA RD QuadPoints L LE Vertices InkList CL DA Q Contents OC Name FT Ff V MK Opt TI I MaxLen"


@pytest.mark.parametrize("kind", ["Widget", "FreeText", "Line", "Ink", "Square", "Highlight", "Polygon", "Stamp"])
def test_entries_of_the_wrong_type_count_as_absent(kind: str) -> None:
    whole = {"Rect": b"[60 200 260 220]", "FT": b"/Tx", "V": b"(x)", "Contents": b"(x)"}
    annotations = [
        b"<</Subtype/%s%s>>" % (kind.encode(), b"".join(b"/%s %s" % (k.encode(), v) for k, v in entries.items()))
        for entries in ({**whole, key: value} for key in KEYS.split() for value in ODD)
    ]
    assert cleaned(rent(page=b"/Annots[%s]" % b"".join(annotations), objects=[b"null", SQUARE]))
