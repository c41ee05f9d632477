"""The signer's pages in a real Chromium: a phone, a finger, no mouse; and without scripts."""

import os
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event, FieldValue
from dojang.flow import start
from dojang.signing.tests.test_document import EVERY_KIND, png
from dojang.signing.tests.visiting import data_in, token_in
from tests import factories
from tests.factories import field, order

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "reduced_motion": "reduce"}
Status = Contract.Status


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone; what the browser's console complains of fails the test, except the answer that a form was refused."""
    context, complaints = chromium.new_context(**PHONE), list[str]()
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda said: complaints.append(f"{said.type} {said.text}"))
    yield context
    context.close()
    assert [said for said in complaints if not said.startswith(("log", "info")) and "422" not in said] == []


@pytest.fixture
def link(live_server: LiveServer) -> str:
    return begin(live_server, EVERY_KIND)


def begin(server: LiveServer, fields: list[dict[str, Any]], steps: int = 2) -> str:
    """Start a contract; the first signer's link at the test's server."""
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=fields, steps=steps)
    people = [factories.signer("Lee", factories.LEE), factories.signer("Park", factories.PARK)][:steps]
    started = start.start(order(company, signers=people))
    return f"{server.url}/mail/sign?token={token_in(started.first.url)}"


def open_document(context: BrowserContext, link: str) -> Page:
    """Follow the link to the document."""
    page = context.new_page()
    page.goto(link)
    page.wait_for_url("**/s/*")
    agree(page)
    page.locator("document-guide[data-at]").wait_for()  # its script has run
    return page


def agree(page: Page | Frame) -> None:
    """To sign electronically."""
    page.locator("[name=agree]").check()
    page.locator(".consent button").click()


def asked(page: Page, title: str) -> Locator:
    """The question with this title, once the dock asks it."""
    question = page.locator(".question[data-now]")
    expect(question.locator("legend")).to_contain_text(title)
    return question


def next_question(page: Page) -> None:
    page.locator("[data-main]").click()


def draw(page: Page, pad: Locator, scale: float = 1.0) -> None:
    """A zigzag across the pad, with the pointer."""
    box = pad.locator("canvas").bounding_box()
    assert box
    points = [(0.2, 0.6), (0.35, 0.25), (0.5, 0.75), (0.65, 0.25), (0.8, 0.6)]
    at = [(box["x"] + box["width"] * (0.5 + (x - 0.5) * scale), box["y"] + box["height"] * (0.5 + (y - 0.5) * scale))
          for x, y in points]  # fmt: skip
    page.mouse.move(*at[0])
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y, steps=6)
    page.mouse.up()


def approve(page: Page) -> None:
    """In the dialog that opens after the last question."""
    page.locator("#approve [data-final]").click()
    page.wait_for_selector("[data-standing]")


def values() -> dict[str, FieldValue]:
    return {row.name: row for row in FieldValue.objects.all()}


def test_a_phone_fills_every_kind_of_box_and_approves(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    next_question(page)
    asked(page, "name").locator("input").fill("이서연")
    next_question(page)
    asked(page, "ok").locator("input").check()
    next_question(page)
    asked(page, "하나를 골라").get_by_text("no", exact=True).click()
    next_question(page)
    asked(page, "day").locator("input").fill("2026-11-22")
    next_question(page)
    asked(page, "photo").locator("input[type=file]").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": png(64)}
    )
    next_question(page)
    draw(page, asked(page, "sign"))
    next_question(page)
    asked(page, "seal").locator(".way", has_text="그리기").tap()
    draw(page, asked(page, "seal"))
    next_question(page)
    approve(page)
    there = values()
    assert (there["name"].text, there["ok"].text, there["no"].text, there["day"].text) == (
        "이서연",
        "Y",
        "Y",
        "2026-11-22",
    )
    assert [data_in(name)["kind"] for name in ("photo", "sign", "seal")] == ["picture", "drawn", "drawn"]
    assert data_in("sign")["ratio"] == pytest.approx(2.5, abs=0.1)
    assert data_in("seal")["ratio"] == pytest.approx(1.0, abs=0.05)
    assert Contract.objects.get().turn == 2


