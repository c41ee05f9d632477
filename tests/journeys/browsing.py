"""Signers with a real browser: they tap through the dock, type, tick, and draw with a finger or a mouse."""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize

from tests.journeys.stories import Hand, Signing, Story, boxes

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 860}


class Hands:
    """A person at a phone: everything is touched, nothing is clicked."""

    def __init__(self, page: Page, story: Story, signing: Signing, shots: "Shots") -> None:
        self.page, self.signing, self.shots = page, signing, shots
        self.boxes, self.given = boxes(story.template), story.given
        self.touch = page.context.new_cdp_session(page)

    def sign(self, url: str) -> None:
        """From the link to the page after the approval."""
        self.page.goto(url)
        self.page.wait_for_url("**/s/*")
        self.agree()
        self.shots.take("1-intro")
        if not self.page.locator(".question[data-now]").count():  # the only question there is has opened by itself
            self.press_main()
        self.page.locator(".question[data-now]").wait_for()
        self._answer_all()
        self._correct()
        self.shots.take("5-approve")
        self.page.locator("#approve [data-final]").tap()
        self.page.locator("[data-standing]").wait_for()

    def agree(self) -> None:
        """To sign electronically: the box, then the button."""
        self.shots.take("0-consent")
        self.page.locator("[name=agree]").tap()
        self.page.locator(".consent button").tap()
        self.page.locator("document-guide[data-at]").wait_for()  # its script has run

    def press_main(self) -> None:
        self.page.locator("[data-main]").tap()

    def _answer_all(self) -> None:
        """What the dock asks, until it asks no more."""
        while (question := self.page.locator(".question[data-now]")).count():
            name = question.get_attribute("id")
            self._answer(question)
            self.shots.take(f"3-{question.get_attribute('data-kind')}", once=True)
            self.press_main()
            # It was answered well: the dock moves on.
            self.page.locator(f"#{name}:not([data-now])").wait_for(state="attached", timeout=10_000)

    def _correct(self) -> None:
        """What others had filled in is not asked. To change it, the signer touches it on the paper."""
        for number, box in enumerate(self.boxes):
            if box["name"] in self.given and box["name"] in self.signing.answers:
                self.page.locator("#approve [data-closes]").tap()
                self.page.locator(f"#s{number}").tap()
                self._answer(self.page.locator(f"#q{number}[data-now]"))
                self.press_main()
                self.page.locator("#approve[open]").wait_for()

    def _answer(self, question: Locator) -> None:
        numbers = [int(number) for number in (question.get_attribute("data-boxes") or "").split()]
        answers = {number: self.signing.answers.get(self.boxes[number]["name"]) for number in numbers}
        for number, answer in answers.items():
            if answer is Hand.SIGNS:
                question.locator(".way:has([value=draw])").tap()
                self.draw(question.locator("ink-pad canvas"))
            elif answer is Hand.TICKS:
                chosen = f"[value='{number}']" if len(numbers) > 1 else "input"
                question.locator(f".choice:has({chosen})").first.tap()
            elif isinstance(answer, Path):
                question.locator("input[type=file]").set_input_files(answer)
                question.locator(".picture-small:not([hidden])").wait_for(state="attached")
            elif answer is not None:
                question.locator("input.input, textarea.input").fill(answer)

    def draw(self, canvas: Locator) -> None:
        """A signature, as touches that start, move and end on the canvas."""
        canvas.scroll_into_view_if_needed()
        area = canvas.bounding_box()
        assert area is not None
        first, *others = [
            {"x": area["x"] + x * area["width"], "y": area["y"] + y * area["height"]} for x, y in _loops()
        ]
        self._touch("touchStart", first)
        for point in others:
            self._touch("touchMove", point)
        # The finger rests: after one that leaves in motion Chromium takes the next tap for the end of a fling.
        self.page.wait_for_timeout(150)
        self._touch("touchMove", {**others[-1], "x": others[-1]["x"] + 1})
        self._touch("touchEnd")

    def _touch(self, kind: str, *points: dict[str, float]) -> None:
        self.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    def downloads(self) -> tuple[bytes, bytes]:
        """Waits until the page by itself shows the end, and fetches both files with its buttons."""
        self.page.locator("[data-standing=finished]").wait_for(timeout=90_000)
        self.shots.take("7-finished")
        first, second = self.page.locator(".downloads a").all()
        return self._fetched(first), self._fetched(second)

    def _fetched(self, button: Locator) -> bytes:
        with self.page.expect_download() as told:
            button.tap()
        return told.value.path().read_bytes()


class Shots:
    """Pictures of every state, on a phone and at a desk, for people who want to see them."""

    def __init__(self, page: Page, name: str) -> None:
        folder = os.environ.get("DOJANG_SCREENSHOTS")
        self.folder, self.page, self.name = Path(folder) if folder else None, page, name
        self.taken: set[str] = set()

    def take(self, state: str, *, once: bool = False) -> None:
        if self.folder is None or (once and state in self.taken):
            return
        self.taken.add(state)
        self.folder.mkdir(parents=True, exist_ok=True)
        for size in (DESK, PHONE):  # back to the phone in the end, where the story continues
            self.page.set_viewport_size(size)
            self.page.wait_for_load_state("networkidle")
            self.page.wait_for_timeout(350)  # a dock and a page that scroll into place
            self.page.screenshot(path=self.folder / f"{self.name}-{size['width']}-{state}.png")


@contextmanager
def phone(browser: Browser, locale: str) -> Iterator[Page]:
    """A page on a phone of its own. A script error or a refused resource fails the story."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2, locale=locale, accept_downloads=True
    )
    try:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        yield page
        assert not wrong, wrong
    finally:
        context.close()


def _loops() -> list[tuple[float, float]]:
    return [(0.15 + 0.7 * t / 40, 0.5 - 0.28 * math.sin(t / 40 * math.tau * 3)) for t in range(41)]
