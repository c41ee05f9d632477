"""The same stories in a real Chromium the size of a phone, with real touches."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.journeys import sealed
from tests.journeys.browsing import Hands, Shots, phone
from tests.journeys.integrator import Integrator
from tests.journeys.stories import CONSENT, EMPLOYMENT, STORIES, Story

pytestmark = pytest.mark.browser


@pytest.fixture
def stamp(tmp_path: Path) -> Path:
    """A photographed stamp."""
    picture = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(picture).ellipse((20, 20, 380, 380), outline=(190, 30, 40), width=28)
    picture.save(tmp_path / "stamp.png")
    return tmp_path / "stamp.png"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.template)
def test_every_sample_is_signed_on_a_phone_and_fetched_from_it(
    kim: Integrator, browser: Browser, story: Story, stamp: Path, tmp_path: Path
) -> None:
    story = with_picture(story, stamp)
    told = kim.start(story.body(**kim.exports(link_type="download")))
    for number, signing in enumerate(story.steps, start=1):
        with phone(browser, story.locale) as page:
            hands = Hands(page, story, signing, Shots(page, f"{story.template}-{number}"))
            hands.sign(told["play_url"])
            if number == len(story.steps):
                document, certificate = hands.downloads()
            else:
                hands.shots.take("6-approved")
            told = kim.next_export()
    for pdf in (document, certificate):
        sealed.assert_sealed(pdf, kim.server.authority(), tmp_path)
    sealed.assert_says(document, story.written.values())
    sealed.assert_ink_in_its_boxes(document, story)
    sealed.assert_says(certificate, [step.name for step in story.steps])


def with_picture(story: Story, picture: Path) -> Story:
    """The first signer also hands in a picture, where the template has a box for one."""
    name = {CONSENT.template: "portrait", EMPLOYMENT.template: "company_stamp"}.get(story.template)
    if name is None:
        return story
    first = story.steps[0]
    return replace(story, steps=(replace(first, answers={**first.answers, name: picture}), *story.steps[1:]))
