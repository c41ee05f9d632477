"""Nothing that was entered is lost, and reading to the end is noticed, in a real Chromium."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.contracts.models import Contract, Draft, Event
from dojang.signing.tests.test_document import png
from dojang.signing.tests.test_in_browser import PHONE, asked, begin, draw, link, open_document, phone
from tests.factories import field

__all__ = ["link", "phone"]
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
SAVED = "· 임시 저장됨"


def saved(page: Page, words: str = SAVED) -> None:
    expect(page.locator("[data-saved]")).to_have_text(words)


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    assert true()


def test_what_was_entered_is_there_at_another_device(phone: BrowserContext, chromium: Browser, link: str) -> None:
    page = open_document(phone, link)
    page.locator("#s0").click()
    asked(page, "name").locator("input").fill("이서연")
    page.locator("#s1").click()
    page.locator("#s6").click()
    draw(page, asked(page, "sign"))
    wait_until(lambda: Draft.objects.count() == 3)
    saved(page)
    other = chromium.new_context(**PHONE)
    there = other.new_page()
    there.goto(link)
    expect(there.locator("#s0 .spot-value")).to_have_text("이서연")
    expect(there.locator("#s1")).to_have_attribute("data-filled", "")
    assert there.evaluate("document.querySelector('ink-pad').drawing.strokes.length") == 1
    other.close()


def test_a_reload_in_the_middle_of_a_word_loses_nothing(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    page.locator("#s0").click()
    asked(page, "name").locator("input").fill("이서")
    page.reload()
    expect(page.locator("#s0 .spot-value")).to_have_text("이서")


def test_a_picture_survives_a_reload(phone: BrowserContext, link: str) -> None:
    page = open_document(phone, link)
    page.locator("#s5").click()
    asked(page, "photo").locator("input[type=file]").first.set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": png(64)}
    )
    saved(page)
    page.reload()
    expect(page.locator("#s5 .spot-picture")).to_be_visible()


def test_without_a_connection_it_waits_in_the_tab_and_goes_out_when_there_is_one_again(
    chromium: Browser, link: str
) -> None:
    context = chromium.new_context(**PHONE)
    page = open_document(context, link)
    page.locator("#s0").click()
    context.set_offline(True)
    asked(page, "name").locator("input").fill("이서연")
    saved(page, "· 아직 저장 안 됨")
    assert not Draft.objects.exists()
    context.set_offline(False)
    saved(page)
    assert Draft.objects.get().text == "이서연"
    context.close()


def test_the_end_of_the_last_page_has_to_be_seen_to_count_as_read(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(**PHONE | {"viewport": {"width": 700, "height": 500}})
    page = open_document(
        context, begin(live_server, [field("name", "text", 1), field("town", "text", 1, 0.2)], steps=1)
    )
    page.mouse.move(300, 200)
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(500)
    assert not Event.objects.filter(kind=Event.Kind.VIEWED).exists()
    page.mouse.wheel(0, 5_000)
    wait_until(Event.objects.filter(kind=Event.Kind.VIEWED).exists)
    assert Contract.objects.get().turn == 1
    context.close()
