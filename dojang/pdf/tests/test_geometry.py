import json
import math

from hypothesis import given
from hypothesis import strategies as st

from dojang.pdf.geometry import PageBox, Rect, fractions, matrix, place, visible

TOLERANCE = 0.5  # points

origins = st.floats(-2000, 2000)
sides = st.floats(36, 14400)
shares = st.floats(0, 1)


@st.composite
def page_boxes(draw: st.DrawFn) -> PageBox:
    x0, y0 = draw(origins), draw(origins)
    turn, unit = draw(st.sampled_from([0, 90, 180, 270])), draw(st.floats(0.1, 10))
    return PageBox(x0, y0, x0 + draw(sides), y0 + draw(sides), turn, unit)


def to_user_space(box: PageBox, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix(box)
    return a * x + c * y + e, b * x + d * y + f


@given(page_boxes(), shares, shares, shares, shares)
def test_fractions_come_back_from_the_page(box: PageBox, x: float, y: float, w: float, h: float) -> None:
    back = fractions(box, place(box, x, y, w, h))
    assert all(math.isclose(a, b, abs_tol=1e-9) for a, b in zip(back, (x, y, w, h), strict=True))


@given(page_boxes(), shares, shares, shares, shares)
def test_a_rectangle_comes_back_from_user_space(box: PageBox, x: float, y: float, w: float, h: float) -> None:
    rect = place(box, x, y, w, h)
    back = visible(box, *to_user_space(box, rect.x, rect.y), *to_user_space(box, rect.right, rect.top))
    pairs = zip((back.x, back.y, back.width, back.height), (rect.x, rect.y, rect.width, rect.height), strict=True)
    assert all(math.isclose(a, b, abs_tol=1e-6) for a, b in pairs)


@given(page_boxes(), shares, shares)
def test_what_is_on_the_page_as_seen_lies_within_it_in_user_space(box: PageBox, x: float, y: float) -> None:
    rect = place(box, x, y, 0, 0)
    ux, uy = to_user_space(box, rect.x, rect.y)
    assert box.x0 - TOLERANCE <= ux <= box.x1 + TOLERANCE
    assert box.y0 - TOLERANCE <= uy <= box.y1 + TOLERANCE


def test_the_top_left_as_seen_is_the_corner_that_the_rotation_brings_there() -> None:
    corners = {}
    for turn in (0, 90, 180, 270):
        box = PageBox(-10, 20, 90, 220, turn)
        corners[turn] = to_user_space(box, 0, box.height)
    assert corners == {0: (-10, 220), 90: (-10, 20), 180: (90, 20), 270: (90, 220)}


def test_a_box_a_tenth_from_the_top_is_placed_from_the_bottom() -> None:
    assert place(PageBox(0, 0, 200, 100), 0.1, 0.1, 0.5, 0.2) == Rect(20, 70, 100, 20)


def test_a_turned_page_is_as_wide_as_it_was_high() -> None:
    box = PageBox(0, 0, 595, 842, 270)
    assert (box.width, box.height) == (842, 595)


def test_the_crop_is_cut_to_the_media_and_ignored_outside_it() -> None:
    assert PageBox.of([0, 0, 100, 100], [-5, 10, 50, 200]) == PageBox(0, 10, 50, 100)
    assert PageBox.of([0, 0, 100, 100], [200, 200, 300, 300]) == PageBox(0, 0, 100, 100)


@given(page_boxes())
def test_a_page_box_survives_json(box: PageBox) -> None:
    assert PageBox.from_dict(json.loads(json.dumps(box.to_dict()))) == box
