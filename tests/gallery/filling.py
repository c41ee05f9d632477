"""The document, filled box by box and decided upon."""

from typing import Any

from playwright.sync_api import FilePayload, Locator

from dojang.cli.demo.browser import drawn_signature
from dojang.signing.tests.visiting import token_in
from tests.gallery.paper import NOT_NOW
from tests.gallery.photos import PORTRAIT, SIGNATURE
from tests.gallery.walk import Walk


def filling(walk: Walk) -> None:
    walk.come_in(token_in(walk.begin().first.url))
    walk.page.locator("document-guide[data-at]").wait_for()
    walk.take("document")
    walk.ask("name").locator("input.input").fill(walk.people.lee)
    walk.take("ask-text")
    _picture(walk)
    walk.ask("day").locator("input").fill("2026-12-03")
    walk.take("ask-date")
    walk.ask("included").locator(".choice").first.tap()
    walk.take("ask-radio")
    walk.ask("read")
    walk.take("ask-check")
    _signature(walk)
    _stamp(walk)
    _deciding(walk)


def _picture(walk: Walk) -> None:
    question = walk.ask("portrait")
    _choose(question, PORTRAIT)
    walk.take("ask-picture")
    question.locator(".picture [data-crop]").tap()
    walk.page.locator("dialog[open] canvas").wait_for()
    walk.take("crop")
    walk.page.locator("dialog[open] [data-closes]").tap()


def _choose(question: Locator, file: FilePayload) -> None:
    question.locator("input[type=file]").set_input_files(file)
    question.locator(".picture-small:not([hidden])").wait_for()


def _signature(walk: Walk) -> None:
    question = walk.ask("signature")
    for way in ("picture", "type", "draw"):
        question.locator(f".way:has([value={way}])").tap()
        if way == "picture":
            _choose(question, SIGNATURE)
            walk.page.locator("a.spot[data-kind=signature] img[src^='blob:']").wait_for()
            question.locator(".papers").scroll_into_view_if_needed()
        elif way == "type":
            question.locator(".look").nth(1).tap()
        else:
            _draw(walk, question.locator("canvas"))
        walk.take(f"sign-{way}")


def _draw(walk: Walk, canvas: Locator) -> None:
    """With a finger."""
    canvas.scroll_into_view_if_needed()
    area, finger = canvas.bounding_box(), walk.page.context.new_cdp_session(walk.page)
    assert area
    strokes: Any = drawn_signature(walk.people.lee)["strokes"]
    for stroke in strokes:
        for number, (x, y) in enumerate(stroke):
            at = {"x": area["x"] + x * area["width"], "y": area["y"] + y * area["height"]}
            kind = "touchMove" if number else "touchStart"
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
        walk.page.wait_for_timeout(150)  # a finger that leaves in motion would be taken for a fling
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _stamp(walk: Walk) -> None:
    question = walk.ask("stamp")
    question.locator(".way:has([value=seal])").tap()
    question.locator("[data-body=seal] .look").first.tap()
    walk.take("stamp")


def _deciding(walk: Walk) -> None:
    page = walk.page
    page.locator("[data-main]").tap()
    page.locator("#approve[open]").wait_for()
    walk.take("approve")
    page.locator("#approve [data-closes]").tap()
    page.locator("[data-opens=reject]").tap()
    page.locator("#reject-opinion").fill(NOT_NOW.of(walk.language))
    walk.take("reject")
    page.locator("#reject [data-closes]").tap()
    page.evaluate("document.getElementById('to-phone').submit()")
    page.locator("wait-for-phone").wait_for()
    walk.take("phone-over")


def missing(walk: Walk) -> None:
    walk.come_in(token_in(walk.begin().first.url))
    walk.page.evaluate("document.querySelector('form').submit()")
    walk.page.locator(".notice[role=alert]").wait_for()
    walk.take("errors")
