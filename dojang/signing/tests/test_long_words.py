"""Long addresses and names without a place to break: no page becomes wider than the narrowest phone, and nothing is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from dojang.companies.models import Company
from dojang.contracts import links
from dojang.contracts.models import Contract, Link
from dojang.flow import public_links, start
from dojang.flow.orders import PublicLinkOrder
from dojang.lib import clock
from dojang.lib.texts import Language
from dojang.signing.tests.test_in_browser import agree
from dojang.signing.tests.visiting import token_in
from tests import factories
from tests.factories import link_order, order, signer

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
KIM = f"{'contracts.department.' * 3}x@{'subsidiary.' * 10}example.test"
COMPANY, NAME, TITLE = "Donaudampfschifffahrt" * 3, "W" * 60, "Rechtsschutzversicherungsgesellschaften" * 3
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture
def company(db: None) -> Company:
    """In Korean, whose words are kept whole."""
    company = factories.company(name=COMPANY, language=Language.KO)
    factories.member(company, KIM, name=NAME)
    factories.template(company)
    return company


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=NARROW, has_touch=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def begin(company: Company, **lee: str) -> tuple[Contract, str]:
    people = [signer(NAME, factories.LEE, language=Language(company.language), **lee), signer(NAME, factories.PARK)]
    started = start.start(order(company, signers=people, starter_email=KIM, title=TITLE, comment="c" * 250))
    return started.contract, f"/mail/sign?token={token_in(started.first.url)}"


def assert_fits(page: Page, where: str) -> None:
    """No wider than the screen, and none of the words reach beyond what holds them."""
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], where
    assert page.evaluate(_BEYOND) == [], where


_BEYOND = """() => {
  const isWords = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isBlock = (one) => getComputedStyle(one).display !== "inline";
  const isBeyond = (one) => one.getBoundingClientRect().right > innerWidth || (isBlock(one) && one.scrollWidth > one.clientWidth + 1);
  return [...document.querySelectorAll("main *")]
    .filter((one) => one.checkVisibility() && !one.closest(".sheet, .unseen") && isWords(one) && isBeyond(one))
    .map((one) => one.outerHTML.slice(0, 120));
}"""


def test_every_page_with_names_and_addresses_fits(page: Page, live_server: LiveServer, company: Company) -> None:
    _contract, link = begin(company, access_code="secret1", access_hint="h" * 50)
    page.goto(f"{live_server.url}{link}")
    page.wait_for_url("**/s/*")
    assert_fits(page, "code")
    page.locator("#code").fill("secret1")
    page.locator("[data-kind=main]").first.tap()
    page.locator(".consent").wait_for()
    assert_fits(page, "consent")
    agree(page)
    page.locator("document-guide[data-at]").wait_for()
    assert_fits(page, "document")
    for dialog in ("approve", "reject"):
        page.evaluate("id => document.getElementById(id).showModal()", dialog)
        assert_fits(page, dialog)
        page.evaluate("id => document.getElementById(id).close()", dialog)
    Contract.objects.update(turn=2)
    page.reload()
    page.locator("[data-standing]").wait_for()
    assert_fits(page, "progress")
    Contract.objects.update(turn=1, end_reason="r" * 200)
    for death in (Link.RevokeReason.CANCELED, Link.RevokeReason.EXPIRED, Link.RevokeReason.LOCKED):
        Link.objects.update(revoked_at=clock.now(), revoke_reason=death)
        page.reload()
        expect(page.get_by_role("link", name=KIM)).to_be_visible()
        assert_fits(page, death)


def test_a_public_link_fits(page: Page, live_server: LiveServer, company: Company) -> None:
    titled = link_order(company, starter_email=KIM, title=TITLE)
    link = public_links.publish(PublicLinkOrder(contract=titled, name="Fair", most=1)).link
    page.goto(f"{live_server.url}/link/{links.public_link_secret(link)}")
    page.locator("#contact").wait_for()
    assert_fits(page, "public link")
    public_links.close(link.pk)
    page.reload()
    expect(page.get_by_role("link", name=KIM)).to_be_visible()
    assert_fits(page, "closed")
