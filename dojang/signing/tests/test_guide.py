"""The dock in a real Chromium: the short way, what is left, the review, and hands that tap twice or compose."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event
from dojang.signing.tests.test_in_browser import PHONE, asked, begin, draw, next_question, open_document, values
from tests.factories import field

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**PHONE, timezone_id="Asia/Seoul")
    yield context
    context.close()


def opened(phone: BrowserContext, server: LiveServer, *fields: dict[str, Any]) -> Page:
    return open_document(phone, begin(server, list(fields), steps=1))


def bar(page: Page) -> float:
    share: float = page.locator(".dock-progress").evaluate("bar => bar.value / bar.max")
    return share


def test_one_signature_takes_five_taps(phone: BrowserContext, live_server: LiveServer) -> None:
    page = phone.new_page()
    page.goto(begin(live_server, [field("sign", "signature", 1, required=True)], steps=1))
    page.locator("[name=agree]").tap()
    page.locator(".consent button").tap()
    draw(page, asked(page, "sign"))
    page.locator("[data-main]").tap()
    page.locator("#approve [data-final]").tap()
    page.wait_for_selector("[data-standing]")
    assert Contract.objects.get().status == Contract.Status.SEALING


def test_the_paper_is_not_moved_before_it_was_read(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(phone, live_server, field("sign", "signature", 1, 0.9, required=True))
    asked(page, "sign")
    assert page.evaluate("scrollY") == 0
    page.locator("[data-fold]").tap()
    expect(page.locator(".question[data-now]")).to_be_hidden()
    page.locator("[data-fold]").tap()
    expect(page.locator(".question[data-now]")).to_be_visible()


def test_boxes_left_empty_on_purpose_count_as_done(phone: BrowserContext, live_server: LiveServer) -> None:
    fields = [field("a", "text", 1), field("b", "text", 1, 0.2), field("c", "text", 1, 0.3, required=True)]
    page = opened(phone, live_server, *fields)
    assert bar(page) == 0
    next_question(page)
    expect(page.locator("[data-count]")).to_have_text("1 / 3")
    next_question(page)
    assert bar(page) == pytest.approx(1 / 3)
    next_question(page)
    asked(page, "c").locator("input").fill("x")
    next_question(page)
    assert bar(page) == 1


def test_one_tap_leads_to_what_still_has_to_be_filled(phone: BrowserContext, live_server: LiveServer) -> None:
    fields = [
        field(name, "text", 1, y, required=name > "b") for name, y in zip("abcd", (0.1, 0.2, 0.3, 0.4), strict=True)
    ]
    page = opened(phone, live_server, *fields)
    next_question(page)
    jump = page.locator("[data-jump]")
    expect(jump).to_have_text("남은 필수 2개")
    jump.tap()
    asked(page, "c")
    expect(jump).to_have_text("남은 필수 2개")
    asked(page, "c").locator("input").fill("x")
    expect(jump).to_have_text("남은 필수 1개")
    jump.tap()
    asked(page, "d").locator("input").fill("x")
    expect(jump).to_be_hidden()


def test_all_entries_are_reviewed_and_lead_back(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(
        phone, live_server, field("name", "text", 1, label="성명"), field("day", "date", 1, 0.2), field("ok", "check", 1, 0.25),
        field("yes", "radio", 1, 0.3, group="g"), field("no", "radio", 1, 0.35, group="g"), field("sign", "signature", 1, 0.4),
    )  # fmt: skip
    next_question(page)
    asked(page, "성명").locator("input").fill("이서연")
    next_question(page)
    asked(page, "day").locator("[data-today]").tap()
    next_question(page)
    next_question(page)
    asked(page, "하나를 골라").get_by_text("no", exact=True).click()
    next_question(page)
    draw(page, asked(page, "sign"))
    next_question(page)
    told = page.locator("#approve .review li")
    today = page.evaluate("new Date().toLocaleDateString('ko', {dateStyle: 'long'})")
    expect(told.locator(".review-value")).to_have_text(["이서연", today, "체크 안 함", "no"])
    expect(told.first.locator(".review-picture path").first).to_have_attribute("d", re.compile("^M"))
    page.get_by_role("button", name="고치기: 성명").tap()
    expect(asked(page, "성명").locator("input")).to_be_focused()


def test_what_follows_is_told_before_one_decides(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, [field("a", "text", 1), field("b", "text", 2, 0.2)]))
    next_question(page)
    expect(page.locator("#approve .then")).to_contain_text("다음 서명자 Park 님께 넘어갑니다")
    page.locator("#approve [data-closes]").tap()
    page.locator("[data-opens=reject]").tap()
    expect(page.locator("#reject .then")).to_contain_text("서명 요청이 취소되고")
    page.locator("#reject [data-final]").tap()
    assert Contract.objects.get().status == Contract.Status.PLAYING  # a reason is asked for


def test_a_second_tap_on_the_way_to_the_dialog_decides_nothing(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(phone, live_server, field("a", "text", 1))
    final = page.locator("#approve [data-final]")
    next_question(page)
    place = final.bounding_box()
    page.locator("#approve [data-closes]").tap()
    assert place
    page.locator("[data-main]").focus()
    page.keyboard.press("Enter")
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.wait_for_timeout(400)
    expect(final).to_be_visible()
    assert not Event.objects.filter(kind=Event.Kind.APPROVED).exists()


def test_enter_ends_a_syllable_and_not_the_question(phone: BrowserContext, live_server: LiveServer) -> None:
    page = opened(phone, live_server, field("a", "text", 1), field("b", "text", 1, 0.2))
    next_question(page)
    asked(page, "a").locator("input").focus()
    keyboard = phone.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "한", "selectionStart": 1, "selectionEnd": 1})
    keyboard.send(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    )
    keyboard.send("Input.dispatchKeyEvent", {"type": "char", "key": "Enter", "code": "Enter", "text": "\r"})
    expect(asked(page, "a").locator("input")).to_have_value("한")
    keyboard.send("Input.insertText", {"text": "한글"})
    page.keyboard.press("Enter")
    asked(page, "b")
    assert page.locator("#s0 .spot-value").text_content() == "한글"


def test_a_title_breaks_its_lines_as_its_own_language_does(phone: BrowserContext, live_server: LiveServer) -> None:
    link = begin(live_server, [field("a", "text", 1)], steps=1)
    Contract.objects.update(language="ja", title="秘密保持契約書についてのおしらせとおねがい")
    title = open_document(phone, link).locator("h1")
    assert title.evaluate("title => getComputedStyle(title).wordBreak") == "auto-phrase"
    assert Company.objects.get().language == "ko"


def test_a_name_that_its_box_would_cut_off_is_told_in_the_dock_alone(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    fields = [field("a", "text", 1, label="위임하는 업무의 범위", w=0.05), field("b", "text", 1, 0.2, label="성명")]
    page = opened(phone, live_server, *fields)
    expect(page.locator("#s0 .spot-name")).to_be_hidden()
    expect(page.locator("#s1 .spot-name")).to_be_visible()
    assert values() == {}
