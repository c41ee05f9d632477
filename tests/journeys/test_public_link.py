"""A public link on a phone: opened, a name given, signed, complete, and exported to the company's program."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dojang_client import Dojang
from dojang_client.answers import LinkStarted
from tests.journeys import sealed
from tests.journeys.browsing import Hands, Shots, phone
from tests.journeys.integrator import EXPORT_WAIT, Integrator
from tests.journeys.stories import CONSENT

pytestmark = pytest.mark.browser
STORY, WHO = CONSENT, CONSENT.steps[0]


def made(kim: Integrator) -> LinkStarted:
    """A link to the story's template, with exports in the keys of v3."""
    with Dojang(kim.server.url, kim.token) as dojang:
        return dojang.links.start(
            template_id=int(STORY.number), workflow_name=STORY.title, language=STORY.locale, link_max_count=1,
            field_list=[{"name": name, "value": text} for name, text in STORY.given.items()],
            export_api_info={"url": kim.receiver.url, "api_type": "ALL", "link_type": "download"},
        )  # fmt: skip


def test_somebody_opens_a_public_link_signs_and_the_company_hears_of_it(
    kim: Integrator, browser: Browser, tmp_path: Path
) -> None:
    link = made(kim)
    with phone(browser, STORY.locale) as page:
        hands = Hands(page, STORY, WHO, Shots(page, "link"))
        page.goto(link["link_url"])
        page.locator("#name").fill(WHO.name)
        page.locator("#contact").fill(WHO.contact)
        hands.shots.take("0-begin")
        page.locator("form button").tap()
        page.wait_for_url("**/s/*")
        hands.sign(page.url)
        document, certificate = hands.downloads()
    told = kim.receiver.next(EXPORT_WAIT)
    assert (told["link_id"], told["status"], told["user_name"]) == (link["link_id"], "Complete", WHO.name)
    assert {one["name"]: one["value"] for one in told["field_list"]}.items() >= STORY.given.items()
    sealed.assert_sealed(document, kim.server.authority(), tmp_path)
    sealed.assert_says(document, STORY.written.values())
    sealed.assert_says(certificate, [WHO.name])
