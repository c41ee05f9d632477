"""On a phone the page comes close to the box that is asked for; around a mark the whole sentence is seen."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from dojang.lib import blobs
from dojang.library.models import TemplateVersion
from dojang.signing.tests.test_in_browser import PHONE, begin, open_document
from tests.factories import field

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
WIDE, HIGH = 1190, 1684


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(**PHONE)
    yield context
    context.close()


def written(draw: ImageDraw.ImageDraw, left: float, right: float, y: float) -> None:
    """A line of words: blocks of ink with blanks between them."""
    at = left * WIDE
    while at < right * WIDE:
        draw.rectangle((at, y * HIGH + 4, min(at + 14, right * WIDE), y * HIGH + 16), fill="black")
        at += 20


def opened(
    phone: BrowserContext, server: LiveServer, *lines: tuple[float, float, float], rules: tuple[float, ...] = ()
) -> Page:
    """A page with a check box at (0.1, 0.4), these lines of words (left, right, y), and upright rules."""
    page = Image.new("L", (WIDE, HIGH), 255)
    draw, out = ImageDraw.Draw(page), BytesIO()
    draw.rectangle((0.098 * WIDE, 0.399 * HIGH, 0.122 * WIDE, 0.413 * HIGH), outline="black", width=2)
    for line in lines:
        written(draw, *line)
    for x in rules:
        draw.rectangle((x * WIDE, 0.3 * HIGH, x * WIDE + 2, 0.5 * HIGH), fill="black")
    page.save(out, "PNG")
    link = begin(server, [field("ok", "check", 1, 0.4, w=0.02, h=0.012), field("b", "text", 1, 0.8)], steps=1)
    for version in TemplateVersion.objects.all():
        version.pages[0] |= {
            "picture": blobs.put("tests", out.getvalue(), ".png"),
            "pixel_width": WIDE,
            "pixel_height": HIGH,
        }
        version.save(update_fields=["pages"])
    shown = open_document(phone, link)
    shown.evaluate("document.getElementById('s0').click()")
    shown.wait_for_timeout(400)
    return shown


def seen(page: Page) -> tuple[float, float, float]:
    """What part of the page is on the screen, from left to right, and how many times as wide as the screen it is."""
    sheet = page.locator(".sheet").bounding_box()
    assert sheet
    return -sheet["x"] / sheet["width"], (360 - sheet["x"]) / sheet["width"], sheet["width"] / 360


@pytest.mark.parametrize("lines", [
    [(0.14, 0.9, 0.4)],
    [(0.14, 0.5, 0.4), (0.14, 0.88, 0.415)],  # the second line is the longer one
    [(0.06, 0.09, 0.4), (0.14, 0.8, 0.4)],
], ids=["one line", "two lines", "a number before it"])  # fmt: skip
def test_a_sentence_is_seen_from_its_beginning_to_its_end(
    phone: BrowserContext, live_server: LiveServer, lines: list[tuple[float, float, float]]
) -> None:
    left, right, closer = seen(opened(phone, live_server, *lines))
    assert left < min(line[0] for line in lines)
    assert right > max(line[1] for line in lines)
    assert closer > 1


def test_a_few_words_are_seen_as_close_as_everything_else(phone: BrowserContext, live_server: LiveServer) -> None:
    left, right, closer = seen(opened(phone, live_server, (0.14, 0.3, 0.4), (0.4, 0.95, 0.4)))
    assert (left < 0.1, right > 0.3) == (True, True)
    assert closer > 2


def test_a_sentence_ends_at_the_rule_of_its_table(phone: BrowserContext, live_server: LiveServer) -> None:
    left, right, closer = seen(opened(phone, live_server, (0.14, 0.34, 0.4), (0.36, 0.95, 0.4), rules=(0.35,)))
    assert (left < 0.1, right > 0.34) == (True, True)
    assert closer > 2
