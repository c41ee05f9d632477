"""The page of the API, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.api.openapi import document
from dojang.api.tests.calling import Api
from dojang.contracts.models import Contract
from tests.accessible import AXE

WIDTHS = {360: 740, 1280: 860}
# What is not fit for everybody in Swagger UI itself: a link in each operation's button, lists and code without a name or focus.
OF_THE_TOOL = {
    "heading-order",
    "label",
    "landmark-unique",
    "nested-interactive",
    "region",
    "scrollable-region-focusable",
    "select-name",
}
PATIENCE = 30_000  # milliseconds; never waited for where all goes well


def test_it_runs_nothing_of_strangers() -> None:
    response = Client().get("/api/docs")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    loaded = re.findall(r'(?:src|href)="([^"#?][^"]*)"', response.content.decode())
    assert {address for address in loaded if not address.startswith(("/static/", "/api/", "data:"))} == set()


def test_without_script_it_leads_to_the_document_in_three_languages() -> None:
    text = Client().get("/api/docs").content.decode()
    assert 'href="/api/openapi.json"' in text
    assert all(said in text for said in ("JavaScript가 필요합니다", "needs JavaScript", "JavaScriptが必要です"))


def test_the_server_itself_has_what_the_page_loads() -> None:
    page = Client().get("/api/docs").content.decode()
    loaded = [Client().get(address) for address in re.findall(r'(?:src|href)="(/static/[^"]*)"', page)]
    assert [answer.status_code for answer in loaded] == [200] * 4
    assert Client().get("/static/fonts/DejaVuSans.ttf").status_code == 404  # only what pages need is public


@pytest.fixture(scope="module", autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained about, and which other hosts it asked."""
    return []


@pytest.fixture
def reader(chromium: Browser, live_server: LiveServer, faults: list[str]) -> Iterator[Page]:
    """A browser that shows the page."""
    context = chromium.new_context(reduced_motion="reduce", base_url=live_server.url)
    page = context.new_page()
    page.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((live_server.url, "data:")) else faults.append(sent.url)
    )
    page.goto("/api/docs")
    page.locator(".opblock").last.wait_for()
    yield page
    context.close()


def authorize(page: Page, token: str) -> None:
    page.get_by_role("button", name="Authorize").click()
    dialog = page.locator(".dialog-ux")
    dialog.get_by_role("textbox").fill(token)
    dialog.get_by_role("button", name="Apply credentials").click()
    dialog.get_by_role("button", name="Close").last.click()


def opened(page: Page, operation: str) -> Locator:
    """The operation, open and ready to be tried."""
    one = page.locator(f"[id$='-{operation}']")
    one.locator(".opblock-summary-control").click()
    one.get_by_role("button", name="Try it out").click()
    return one


def answer(operation: Locator) -> Locator:
    """What came after a press of the button that calls."""
    operation.get_by_role("button", name="Execute").click()
    return operation.locator(".live-responses-table")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_operation_of_the_document_is_on_it(reader: Page, faults: list[str]) -> None:
    operations = [told["operationId"] for methods in document()["paths"].values() for told in methods.values()]
    shown = reader.locator(".opblock").evaluate_all("all => all.map(one => one.id)")
    assert [name for name in operations if not any(one.endswith(f"-{name}") for one in shown)] == []
    assert faults == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_whoever_authorizes_can_start_a_contract(reader: Page, faults: list[str], api: Api) -> None:
    authorize(reader, api.token)
    expect(answer(opened(reader, "tokens_whoami"))).to_contain_text(api.member.email)
    expect(answer(opened(reader, "5005Q"))).to_contain_text('"result_code": "00"')
    assert (Contract.objects.count(), faults) == (1, [])


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_token_the_answer_says_so(reader: Page, api: Api) -> None:
    expect(answer(opened(reader, "tokens_whoami"))).to_contain_text("401")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_token_outlives_the_page(reader: Page, api: Api) -> None:
    authorize(reader, api.token)
    assert api.token not in reader.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_a_phone_and_goes_by_keyboard(reader: Page, faults: list[str], width: int) -> None:
    reader.set_viewport_size({"width": width, "height": WIDTHS[width]})
    operation = reader.locator("[id$='-5005Q']")
    operation.locator(".opblock-summary-control").focus()
    reader.keyboard.press("Enter")
    expect(operation.get_by_role("button", name="Try it out")).to_be_visible()
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_its_colours_can_be_read_and_nothing_else_is_wrong_that_we_can_change(reader: Page) -> None:
    opened(reader, "5005Q")
    reader.evaluate(AXE.read_text())
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme)
        found = reader.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))")
        assert set(found) - OF_THE_TOOL == set(), scheme
