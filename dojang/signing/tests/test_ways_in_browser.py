"""Signing in each of the ways with a real Chromium: by touch on a small phone, by keyboard alone, and without scripts."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.pdf.tests.test_cutting import BLUE, jpeg, on_paper
from dojang.signing.tests.test_in_browser import PHONE, approve, asked, begin, next_question, open_document
from dojang.signing.tests.visiting import data_in
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
    """A picture of the page, for whoever wants to look at it."""
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
