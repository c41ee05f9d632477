"""The signing page inside a shop of another site, by the snippet of the documentation, where browsers block foreign cookies."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.cli.demo.shop import Shop
from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.flow import start
from dojang.signing.tests.visiting import token_in
from tests import factories
from tests.browsers import Browsers
from tests.factories import field, order

ROOT = Path(__file__).resolve().parents[3]
SNIPPET = re.search(r"```js\n(.*?)```", (ROOT / "docs/api/embedding.md").read_text(), re.DOTALL)
SIGN_IN_FRAME = """(address) => {
  window.told = []; window.heard = [];
  addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
  sign(address, { frame: document.querySelector("iframe"), acted: (data) => told.push(data) })
    .then((status) => { window.ended = status; });
}"""
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip


@pytest.fixture
def strict(browsers: Browsers) -> Iterator[Browser]:
    """A browser that blocks the cookies of other sites in frames."""
    with browsers.using("--test-third-party-cookie-phaseout") as browser:
        yield browser


@pytest.fixture
def phone(strict: Browser) -> Iterator[BrowserContext]:
    context = strict.new_context(viewport={"width": 360, "height": 900}, has_touch=True, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def shop() -> Iterator[Shop]:
    one = Shop()
    one.start()
    yield one
    one.stop()


@pytest.fixture
def address(live_server: LiveServer, shop: Shop) -> str:
    """Lee's signing address; the shop is at another site than the server."""
    company = factories.company(frame_origins=[shop.origin])
    factories.member(company)
    factories.template(company, fields=[field("note", "text", 1)], steps=1)
    first = start.start(order(company, signers=[factories.signer("Lee", factories.LEE)])).first
    assert "//localhost" in live_server.url
    assert "//127.0.0.1" in shop.origin
    return f"{live_server.url}/api/acme/sign?token={token_in(first.url)}"


def shopping(phone: BrowserContext, shop: Shop, address: str) -> Page:
    """The shop's page, with the snippet as the documentation has it."""
    page = phone.new_page()
    page.goto(shop.page_for(address))
    assert SNIPPET
    page.add_script_tag(type="module", content=f"{SNIPPET[1]}\nwindow.sign = sign;")
    page.wait_for_function("Boolean(window.sign)")
    return page


def act(frame: FrameLocator | Page) -> None:
    """Agree, and reject, which needs no more than a word."""
    frame.locator("[name=agree]").check()
    frame.locator(".consent button").click()
    frame.locator("document-guide[data-at]").wait_for()  # its script has run
    frame.locator("[data-opens=reject]").click()
    frame.locator("#reject textarea").fill("no")
    frame.locator("#reject [data-final]").click()
    frame.locator("[data-close]").wait_for()


def rejected() -> dict[str, object]:
    return {"source": "dojang", "event": "acted", "workflow_id": Contract.objects.get().pk, "status": "rejected"}


def test_the_snippet_is_short_and_the_demos_page_has_it_word_for_word() -> None:
    assert SNIPPET
    assert len(SNIPPET[1].splitlines()) <= 40
    assert SNIPPET[1] in (ROOT / "dojang/cli/demo/shop.html").read_text()


def test_a_frame_signs_and_tells_the_shop(
    phone: BrowserContext, shop: Shop, address: str, live_server: LiveServer
) -> None:
    page = shopping(phone, shop, address)
    page.locator("iframe").evaluate("frame => { frame.src = 'about:blank' }")
    page.evaluate(SIGN_IN_FRAME, address)
    act(page.frame_locator("iframe"))
    page.wait_for_function("told.length")
    assert page.evaluate("told") == [rejected()]
    page.frame_locator("iframe").locator("[data-close]").click()
    page.wait_for_function("window.ended === 'rejected'")
    assert {said["origin"] for said in page.evaluate("heard")} == {live_server.url}


def test_without_partitioned_cookies_the_frame_could_not_sign(
    phone: BrowserContext, shop: Shop, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dojang.pages.embedding.in_a_frame", lambda _request: False)
    page = shopping(phone, shop, address)
    page.get_by_role("button", name="Sign here").click()
    expect(page.frame_locator("iframe").locator("[name=agree]")).to_have_count(0, timeout=3_000)


def test_a_window_of_its_own_signs_and_tells_the_shop(phone: BrowserContext, shop: Shop, address: str) -> None:
    page = shopping(phone, shop, address)
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Sign in a window").click()
    act(popup.value)
    expect(page.locator("output")).to_have_text(re.compile("rejected"))
    popup.value.locator("[data-close]").click()
    expect(page.locator("output")).to_have_text("done: rejected")
    assert popup.value.is_closed()


def test_a_frame_that_keeps_no_cookie_opens_a_window_that_is_heard_through_it(
    phone: BrowserContext, shop: Shop, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No browser is at hand that drops partitioned cookies: the frame is given none, which to the server looks the same.
    monkeypatch.setattr("dojang.pages.embedding.probe", lambda _request, _response: None)
    page = shopping(phone, shop, address)
    page.locator("iframe").evaluate("frame => { frame.src = 'about:blank' }")
    page.evaluate(SIGN_IN_FRAME, address)
    with page.expect_popup() as popup:
        page.frame_locator("iframe").get_by_role("link", name="새 창에서 열기").click()
    act(popup.value)
    page.wait_for_function("told.length")
    assert page.evaluate("told") == [rejected()]


def test_another_sites_page_frames_no_document_but_the_reason(phone: BrowserContext, shop: Shop, address: str) -> None:
    Company.objects.update(frame_origins=["https://other.example"])
    page = shopping(phone, shop, address)
    page.get_by_role("button", name="Sign here").click()
    card = page.frame_locator("iframe").locator(".card")
    expect(card.locator("h1")).to_have_text("이 사이트 안에서는 열 수 없습니다")
    expect(card).to_contain_text(shop.origin)
    expect(card.locator("[name=agree]")).to_have_count(0)
