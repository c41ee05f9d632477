"""Signing in each of the ways with a real Chromium: by touch on a small phone, by keyboard alone, and without scripts."""

import base64
import math
import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.contracts.contents import StoredPicture
from dojang.contracts.readers import read_value
from dojang.documents.entries import entries
from dojang.lib import blobs
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout, Step
from dojang.pdf.fill import fill
from dojang.pdf.tests.corpus import encoded, fonts, one_page
from dojang.pdf.tests.test_fill import seen
from dojang.pdf.tests.test_ink_extraction import BLUE, jpeg, on_paper
from dojang.signing.document.markup import boxes
from dojang.signing.document.sheets import sheets
from dojang.signing.tests.test_in_browser import PHONE, agree, approve, asked, begin, next_question, open_document
from dojang.signing.tests.visiting import data_in
from tests import factories
from tests.factories import field

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
SIGN = [field("sign", "signature", 1, 0.3, required=True)]
STAMP = [field("stamp", "stamp", 1, 0.3, required=True)]
PHOTO: FilePayload = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": jpeg(on_paper(BLUE))}


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**PHONE)
    yield context
    context.close()


def way(question: Locator, name: str) -> None:
    question.locator(".way", has_text=name).tap()


def see(page: Page, name: str) -> None:
    """A picture of the page, to be looked at."""
    folder = os.environ.get("DOJANG_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_name_is_typed_in_a_hand(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, SIGN, steps=1))
    question = asked(page, "sign")
    see(page, "draw")
    way(question, "이름 입력")
    expect(question.locator("[data-body=type] [data-text]")).to_have_value("Lee")
    question.locator("[data-body=type] [data-text]").fill("이서연")
    question.locator(".look", has_text="붓글씨").tap()
    see(page, "type")
    expect(page.locator("#s0 .spot-picture")).to_have_attribute("src", re.compile("kind=typed&text=%EC.*font=brush"))
    next_question(page)
    see(page, "type-review")
    approve(page)
    assert data_in("sign") == {"kind": "typed", "text": "이서연", "font": "brush"}


def test_a_seal_is_made_from_the_name(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, STAMP, steps=1))
    question = asked(page, "stamp")
    question.locator("[data-body=seal] [data-text]").fill("홍길동")
    question.locator(".look", has_text="네모").tap()
    see(page, "seal")
    next_question(page)
    approve(page)
    assert data_in("stamp") == {"kind": "seal", "text": "홍길동", "shape": "square"}


def test_the_ink_is_cut_out_of_a_photo(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, SIGN, steps=1))
    question = asked(page, "sign")
    way(question, "사진")
    question.locator("input[type=file]").set_input_files(PHOTO)
    expect(question.locator(".papers")).to_be_visible()
    expect(page.locator("#s0 .spot-picture")).to_have_attribute("src", re.compile("^blob:"))
    see(page, "photo")
    next_question(page)
    approve(page)
    assert (data_in("sign")["kind"], data_in("sign")["media_type"]) == ("picture", "image/png")


def touch(page: Page, pad: Locator, path: list[tuple[float, float]], *, lift: bool = True) -> None:
    """A finger on the pad, along a path in fractions of it."""
    pad.scroll_into_view_if_needed()
    box, finger = pad.bounding_box(), page.context.new_cdp_session(page)
    assert box
    for number, (x, y) in enumerate(path):
        at = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove" if number else "touchStart", "touchPoints": [at]})
    if lift:
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def drawing(page: Page) -> Any:
    return page.evaluate("document.querySelector('ink-pad').drawing")


LOOPS = [(0.12 + 0.7 * t / 40, 0.5 - 0.3 * math.sin(t / 40 * math.tau * 3)) for t in range(41)]


