"""A phone in use: turned, zoomed, put away in the middle of a signature, reloaded, and typed on in Korean. Nothing is lost."""

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from dojang.signing.tests.test_in_browser import approve, asked, begin, next_question, open_document, values
from dojang.signing.tests.test_ways_in_browser import LOOPS, drawing, phone, touch
from dojang.signing.tests.visiting import data_in
from tests.factories import field

__all__ = ["phone"]
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
UPRIGHT: ViewportSize = {"width": 360, "height": 740}
ACROSS: ViewportSize = {"width": 740, "height": 360}
NAME_AND_SIGN = [field("name", "text", 1, required=True), field("sign", "signature", 1, 0.3, required=True)]


@pytest.fixture
def page(phone: BrowserContext, live_server: LiveServer) -> Page:
    page = open_document(phone, begin(live_server, NAME_AND_SIGN, steps=1))
    next_question(page)
    return page


def put_away(page: Page) -> None:
    """A call comes in: the page is hidden and frozen, and comes back later."""
    told = page.context.new_cdp_session(page)
    for state in ("frozen", "active"):
        told.send("Page.setWebLifecycleState", {"state": state})


def test_a_signature_goes_on_after_a_call_a_turn_and_a_zoom(page: Page) -> None:
    asked(page, "name").locator("input").fill("이서연")
    next_question(page)
    pad, told = asked(page, "sign").locator("canvas"), page.context.new_cdp_session(page)
    touch(page, pad, LOOPS)
    before = drawing(page)
    put_away(page)
    for size in (ACROSS, UPRIGHT):
        page.set_viewport_size(size)
        expect(pad).to_be_visible()
    for scale in (2, 1):
        told.send("Emulation.setPageScaleFactor", {"pageScaleFactor": scale})
    assert drawing(page) == before
    touch(page, pad, [(0.2, 0.9), (0.5, 0.8), (0.8, 0.9)])
    assert drawing(page)["strokes"][0] == before["strokes"][0]
    next_question(page)
    approve(page)
    assert (values()["name"].text, len(data_in("sign")["strokes"])) == ("이서연", 2)


def test_a_turn_in_the_middle_of_a_stroke_keeps_what_was_drawn(page: Page) -> None:
    asked(page, "name").locator("input").fill("Lee")
    next_question(page)
    finger, box = page.context.new_cdp_session(page), asked(page, "sign").locator("canvas").bounding_box()
    assert box
    for number, (x, y) in enumerate(LOOPS[:20]):
        at = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove" if number else "touchStart", "touchPoints": [at]})
    page.set_viewport_size(ACROSS)
    put_away(page)
    page.set_viewport_size(UPRIGHT)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    [stroke] = drawing(page)["strokes"]
    assert len(stroke) > 10


def test_across_the_pad_and_its_buttons_are_all_there(page: Page) -> None:
    asked(page, "name").locator("input").fill("Lee")
    next_question(page)
    page.set_viewport_size(ACROSS)
    for one in (asked(page, "sign").locator("canvas"), page.locator("[data-main]")):
        one.scroll_into_view_if_needed()
        box = one.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= ACROSS["height"]


@pytest.fixture
def ime(page: Page) -> CDPSession:
    """The input method of the page's keyboard."""
    asked(page, "name").locator("input").focus()
    return page.context.new_cdp_session(page)


def compose(ime: CDPSession, text: str) -> None:
    ime.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_a_syllable_that_is_being_composed_is_neither_cut_nor_sent(page: Page, ime: CDPSession) -> None:
    name = asked(page, "name").locator("input")
    for part in ("ㅇ", "이"):
        compose(ime, part)
    ime.send("Input.insertText", {"text": "이"})
    for part in ("ㅅ", "서"):
        compose(ime, part)
    page.wait_for_timeout(900)  # longer than a draft waits
    expect(name).to_have_value("이서")
    ime.send(
        "Input.dispatchKeyEvent", {"type": "keyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    )
    expect(name).to_be_focused()
    compose(ime, "섯")
    ime.send("Input.insertText", {"text": "서연"})
    expect(name).to_have_value("이서연")
    expect(page.locator("#s0 .spot-value")).to_have_text("이서연")


def test_what_is_being_composed_survives_a_turn_a_call_and_a_reload(page: Page, ime: CDPSession) -> None:
    compose(ime, "한")
    page.set_viewport_size(ACROSS)
    put_away(page)
    expect(page.locator("[name=f0]")).to_have_value("한")
    page.reload()
    page.locator("document-guide[data-at]").wait_for()
    expect(page.locator("[name=f0]")).to_have_value("한")
