"""Links of the PDF work where the page is shown: away from here in a window of its own, and to other pages."""

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.flow import start
from dojang.flow.templates import import_template
from dojang.library.models import TemplateVersion
from dojang.pdf.tests.odd import link, rent, web
from dojang.signing.tests.test_in_browser import PHONE, begin, open_document, shop
from dojang.signing.tests.visiting import current
from tests import factories
from tests.factories import field, order

__all__ = ["shop"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("dojang.signing.urls")]
LINK = re.compile(r'<a class="link" [^>]*>')
PLACE = {"x": 0.1, "y": 0.5, "w": 0.3, "h": 0.03}


def document(pdf: bytes) -> Contract:
    company = factories.company()
    factories.member(company)
    import_template(
        company, pdf=pdf, layout=factories.layout([field("note", "text", 1, 0.8)], 1), name="Rent", number=1
    )
    return start.start(order(company, signers=[factories.signer("Lee", factories.LEE)])).contract


def on_the_page(links: list[dict[str, Any]]) -> None:
    """Put them on the first page of every template that there is."""
    for version in TemplateVersion.objects.all():
        version.pages[0]["links"] = [PLACE | {"uri": "", "page": 0} | one for one in links]
        version.save(update_fields=["pages"])


@pytest.mark.parametrize(("written", "led"), [
    ("https://example.org/a?b=1", "https://example.org/a?b=1"), ("www.example.org", "http://www.example.org"),
])  # fmt: skip
def test_a_link_of_an_imported_pdf_opens_a_window_that_learns_nothing(
    client: Client, db: None, written: str, led: str
) -> None:
    page = client.get(current(client, document(rent(page=b"/Annots[%s]" % link(web(written.encode())))))).text
    [shown] = LINK.findall(page)
    assert f'href="{led}"' in shown
    assert 'rel="noopener noreferrer" target="_blank"' in shown
    assert re.search(r"#l1-0\{--x:0\.\d+;--y:0\.\d+;--w:0\.\d+;--h:0\.\d+\}", page)


def test_phones_mail_and_other_pages_open_no_window_and_scripts_open_nothing(client: Client, acme: Company) -> None:
    contract = start.start(order(acme)).contract
    on_the_page([
        {"uri": "tel:+82-2-123"}, {"uri": "mailto:lee@example.org"}, {"page": 1}, {"uri": "javascript:alert(1)"},
        {"uri": "data:text/html,x"}, {"uri": "file:///etc/passwd"}, {"uri": " java\tscript:x"}, {"uri": "sms:010"},
    ])  # fmt: skip
    shown = LINK.findall(client.get(current(client, contract)).text)
    targets = [re.findall(r'href="([^"]*)"', one)[0] for one in shown]
    assert targets == ["tel:+82-2-123", "mailto:lee@example.org", "#page1", "sms:010"]
    assert not any("_blank" in one for one in shown)


def test_a_version_made_before_links_were_kept_has_none(client: Client, acme: Company) -> None:
    contract = start.start(order(acme)).contract
    for version in TemplateVersion.objects.all():
        version.pages = [{key: page[key] for key in page if key != "links"} for page in version.pages]
        version.save(update_fields=["pages"])
    assert LINK.findall(client.get(current(client, contract)).text) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_tap_on_a_link_leaves_the_signing_page_open(chromium: Browser, live_server: LiveServer, shop: str) -> None:
    address = begin(live_server, [field("note", "text", 1, 0.1)], steps=1)
    on_the_page([{"uri": shop}])
    context = chromium.new_context(**PHONE)
    page = open_document(context, address)
    with context.expect_page() as opened:
        page.locator("a.link").tap()
    expect(opened.value).to_have_title("Shop")
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert page.locator("document-guide").is_visible()
    context.close()