def test_a_signature_survives_turning_leaving_and_a_reload_in_the_middle_of_a_stroke(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(phone, begin(live_server, SIGN, steps=1))
    pad = asked(page, "sign").locator("canvas")
    touch(page, pad, LOOPS)
    before = drawing(page)
    for size in ({"width": 740, "height": 360}, {"width": 412, "height": 915}, {"width": 360, "height": 740}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.wait_for_timeout(100)
    assert drawing(page) == before
    touch(page, pad, [(0.2, 0.9), (0.5, 0.8), (0.8, 0.9)], lift=False)
    page.reload()
    page.locator("document-guide[data-at]").wait_for()
    after = drawing(page)
    assert after["strokes"][0] == before["strokes"][0]
    assert len(after["strokes"]) == 2


def test_a_pen_that_presses_draws_more_broadly_and_a_dot_stays_a_dot(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(phone, begin(live_server, SIGN, steps=1))
    canvas = asked(page, "sign").locator("canvas")
    box, pen = canvas.bounding_box(), page.context.new_cdp_session(page)
    assert box
    for force, y in ((0.1, 0.3), (0.9, 0.7)):
        for what, x in (("mousePressed", 0.2), ("mouseMoved", 0.4), ("mouseMoved", 0.6), ("mouseReleased", 0.6)):
            at = {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
            told = {"type": what, "button": "left", "buttons": 1, "pointerType": "pen", "force": force, **at}
            pen.send("Input.dispatchMouseEvent", told)
    touch(page, canvas, [(0.8, 0.5)])
    light, heavy, dot = drawing(page)["strokes"]
    assert max(point[2] for point in light) < 0.8 < max(point[2] for point in heavy)
    assert len(dot) == 1
    next_question(page)
    approve(page)
    assert data_in("sign")["strokes"][1][0][2] > 1


@pytest.mark.parametrize("how", ["draw", "type", "picture"])
def test_a_second_signature_is_the_same_with_one_tap(phone: BrowserContext, live_server: LiveServer, how: str) -> None:
    fields = [*SIGN, field("again", "signature", 1, 0.6, required=True)]
    page = open_document(phone, begin(live_server, fields, steps=1))
    next_question(page)
    first = asked(page, "sign")
    expect(first.locator("[data-same]")).to_be_hidden()
    if how == "draw":
        touch(page, first.locator("canvas"), LOOPS)
    elif how == "type":
        way(first, "이름 입력")
        first.locator(".look", has_text="펜글씨").tap()
    else:
        way(first, "사진")
        first.locator("input[type=file]").set_input_files(PHOTO)
        expect(page.locator("#s0 .spot-picture")).to_have_attribute("src", re.compile("^blob:"))
    next_question(page)
    see(page, f"same-{how}")
    asked(page, "again").locator("[data-same]").tap()
    expect(page.locator("#s1")).to_have_attribute("data-filled", "")
    next_question(page)
    approve(page)
    one, other = data_in("sign"), data_in("again")
    assert one == other


def test_a_picture_is_cropped_and_turned_with_the_keyboard(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, [field("photo", "picture", 1, 0.3, required=True)], steps=1))
    question = asked(page, "photo")
    image = Image.new("RGB", (800, 600), "blue")
    image.paste("red", (0, 0, 400, 300))
    question.locator("input[type=file]").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": encoded(image, "PNG")}
    )
    question.locator(".picture [data-crop]").press("Enter")
    expect(page.locator("dialog[open] canvas")).to_be_focused()
    for key in ("Shift+ArrowLeft", "Shift+ArrowUp"):
        for _ in range(10):
            page.keyboard.press(key)
    see(page, "crop")
    page.locator("dialog[open] [data-crop=turn]").press("Enter")
    page.locator("dialog[open] [data-crop=use]").press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    next_question(page)
    approve(page)
    kept = data_in("photo")
    assert (kept["width"], kept["height"]) == (300, 400)
    assert Image.open(BytesIO(blobs.get(kept["blob"]))).convert("RGB").getextrema() == ((255, 255), (0, 0), (0, 0))


def test_a_keyboard_alone_signs_by_typing_and_makes_a_seal(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = open_document(context, begin(live_server, [*SIGN, field("stamp", "stamp", 1, 0.6, required=True)], steps=1))
    page.locator("[data-main]").press("Enter")
    press_until(page, "Tab", ".way input")
    press_until(page, "ArrowRight", "[value=type]")
    press_until(page, "Tab", "[data-text]")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Kim Lee")
    press_until(page, "Tab", "[data-body=type] .look input")
    page.keyboard.press("Space")
    see(page, "keyboard-type")
    press_until(page, "Tab", "[data-main]")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "[data-body=seal] .look input")
    page.keyboard.press("ArrowDown")
    see(page, "keyboard-seal")
    press_until(page, "Tab", "[data-main]")
    page.keyboard.press("Enter")
    page.locator("#approve [data-final]").press("Enter")
    page.wait_for_selector("[data-standing]")
    assert data_in("sign") == {"kind": "typed", "text": "Kim Lee", "font": "pen"}
    assert data_in("stamp")["kind"] == "seal"
    context.close()


def press_until(page: Page, key: str, selector: str) -> None:
    """The key, until the focus is where it should be."""
    for _ in range(30):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} does not lead to {selector}")


def test_without_scripts_a_name_is_typed_and_a_seal_is_made(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(begin(live_server, [*SIGN, field("stamp", "stamp", 1, 0.6, required=True)], steps=1))
    page.get_by_role("button", name="계속").click()
    agree(page)
    sign, stamp = page.locator("sign-box").all()
    expect(sign.get_by_text("그리기")).to_be_hidden()
    way(sign, "이름 입력")
    sign.locator(".look", has_text="또박또박").tap()
    way(stamp, "도장 만들기")
    stamp.locator(".look", has_text="타원").tap()
    see(page, "noscript")
    page.get_by_role("button", name="서명 완료").click()
    page.wait_for_selector("[data-standing]")
    assert (data_in("sign")["font"], data_in("stamp")["shape"]) == ("neat", "oval")
    context.close()


def test_a_name_that_cannot_be_made_says_why_and_stays(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, STAMP, steps=1))
    question = asked(page, "stamp")
    question.locator("[data-body=seal] [data-text]").fill("이🦜")
    expect(question.locator(".error")).to_contain_text("🦜")
    question.locator(".look", has_text="둥근").tap()
    next_question(page)
    expect(asked(page, "stamp").locator(".error")).to_contain_text("🦜")
    question.locator("[data-body=seal] [data-text]").fill("이서연")
    expect(page.locator("#s0")).to_have_attribute("data-filled", "")
    next_question(page)
    approve(page)
    assert data_in("stamp")["text"] == "이서연"


def test_each_way_reads_well_for_everybody(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, STAMP, steps=1))
    page.evaluate(AXE.read_text())
    question, found = asked(page, "stamp"), dict[str, Any]()
    for name in ("도장 만들기", "그리기", "이름 입력", "사진"):
        way(question, name)
        found[name] = page.evaluate(FAULTS)
    question.locator("input[type=file]").set_input_files(PHOTO)
    expect(page.locator("#s0 .spot-picture")).to_be_visible()
    found["photo"] = page.evaluate(FAULTS)
    question.locator(".picture [data-crop]").tap()
    expect(page.locator("dialog[open] canvas")).to_be_focused()
    found["crop"] = page.evaluate(FAULTS)
    assert not any(found.values()), found


AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
FAULTS = "axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))"
WAVE = [[0.1 + 0.8 * t / 30, 0.5 - 0.4 * math.sin(t / 3), 0.5 + t / 30] for t in range(31)]


@pytest.mark.parametrize("raw", [
    {"kind": "drawn", "ratio": 2.5, "strokes": [WAVE, [[0.5, 0.9]]]},
    {"kind": "typed", "text": "홍길동 Zoë", "font": "brush"},
    {"kind": "seal", "text": "홍길동", "shape": "round"},
    {"kind": "photo", "photo": PHOTO["buffer"]},
], ids=lambda raw: raw["kind"])  # fmt: skip
def test_what_the_page_shows_is_what_is_sealed(chromium: Browser, raw: dict[str, Any]) -> None:
    box = Field(**field("sign", "signature", 1, 0.1) | {"kind": Kind.SIGNATURE, "w": 0.5, "h": 0.1})
    layout, content = Layout((Step(step=1),), (box,)), read_value(box, raw, "tests")
    picture = blobs.get(content.blob) if isinstance(content, StoredPicture) else b""
    address = f"data:image/png;base64,{base64.b64encode(picture).decode()}" if picture else ""
    [sheet] = sheets([factories.page()], "/page", layout, {"sign": content}, picture_url=lambda _number: address)
    filled = fill(one_page(contents=[b"1 g 0 0 595 842 re f"]), entries(layout, {"sign": content}), fonts())
    page = chromium.new_page(viewport={"width": 595, "height": 168}, device_scale_factor=2)
    spot = boxes(sheet.spots, "ko", "ko")
    style = f"{SHEET_CSS} body {{ margin: 0 }} .spot {{ position: static; width: 595px; height: 168.4px }} .unseen {{ display: none }}"
    page.set_content(f"<style>{style}</style>{spot}")
    shown = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    paper = seen(filled, scale=4)
    left, top = round(box.x * paper.width), round(box.y * paper.height)
    sealed = paper.crop((left, top, left + round(0.5 * paper.width), top + round(0.1 * paper.height))).resize(
        shown.size
    )
    difference = ImageChops.difference(shown, sealed).convert("L").filter(ImageFilter.MinFilter(5))
    assert sum(shown.convert("L").histogram()[:120]) > 200
    assert sum(difference.histogram()[100:]) < 40


SHEET_CSS = (Path(__file__).parents[1] / "static" / "signing" / "sheet.css").read_text()
