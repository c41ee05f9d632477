"""At a desk: the code for the phone, and the page that continues when the phone has signed."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from dojang.contracts.models import Contract, HandOver
from dojang.lib.tokens import digest
from dojang.pages import qr
from dojang.signing.tests.test_in_browser import begin, open_document, phone
from tests.factories import field

__all__ = ["phone"]
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
SECRET = "what the camera reads"


def test_the_desk_goes_on_by_itself_when_the_phone_has_signed(
    phone: BrowserContext, chromium: Browser, live_server: LiveServer
) -> None:
    at_desk = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    desk = open_document(at_desk, begin(live_server, [field("name", "text", 1)], steps=1))
    desk.locator("[name=f0]").fill("이서연")
    desk.get_by_role("button", name="휴대폰으로 서명").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("img", name="QR 코드")).to_be_visible()
    HandOver.objects.update(digest=digest(SECRET))
    page = phone.new_page()
    page.goto(f"{live_server.url}/mail/sign?token={SECRET}")
    expect(page.locator("#s0 .spot-value")).to_have_text("이서연")
    expect(desk.locator("wait-for-phone [role=status]")).to_contain_text("휴대폰에서 문서를 열었습니다", timeout=15_000)
    page.evaluate("document.getElementById('approve').showModal()")
    page.locator("#approve [data-final]").click()
    desk.wait_for_selector("[data-standing=sealing]", timeout=20_000)
    assert Contract.objects.get().status == Contract.Status.SEALING
    at_desk.close()


def test_on_a_phone_it_is_not_offered(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, [field("name", "text", 1)], steps=1))
    expect(page.get_by_role("button", name="휴대폰으로 서명")).to_have_count(0)


def test_the_code_has_its_three_corners_and_white_around_it() -> None:
    code = qr.code("https://sign.example.com/mail/sign?token=" + "x" * 43)
    dark = {tuple(map(int, square.split("h")[0].split())) for square in code.path.split("M")[1:]}
    side = code.size - 2 * qr.QUIET
    rings = [(x, y) for x in range(7) for y in range(7) if max(abs(x - 3), abs(y - 3)) != 2]
    assert side % 4 == 1
    for left, top in ((0, 0), (side - 7, 0), (0, side - 7)):
        assert {(x + left, y + top) for x, y in rings} <= dark
    assert all(0 <= x < side and 0 <= y < side for x, y in dark)