def test_each_answer_is_shown_in_its_place_on_the_page(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    next_question(page)
    asked(page, "name").locator("input").fill("이서연")
    expect(page.locator("#s0 .spot-value")).to_have_text("이서연")
    page.locator("#s2").click()
    expect(page.locator("#s2")).to_have_attribute("data-filled", "")
    page.locator("#s6").click()
    draw(page, asked(page, "sign"))
    expect(page.locator("#s6 .spot-ink path").first).to_have_attribute("d", re.compile("^M"))
    expect(page.locator("#s6")).to_have_attribute("aria-label", "sign — 작성됨")


def test_the_main_button_stays_at_a_required_box_that_is_empty(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    next_question(page)
    next_question(page)
    question = asked(page, "name")
    expect(question.locator(".error")).to_have_text("꼭 필요한 칸입니다.")
    expect(question.locator("input")).to_be_focused()
    expect(page.locator("[data-live]")).to_contain_text("꼭 필요한 칸입니다.")


def test_a_signature_that_is_a_slip_of_the_finger_is_asked_for_again(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(phone, begin(live_server, [field("sign", "signature", 1, required=True)], steps=1))
    draw(page, asked(page, "sign"), scale=0.02)
    next_question(page)
    expect(asked(page, "sign").locator(".error")).to_contain_text("조금 더 크게")


def test_a_drawing_survives_turning_the_phone_and_can_be_undone(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, [field("sign", "signature", 1, required=True)], steps=1))
    draw(page, asked(page, "sign"))
    before = page.evaluate("document.querySelector('ink-pad').drawing")
    page.set_viewport_size({"width": 740, "height": 360})
    draw(page, asked(page, "sign"), scale=0.5)
    after = page.evaluate("document.querySelector('ink-pad').drawing")
    assert len(after["strokes"]) == 2
    points = zip(before["strokes"][0], after["strokes"][0], strict=True)
    assert max(abs(was - now) for pair in points for was, now in zip(*pair, strict=True)) < 0.001
    page.locator("[data-pad=undo]").click()
    assert len(page.evaluate("document.querySelector('ink-pad').drawing.strokes")) == 1
    page.locator("[data-pad=clear]").click()
    assert page.evaluate("document.querySelector('ink-pad').drawing") is None


def test_a_picture_that_is_too_large_is_made_smaller_before_it_is_sent(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    out = BytesIO()
    Image.frombytes("RGB", (1200, 900), os.urandom(1200 * 900 * 3)).save(out, "PNG")
    assert len(out.getvalue()) > 1_000_000
    page = open_document(phone, begin(live_server, [field("photo", "picture", 1, required=True)], steps=1))
    page.locator("input[type=file]").set_input_files(
        {"name": "noise.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    expect(page.locator(".picture-choose")).to_contain_text("다른 사진", timeout=20_000)
    assert page.evaluate("document.querySelector('input[type=file]').files[0].size") <= 1_000_000
    next_question(page)
    approve(page)
    assert data_in("photo")["width"] < 1200


def test_a_signature_drawn_after_a_picture_was_taken_out_is_the_answer(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(phone, begin(live_server, factories.two_steps()))
    page.locator("#s1").click()
    question = asked(page, "sign1")
    question.locator(".way", has_text="사진").tap()
    question.locator("input[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": png(64)})
    question.locator("[data-remove]").click()
    question.locator(".way", has_text="그리기").tap()
    draw(page, question)
    next_question(page)
    approve(page)
    assert data_in("sign1")["kind"] == "drawn"


def test_rejecting_explains_itself_and_takes_the_reason_along(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    page.locator("[data-opens=reject]").click()
    expect(page.locator("#reject")).to_contain_text("서명 요청이 취소되고")
    page.locator("#reject textarea").fill("이름이 다릅니다")
    page.locator("#reject [data-final]").click()
    page.wait_for_selector("[data-standing=rejected]")
    contract = Contract.objects.get()
    assert (contract.status, contract.end_reason) == (Status.CANCELED, "이름이 다릅니다")


def test_two_taps_approve_once(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, [field("name", "text", 1)], steps=1))
    next_question(page)
    page.locator("#approve [data-final]").dblclick()
    page.wait_for_selector("[data-standing]")
    assert Event.objects.filter(kind=Event.Kind.APPROVED).count() == 1


def test_enter_goes_on_but_not_while_a_syllable_is_composed(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, [field("name", "text", 1), field("town", "text", 1, 0.2)], steps=1))
    next_question(page)
    held = """input => !input.dispatchEvent(new KeyboardEvent("keydown",
        {key: "Enter", isComposing: true, bubbles: true, cancelable: true}))"""
    assert asked(page, "name").locator("input").evaluate(held)
    asked(page, "name").locator("input").fill("Lee")
    page.keyboard.press("Enter")
    expect(asked(page, "town").locator("input")).to_be_focused()


def test_what_was_entered_survives_a_change_of_language(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    next_question(page)
    asked(page, "name").locator("input").fill("이서연")
    page.locator("#s6").click()
    draw(page, asked(page, "sign"))
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/s/*?lang=en")
    expect(page.locator("#s0 .spot-value")).to_have_text("이서연")
    assert page.evaluate("document.querySelector('ink-pad').drawing.strokes.length") == 1


def test_the_servers_objection_is_shown_at_its_box_and_nothing_is_lost(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    page.evaluate("document.querySelector('[name=f0]').removeAttribute('maxlength')")
    next_question(page)
    asked(page, "name").locator("input").fill("a name that is much too long")
    page.locator("#s2").click()
    page.locator("#s6").click()
    draw(page, asked(page, "sign"))
    page.evaluate("document.getElementById('approve').showModal()")
    page.locator("#approve [data-final]").click()
    question = asked(page, "name")
    expect(question.locator(".error")).to_have_text("10자까지 쓸 수 있습니다.")
    expect(question.locator("input")).to_have_value("a name that is much too long")
    assert page.evaluate("document.querySelector('ink-pad').drawing.strokes.length") == 1


@pytest.mark.parametrize("way", ["popup", "frame"])
def test_closing_tells_the_integrators_page_and_no_other(
    phone: BrowserContext, live_server: LiveServer, shop: str, way: str
) -> None:
    link = begin(live_server, [field("note", "text", 1)], steps=1)
    Company.objects.update(frame_origins=[shop])
    opener = phone.new_page()
    opener.goto(shop)
    opener.evaluate(_LISTEN)
    page = _opened(opener, way, f"{link}&callback_fn=true")
    page.wait_for_url("**/s/*")
    agree(page)
    page.locator("document-guide[data-at]").wait_for()
    page.evaluate("document.querySelector('form[action$=reject]').submit()")
    page.locator("[data-close]").click()
    opener.wait_for_function("told.length > 1")
    contract = Contract.objects.get()
    assert opener.evaluate("told") == [
        {
            "origin": live_server.url,
            "data": {"source": "dojang", "event": event, "workflow_id": contract.pk, "status": "rejected"},
        }
        for event in ("acted", "closed")
    ]


def test_a_frame_in_a_page_that_is_not_listed_says_why(chromium: Browser, live_server: LiveServer, shop: str) -> None:
    link = begin(live_server, [field("note", "text", 1)], steps=1)
    Company.objects.update(frame_origins=["https://other.example"])
    context = chromium.new_context(**PHONE)
    opener = context.new_page()
    opener.goto(shop)
    frame = _opened(opener, "frame", link)
    expect(frame.locator("main")).to_contain_text(shop)
    with context.expect_page() as opened:
        frame.locator("[target=_blank]").click()
    opened.value.wait_for_url("**/s/*")
    context.close()


_LISTEN = """() => {
  window.told = [];
  addEventListener("message", (event) => told.push({ origin: event.origin, data: event.data }));
}"""
_FRAME = """(url) => {
  const frame = document.createElement("iframe");
  frame.src = url;
  document.body.append(frame);
}"""


def _opened(opener: Page, way: str, url: str) -> Page | Frame:
    if way == "popup":
        with opener.expect_popup() as popup:
            opener.evaluate("(url) => void open(url)", url)
        return popup.value
    opener.evaluate(_FRAME, url)
    element = opener.wait_for_selector("iframe")
    frame = element.content_frame() if element else None
    assert frame is not None
    return frame


@pytest.fixture
def shop() -> Iterator[str]:
    """An integrator's page, at an origin of its own."""
    with ThreadingHTTPServer(("localhost", 0), _Blank) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


class _Blank(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b'<!doctype html><link rel="icon" href="data:,"><title>Shop</title><body>')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the base class names it
        pass


def test_without_scripts_it_is_a_plain_form(chromium: Browser, live_server: LiveServer) -> None:
    fields = [field("name", "text", 1, required=True), field("sign", "signature", 1, 0.3, required=True)]
    context = chromium.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(begin(live_server, fields, steps=1))
    page.get_by_role("button", name="계속").click()
    agree(page)
    page.locator("[name=f0]").fill("이서연")
    page.locator(".way", has_text="사진").tap()
    page.locator("input[type=file]").set_input_files({"name": "s.png", "mimeType": "image/png", "buffer": png(40)})
    page.locator(".paper", has_text="사진 그대로").tap()
    page.get_by_role("button", name="서명 완료").click()
    page.wait_for_selector("[data-standing=sealing]")
    assert data_in("sign")["kind"] == "picture"
    context.close()


def test_values_in_the_page_are_never_code(phone: BrowserContext, live_server: LiveServer) -> None:
    title, value = "<img src=x onerror=alert(1)>", "</textarea><script>alert(1)</script>"
    page = open_document(phone, begin(live_server, [field("a\"><b>'", "text", 1, label=title, default=value)], steps=1))
    page.locator("#s0").click()
    expect(asked(page, title).locator("input")).to_have_value(value)
