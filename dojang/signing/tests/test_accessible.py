"""axe finds nothing to complain about: three languages, phone and desktop, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from dojang.companies.models import Company
from dojang.contracts import links, signed
from dojang.contracts.models import Link
from dojang.documents.models import Sealed
from dojang.flow import public_links, start
from dojang.flow.beginning import Started
from dojang.flow.orders import PublicLinkOrder
from dojang.lib import blobs
from dojang.lib.texts import Language
from dojang.library.pages import to_json
from dojang.signing.tests.test_document import EVERY_KIND
from dojang.signing.tests.visiting import approve_directly, token_in
from tests import factories
from tests.factories import STROKES, order, signer

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
SIZES: dict[str, ViewportSize] = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 860}}


@pytest.fixture(params=[(language, size, scheme) for language in Language for size in SIZES for scheme in ("light", "dark")],
                ids=lambda param: "-".join(param))  # fmt: skip
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, Language]]:
    language, size, scheme = request.param
    context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")
    # The link's page goes on by itself too quickly to be looked at.
    context.route("**/enter.js", lambda route: route.abort())
    yield context.new_page(), language
    context.close()


def begin(company: Company, language: Language, **lee: str) -> Started:
    people = [signer("Lee", factories.LEE, language=language, **lee), signer("Park", factories.PARK)]
    return start.start(order(company, signers=people, language=language, comment="Please sign by Friday."))


def check(page: Page, where: str) -> None:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(({violations}) => violations)")
    assert not found, [(where, fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where} is wider than the screen"


def test_every_page_reads_well_for_everybody(reader: tuple[Page, Language], live_server: LiveServer, db: None) -> None:
    page, language = reader
    company = factories.company()
    factories.member(company)
    factories.template(company, fields=EVERY_KIND)
    signing(page, live_server.url, begin(company, language))
    proving(
        page,
        live_server.url,
        begin(company, language, access_code="secret1", access_hint="hint", mobile_number="010-1234-5678"),
    )
    reading(page, live_server.url, begin(company, language))
    page.goto(start.preview(order(company, language=language)).replace("http://localhost:8000", live_server.url))
    check(page, "preview")
    beginning(page, live_server.url, company, language)


def enter(page: Page, server: str, token: str) -> None:
    page.goto(f"{server}/mail/sign?token={token}")
    check(page, "enter")
    page.locator("form button").click()
    page.wait_for_url("**/s/*")


def agree(page: Page) -> None:
    check(page, "consent")
    page.evaluate("document.querySelector('.consent').submit()")
    page.wait_for_selector("#error")
    check(page, "consent that is missing")
    page.check("[name=agree]")
    page.locator(".consent button").click()
    page.wait_for_selector("document-guide[data-at]")


_REVIEW = """() => import("/static/signing/review.js").then(({ review }) =>
  review(document.querySelector("[data-review]"), [...document.querySelectorAll(".question")]))"""


def signing(page: Page, server: str, started: Started) -> None:
    enter(page, server, token_in(started.first.url))
    agree(page)
    check(page, "document, before the first question")
    for number, name in enumerate(("text", "check", "choice", "date", "picture", "signature", "stamp")):
        selector = page.evaluate("number => '#' + document.querySelectorAll('.question')[number].id", number)
        page.evaluate("id => document.querySelector(`a.spot[href='${id}']`).click()", selector)
        check(page, f"document, asking for a {name}")
    page.evaluate(_REVIEW)
    for dialog in ("reject", "approve"):
        page.evaluate("id => document.getElementById(id).showModal()", dialog)
        check(page, f"dialog {dialog}")
        page.evaluate("id => document.getElementById(id).close()", dialog)
    page.evaluate("document.querySelector('form').submit()")
    page.wait_for_selector(".notice[role=alert]")
    check(page, "document with errors")


def proving(page: Page, server: str, started: Started) -> None:
    enter(page, server, token_in(started.first.url))
    page.fill("#code", "wrong")
    page.locator(".button[data-kind=main]").click()
    page.wait_for_selector("#error")
    check(page, "access code")
    page.fill("#code", "secret1")
    page.locator(".button[data-kind=main]").click()
    page.wait_for_selector("form[action$='/phone/send']")
    check(page, "phone")
    page.locator(".button[data-kind=main]").click()
    page.wait_for_selector("[data-digits]")
    check(page, "code from the phone")


def reading(page: Page, server: str, started: Started) -> None:
    contract = started.contract
    approve_directly(contract, {"name": "Lee", "yes": "Y", "sign": STROKES})
    enter(page, server, started.starter_token)
    check(page, "progress")
    page.goto(f"{page.url}/view/document")
    check(page, "document so far")
    key = blobs.put("tests", b"%PDF-1.7", ".pdf")
    Sealed.objects.create(
        contract=contract, kind="document", blob=key, sha256="0" * 64, size=9, pages=to_json([factories.page()])
    )
    page.goto(f"{server}/view/{links.issue(contract, Link.Purpose.DOCUMENT)}")
    check(page, "viewer")
    page.goto(f"{server}/view/nothing")
    check(page, "not found")


def beginning(page: Page, server: str, company: Company, language: Language) -> None:
    wanted = PublicLinkOrder(contract=order(company, language=language), name="Fair", most=1)
    link = public_links.publish(wanted).link
    page.goto(f"{server}/link/{signed.to_public_link(link)}")
    check(page, "public link")
    page.locator(".button[data-kind=main]").click()
    page.wait_for_selector("#contact-error")
    check(page, "public link with errors")
    public_links.close(link.pk)
    page.goto(f"{server}/link/{signed.to_public_link(link)}")
    check(page, "public link that is closed")
