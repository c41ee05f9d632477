"""Signing with a keyboard alone, by single taps alone, and by what a screen reader hears."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from dojang.contracts.models import Contract
from dojang.signing.tests.test_document import EVERY_KIND, png
from dojang.signing.tests.test_in_browser import begin, open_document, values
from dojang.signing.tests.test_ways_in_browser import phone
from dojang.signing.tests.visiting import data_in

__all__ = ["phone"]
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip

BOXES = [box for box in EVERY_KIND if box["step"] == 1]  # seven questions


@pytest.fixture
def keys(phone: BrowserContext) -> "Keys":
    return Keys(phone.new_page())


class Keys:
    """A signer without a pointer: the keys of a keyboard are all there is. Where the focus is can be seen at each step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # A pointer that was used nevertheless would be a way that this test does not walk.
        page.add_init_script("addEventListener('pointerdown', () => { throw new Error('a pointer was used') }, true)")

    def to(self, selector: str, key: str = "Tab") -> None:
        """Press the key until what is wanted has the focus."""
        for _ in range(40):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press(key)
            assert self.page.evaluate(_FOCUS_IS_SEEN), self.page.evaluate("document.activeElement.outerHTML")
        raise AssertionError(f"{key} does not lead to {selector}")

    def press(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self.page.keyboard.press(key)

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def on(self) -> None:
        """To the next question."""
        now = self.page.locator(".question[data-now]")
        before = now.get_attribute("id") if now.count() else ""
        self.press("[data-main]")
        expect(self.page.locator(f".question[data-now]:not([id='{before}']), #approve[open]").first).to_be_visible()


# The one with the focus, or the label around it, has an outline or an edge of its own and lies within the window.
_FOCUS_IS_SEEN = """() => {
  const one = document.activeElement, places = [one, one.closest("label"), one.nextElementSibling].filter(Boolean);
  if (one === document.body || one.matches("main, [tabindex='-1'], dialog")) return true;
  const seen = places.some((place) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(place);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const { top, bottom, left, right } = (one.closest("label") ?? one).getBoundingClientRect();
  return seen && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
}"""


def test_a_keyboard_alone_goes_from_the_link_to_the_end(keys: Keys, live_server: LiveServer) -> None:
    page = keys.page
    page.goto(begin(live_server, BOXES, steps=1))
    page.wait_for_selector(".consent")
    keys.press("[name=agree]", "Space")
    keys.press(".consent button")
    page.locator("document-guide[data-at]").wait_for()
    keys.on()
    keys.type("[name=f0]", "Lee")
    keys.on()
    keys.press("[name=f1]", "Space")
    keys.on()
    keys.to("[name=g2]")
    page.keyboard.press("ArrowDown")
    keys.on()
    keys.press("[data-today]")
    for _ in ("day", "photo"):
        keys.on()
    keys.to(".way input")
    keys.to("[value=type]", "ArrowRight")
    keys.press("[data-body=type] .look input", "Space")
    keys.on()
    keys.press("[data-body=seal] .look input", "Space")
    keys.on()
    keys.press("#approve [data-final]")
    page.wait_for_selector("[data-standing]")
    there = values()
    assert (there["name"].text, there["ok"].text, bool(there["day"].text)) == ("Lee", "Y", True)
    assert [data_in(name)["kind"] for name in ("sign", "seal")] == ["typed", "seal"]


def test_a_dialog_keeps_the_focus_and_gives_it_back(keys: Keys, live_server: LiveServer) -> None:
    page = open_document_by_keys(keys, begin(live_server, BOXES, steps=1))
    keys.press("[data-opens=reject]")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#reject')")
    page.keyboard.press("Escape")
    expect(page.locator("[data-opens=reject]")).to_be_focused()


def open_document_by_keys(keys: Keys, link: str) -> Page:
    keys.page.goto(link)
    keys.page.wait_for_selector(".consent")
    keys.press("[name=agree]", "Space")
    keys.press(".consent button")
    keys.page.locator("document-guide[data-at]").wait_for()
    return keys.page


def test_single_taps_are_enough_for_every_kind_of_box(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, BOXES, steps=1))
    page.evaluate("addEventListener('pointermove', (event) => { if (event.buttons) throw new Error('dragged') }, true)")

    def tap(selector: str) -> None:
        page.locator(f".question[data-now] {selector}").first.tap()

    steps: list[Callable[[], None]] = [
        lambda: page.locator("[name=f0]").fill("Lee"),
        lambda: tap(".choice"),
        lambda: tap(".choice"),
        lambda: tap("[data-today]"),
        lambda: cropped_by_taps(page),
        lambda: named_by_taps(page),
        lambda: tap("[data-body=seal] .look"),
    ]
    for step in steps:
        page.locator("[data-main]").tap()
        step()
    page.locator("[data-main]").tap()
    page.locator("#approve [data-final]").tap()
    page.wait_for_selector("[data-standing]")
    assert [data_in(name)["kind"] for name in ("photo", "sign", "seal")] == ["picture", "typed", "seal"]
    assert Contract.objects.get().status == Contract.Status.SEALING


def named_by_taps(page: Page) -> None:
    for tapped in (".way:has([value=type])", "[data-body=type] .look >> nth=0"):
        page.locator(f".question[data-now] {tapped}").tap()


def cropped_by_taps(page: Page) -> None:
    page.locator(".question[data-now] input[type=file]").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": png(64)}
    )
    page.locator(".question[data-now] .picture [data-crop]").tap()
    for tool in ("narrower", "right", "turn", "use"):
        page.locator(f"dialog[open] [data-crop={tool}]").tap()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_every_control_has_a_role_and_a_name_in_the_readers_language(
    phone: BrowserContext, live_server: LiveServer
) -> None:
    page = open_document(phone, begin(live_server, BOXES, steps=1))
    nameless = re.compile(
        r"^\s*- (button|link|textbox|checkbox|radio|radiogroup|group|img|region|dialog)\b(?! \")", re.MULTILINE
    )
    for number in range(7):
        page.locator("[data-main]").click() if not number else page.locator("[data-go='1']").click()
        told = page.locator("body").aria_snapshot()
        assert not nameless.findall(told), told
        assert len(re.findall(r"^\s*- region ", told, re.MULTILINE)) == 2, told  # the page of paper, and the dock


def test_what_has_changed_is_said_once(phone: BrowserContext, live_server: LiveServer) -> None:
    page = open_document(phone, begin(live_server, BOXES, steps=1))
    page.evaluate(_LISTEN)
    page.locator("[data-main]").click()
    page.wait_for_timeout(300)
    assert page.evaluate("said") == ["7개 중 1번째: name"]
    page.locator("[data-main]").click()
    page.wait_for_timeout(300)
    assert page.evaluate("said").count("name: 꼭 필요한 칸입니다.") == 1


_LISTEN = """() => {
  window.said = [];
  for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
    new MutationObserver(() => region.textContent.trim() && said.push(region.textContent.trim()))
      .observe(region, { childList: true, characterData: true, subtree: true });
  }
}"""
