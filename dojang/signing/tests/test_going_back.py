"""The back button after a form that was refused and then taken: it shows how things stand, and asks nothing of its reader."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from dojang.flow import start
from dojang.signing.tests.test_in_browser import PHONE, agree, begin
from dojang.signing.tests.visiting import token_in
from tests import factories
from tests.factories import field, order, signer

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(**PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def open_link(page: Page, link: str) -> None:
    page.goto(link)
    if page.get_by_role("button", name="계속").count():
        page.get_by_role("button", name="계속").click()
    page.wait_for_url("**/s/*")


def send(page: Page, action: str) -> None:
    """Send the form as a browser does whose reader is past all that the page itself would say."""
    button = page.locator(f"form[action$='{action}'] button:not([type=button])").last
    button.evaluate("button => { button.form.noValidate = true; button.form.submit(); }")
    page.wait_for_load_state()


def test_after_an_approval_that_was_refused_before_it_was_taken(page: Page, live_server: LiveServer) -> None:
    open_link(page, begin(live_server, [field("name", "text", 1, required=True)], steps=1))
    agree(page)
    send(page, "/approve")
    page.locator(".notice[role=alert]").wait_for()
    page.evaluate("document.querySelector('[name=f0]').value = 'Lee'")
    send(page, "/approve")
    page.locator("[data-standing=sealing]").wait_for()
    page.go_back()
    page.locator("[data-standing=sealing]").wait_for()


def test_after_a_code_that_was_wrong_before_it_was_right(page: Page, live_server: LiveServer) -> None:
    company = factories.company()
    factories.member(company)
    factories.template(company)
    people = [signer("Lee", factories.LEE, access_code="secret1"), signer("Park", factories.PARK)]
    token = token_in(start.start(order(company, signers=people)).first.url)
    open_link(page, f"{live_server.url}/mail/sign?token={token}")
    for code in ("wrong", "secret1"):
        page.locator("#code").fill(code)
        page.locator("form[action$='/code'] button[data-kind=main]").click()
        page.locator("#error, [name=agree]").first.wait_for()
    page.go_back()
    page.locator("[name=agree]").wait_for()
