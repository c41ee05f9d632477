"""Boxes for marks: a check by itself, or one of several."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dojang.contracts.contents import Content, is_filled
from dojang.contracts.readers import Raw
from dojang.signing.document.boxes.view import Dock, state
from dojang.signing.document.questions import Asked, Question
from dojang.signing.document.sheets import Spot
from dojang.signing.texts import say

TICK = SafeString(
    '<svg class="spot-mark" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><path d="M15 50 40 78 86 20" fill="none" '
    'stroke="currentColor" stroke-width="11" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
DOT = SafeString(
    '<svg class="spot-mark" viewBox="0 0 100 100" aria-hidden="true" focusable="false">'
    '<circle cx="50" cy="50" r="28" fill="currentColor"/></svg>'
)


class MarkBox:
    """A mark, drawn as `mark`. Radio boxes of a group are one question; a single one is asked like a check."""

    def __init__(self, mark: SafeString) -> None:
        self._mark = mark

    def field(self, question: Question, dock: Dock) -> SafeString:
        if question.is_choice:
            return _choices(question, dock.written)
        checked = " checked" if is_filled(question.content) else ""
        return format_html(
            '<label class="choice"><input type="checkbox" name="{}" value="Y"{}{}><span>{}</span></label>',
            question.name, checked, state(question), say("check.label", dock.language),
        )  # fmt: skip

    def read(self, request: HttpRequest, asked: Asked) -> Iterator[tuple[str, Raw]]:
        chosen = request.POST.get(asked.name, "")
        if not asked.is_choice:
            yield asked.box.name, "Y" if chosen else "N"
        elif chosen:
            for number, box in zip(asked.numbers, asked.boxes, strict=True):
                yield box.name, "Y" if chosen == str(number) else "N"

    def again(self, _raw: Raw) -> Content | None:
        return None

    def spot(self, _spot: Spot) -> SafeString:
        return self._mark


def _choices(question: Question, written: str) -> SafeString:
    boxes = zip(question.numbers, question.boxes, question.contents, strict=True)
    labels = ((_choice(question, number, box.title, content, written),) for number, box, content in boxes)
    return format_html('<div class="choices">{}</div>', format_html_join("", "{}", labels))


def _choice(question: Question, number: int, label: str, content: Content | None, written: str) -> SafeString:
    return format_html(
        '<label class="choice"><input type="radio" name="{0}" value="{1}" data-spot="s{1}"{2} aria-describedby="{3}-error"{4}>'
        '<span lang="{6}">{5}</span></label>',
        question.name, number, " checked" if is_filled(content) else "", question.id,
        " required" if question.required else "", label, written,
    )  # fmt: skip
