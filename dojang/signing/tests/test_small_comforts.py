"""What makes filling easy on a phone: a dialog that scrolls as one, notices that wrap, offers, pictures that never get lost."""

import json
import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.contracts.models import Draft
from dojang.signing.tests.test_document import png
from dojang.signing.tests.test_guide import opened, phone
from dojang.signing.tests.test_in_browser import approve, asked, draw, next_question
from dojang.signing.tests.visiting import data_in
from tests.factories import field

__all__ = ["phone"]
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip


def touch_box(page: Page, number: int) -> Locator:
    page.evaluate("number => document.getElementById(`s${number}`).click()", number)
    return page.locator(".question[data-now]")


def choose(question: Locator, data: bytes, name: str = "a.png", media_type: str = "image/png") -> None:
    question.locator("input[type=file]").set_input_files({"name": name, "mimeType": media_type, "buffer": data})


_FOLD = """dialog => {
  const fold = dialog.getBoundingClientRect().bottom;
  const rows = [...dialog.querySelectorAll("li")].map((row) => row.getBoundingClientRect()).filter(({ height }) => height);
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && one.localName !== "textarea";
  const inner = [...dialog.querySelectorAll("*")].filter(scrolls);
  return { scrolls: dialog.scrollHeight > dialog.clientHeight, inner: inner.length,
    atBorder: rows.some(({ top, bottom }) => Math.min(Math.abs(top - fold), Math.abs(bottom - fold)) < 4) };
}"""


def test_the_review_scrolls_as_a_whole_begins_with_the_signature_and_is_never_cut_at_a_row(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    many = [field(f"n{number}", "text", 1, 0.05 + number * 0.03, h=0.02) for number in range(14)]
    page = opened(phone, live_server, *many, field("sign", "signature", 1, 0.8))
    draw(page, touch_box(page, 14))
    page.evaluate("document.querySelector('document-guide')")
    while not page.locator("#approve[open]").count():
        next_question(page)
    dialog = page.locator("#approve")
    assert dialog.locator("li").first.locator(".review-picture path").count()
    assert dialog.evaluate("dialog => dialog.innerText.indexOf('NDA 2026') < dialog.innerText.indexOf('sign')")
    for height in range(560, 760, 8):
        page.set_viewport_size({"width": 360, "height": height})
        page.evaluate("new Promise(requestAnimationFrame)")
        assert dialog.evaluate(_FOLD) == {"scrolls": True, "inner": 0, "atBorder": False}, height


def test_that_the_visit_has_ended_is_told_within_the_screen(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(phone, live_server, field("name", "text", 1), field("b", "text", 1, 0.2))
    next_question(page)
    phone.clear_cookies()
    asked(page, "name").locator("input").fill("이서연")
    expect(page.locator("[data-notice]")).to_contain_text("연결이 끝났습니다")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_who_comes_back_continues(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(phone, live_server, field("a", "text", 1), field("b", "text", 1, 0.2, required=True))
    expect(page.locator("[data-main]")).to_have_text("작성 시작")
    next_question(page)
    expect(page.locator("[data-jump]")).to_have_text("남은 필수 1개")
    asked(page, "a").locator("input").fill("x")
    next_question(page)
    asked(page, "b")
    expect(page.locator("[data-jump]")).to_have_text("남은 필수 1개")
    expect(page.locator(".saved")).to_contain_text("저장됨")
    page.reload()
    expect(page.locator("[data-main]")).to_have_text("이어서 작성")


def test_the_signers_name_and_the_day_are_one_tap_away(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(
        phone, live_server, field("성명", "text", 1), field("작성일", "text", 1, 0.2), field("주소", "text", 1, 0.3)
    )
    next_question(page)
    asked(page, "성명").locator("[data-offer]").tap()
    expect(asked(page, "성명").locator("input")).to_have_value("Lee")
    expect(asked(page, "성명").locator("[data-offer]")).to_be_hidden()
    next_question(page)
    asked(page, "작성일").locator("[data-offer]").tap()
    today = page.evaluate("new Date().toLocaleDateString('ko', {dateStyle: 'long'})")
    expect(asked(page, "작성일").locator("input")).to_have_value(today)
    next_question(page)
    expect(asked(page, "주소").locator("[data-offer]")).to_have_count(0)


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def cut_jpeg() -> bytes:
    """One that a browser shows in part, and the server does not take."""
    out = BytesIO()
    Image.frombytes("RGB", (400, 300), os.urandom(360_000)).save(out, "JPEG")
    return out.getvalue()[:60_000]


@pytest.mark.parametrize(("data", "words"), [
    (b"%PDF-1.7 no picture", "사진으로 읽을 수 없습니다"), (HEIC, "HEIC 사진을 읽지 못합니다"),
    (cut_jpeg(), "읽을 수 없습니다"), (bytes(20_000_001), "20 MB까지"),
], ids=["no picture", "HEIC", "cut off", "too large"])  # fmt: skip
def test_a_file_that_is_no_picture_leaves_the_signature_and_the_photo_before(
    phone: BrowserContext, live_server: LiveServer, data: bytes, words: str
) -> None:
    page = opened(phone, live_server, field("photo", "picture", 1), field("sign", "signature", 1, 0.4))
    choose(touch_box(page, 0), png(64))
    expect(page.locator("#s0 img")).to_have_count(1)
    draw(page, touch_box(page, 1))
    before = page.locator("#s1 .spot-content").inner_html()
    for number in (0, 1):
        question = touch_box(page, number)
        question.locator(".way:has([value=picture])").tap() if number else None
        choose(question, data, "a.jpg", "image/jpeg")
        expect(question.locator(".error")).to_contain_text(words)
        expect(question.locator(".error")).to_contain_text("그대로 있습니다")
    assert page.locator("#s1 .spot-content").inner_html() == before
    while not page.locator("#approve[open]").count():
        next_question(page)
    approve(page)
    assert (data_in("photo")["width"], data_in("sign")["kind"]) == (64, "drawn")


def test_a_picture_of_another_kind_is_made_into_one_that_is_taken(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    out = BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, "WEBP")
    page = opened(phone, live_server, field("photo", "picture", 1))
    choose(asked(page, "photo"), out.getvalue(), "a.webp", "image/webp")
    expect(page.locator(".saved")).to_contain_text("저장됨")
    data = Draft.objects.get().data
    assert data
    assert (data["media_type"], data["width"]) == ("image/jpeg", 60), json.dumps(data)


def test_a_white_picture_is_refused_at_once_in_a_box_for_a_signature(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = opened(phone, live_server, field("sign", "signature", 1, 0.4))
    question = asked(page, "sign")
    question.locator(".way:has([value=picture])").tap()
    choose(question, png(64, "white"))
    expect(question.locator(".error")).to_contain_text("서명이나 도장이 보이지 않습니다")
    next_question(page)
    asked(page, "sign")
    assert not Draft.objects.exists()


def test_the_limit_is_that_of_the_file_one_chooses(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(phone, live_server, field("photo", "picture", 1))
    expect(asked(page, "photo")).to_contain_text("20 MB까지")
    expect(asked(page, "photo").get_by_text("1 MB까지")).to_be_hidden()


def test_a_page_that_does_not_come_is_named_with_what_to_do(phone: BrowserContext, live_server: LiveServer) -> None:
    phone.route("**/page/1", lambda route: route.fulfill(status=500, body="lost"))
    page = opened(phone, live_server, field("name", "text", 1))
    lost = page.locator("#page1 .sheet-lost")
    expect(lost).to_contain_text("이 쪽을 불러오지 못했습니다")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
