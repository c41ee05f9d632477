"""Letters twice as large, a magnified window, and colours that the reader chose: nothing is cut, nothing is hidden."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from dojang.signing.tests.test_document import EVERY_KIND
from dojang.signing.tests.test_in_browser import begin

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("dojang.signing.urls"),
]  # fmt: skip
BOXES = [box for box in EVERY_KIND if box["step"] == 1]
LARGE = {"viewport": {"width": 360, "height": 740}}
_DOUBLED = """addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.setProperty("font-size", "200%");
})"""
# A window of 720 by 740 pixels, magnified to the double.
MAGNIFIED = {"viewport": {"width": 360, "height": 370}, "device_scale_factor": 2}
CHOSEN = {"viewport": {"width": 360, "height": 740}, "forced_colors": "active", "color_scheme": "dark"}


@pytest.fixture(params=[LARGE, MAGNIFIED, CHOSEN], ids=["large", "magnified", "chosen-colours"])
def reader(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(**request.param, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    if request.param is LARGE:
        page.add_init_script(_DOUBLED)
    yield page
    context.close()


def test_every_step_can_be_read_and_pressed(
    reader: Page, live_server: LiveServer, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    reader.goto(begin(live_server, BOXES, steps=1))
    reader.wait_for_selector(".consent")
    look(reader, f"{name}-consent")
    reader.locator("[name=agree]").tap()
    reader.locator(".consent button").tap()
    reader.locator("document-guide[data-at]").wait_for()
    look(reader, f"{name}-intro")
    for number in range(7):
        reader.locator("[data-main]" if not number else "[data-go='1']").tap()
        look(reader, f"{name}-question-{number}")
        if number >= 5:
            reachable(reader, ".question[data-now] canvas" if number == 5 else ".question[data-now] .way")
    for dialog in ("reject", "approve"):
        reader.evaluate("id => document.getElementById(id).showModal()", dialog)
        look(reader, f"{name}-{dialog}")
        reachable(reader, f"#{dialog} [data-final]")
        reader.evaluate("id => document.getElementById(id).close()", dialog)


def reachable(page: Page, selector: str) -> None:
    """It can be brought into the window, as a whole in its height or as far as the window goes."""
    one = page.locator(selector).first
    one.scroll_into_view_if_needed()
    box, size = one.bounding_box(), page.viewport_size
    assert box
    assert size
    assert min(box["y"] + box["height"], size["height"]) - max(box["y"], 0) >= min(box["height"], 100) - 1, selector
    assert box["width"] >= 60


def look(page: Page, name: str) -> None:
    folder = os.environ.get("DOJANG_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(300)
        page.screenshot(path=Path(folder) / f"{name}.png")
    found = page.evaluate(_CUT)
    assert not found, (name, found)


# What is wider than the window, and letters that do not fit where they stand and cannot be scrolled to.
_CUT = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page is wider than the screen"] : [];
  const cut = [...document.querySelectorAll("h1, h2, p, label, legend, button, a.button, li, dt, dd")]
    .filter((one) => one.checkVisibility() && !one.closest(".unseen, .sheet, .skip, [data-scrolls]") && one.textContent.trim())
    .filter((one) => {
      const { overflowX, textOverflow } = getComputedStyle(one), { left, right } = one.getBoundingClientRect();
      const hides = overflowX !== "visible" && textOverflow !== "ellipsis";
      return right > innerWidth + 1 || left < -1 || (hides && one.scrollWidth > one.clientWidth + 1);
    });
  return [...wide, ...cut.map((one) => `cut: ${one.localName}.${one.className} ${one.textContent.trim().slice(0, 30)}`)];
}"""
