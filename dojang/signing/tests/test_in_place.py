"""At a desk a box is edited where it stands; on a phone the dock asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.signing.tests.test_in_browser import PHONE, approve, begin, open_document, values
from tests.factories import field

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
FIELDS = [
    field("name", "text", 1, 0.1, required=True, max_length=5), field("town", "text", 1, 0.2), field("day", "date", 1, 0.3),
    field("ok", "check", 1, 0.4, w=0.03),
]  # fmt: skip


@pytest.fixture
def desk(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**DESK)
    yield context
    context.close()


def box(page: Page, place: str) -> dict[str, float]:
    found = page.locator(place).bounding_box()
    assert found
    return {side: round(found[side]) for side in ("x", "y", "width", "height")}


def test_what_is_typed_is_typed_in_the_box_and_the_keyboard_leads_through(
    desk: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(desk, begin(live_server, FIELDS, steps=1))
    page.locator("#s0").click()
    editor = page.locator(".spot-edit")
    expect(editor).to_be_focused()
    assert {side: abs(box(page, ".spot-edit")[side] - box(page, "#s0")[side]) < 4 for side in ("x", "width")} == {
        "x": True, "width": True,
    }  # fmt: skip
    page.keyboard.type("이서연 과장")  # longer than the box takes
    expect(page.locator("#q0 input")).to_have_value("이서연 과")
    expect(page.locator("#s0 .spot-value")).to_have_text("이서연 과")
    page.keyboard.press("Enter")
    page.keyboard.type("서울")
    page.keyboard.press("Enter")
    expect(editor).to_have_attribute("type", "date")
    page.locator("#q2 [data-today]").click()
    page.locator("#s3").click()
    expect(page.locator("#q3 input")).to_be_checked()
    page.locator("[data-main]").click()
    approve(page)
    assert (values()["name"].text, values()["town"].text, values()["ok"].text) == ("이서연 과", "서울", "Y")


def test_a_box_that_has_to_be_filled_keeps_the_focus_and_escape_leaves_it(
    desk: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(desk, begin(live_server, FIELDS, steps=1))
    page.locator("#s0").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#q0 .error")).to_have_text("꼭 필요한 칸입니다.")
    expect(page.locator(".spot-edit")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".spot-edit")).to_have_count(0)
    expect(page.locator("#s0")).to_be_focused()


def test_on_a_phone_the_dock_asks(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(**PHONE)
    page = open_document(context, begin(live_server, FIELDS, steps=1))
    page.locator("#s0").tap()
    expect(page.locator("#q0 input")).to_be_focused()
    expect(page.locator(".spot-edit")).to_have_count(0)
    context.close()
