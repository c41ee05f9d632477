"""Boxes for what is written: texts, labels and dates."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dojang.contracts.contents import Content
from dojang.contracts.readers import Raw
from dojang.signing.document.boxes.view import NOTHING, Dock, labelled
from dojang.signing.document.offers import Offer, offer
from dojang.signing.document.questions import Asked, Question
from dojang.signing.document.sheets import Spot
from dojang.signing.texts import say


class TextBox:
    """Text on one line or several. A label is one too, which no signer is asked for."""

    def field(self, question: Question, dock: Dock) -> SafeString:
        return format_html("{}{}", self._input(question), _offered(question, dock))

    def _input(self, question: Question) -> SafeString:
        box = question.box
        most = format_html(' maxlength="{}"', box.max_length) if box.max_length else ""
        # A browser takes the first end of a line in a text area away.
        html = (
            '<textarea class="input" name="{0}" rows="3"{1} placeholder="{2}"{3}>\n{4}</textarea>'
            if box.multiline
            else '<input class="input" name="{0}" value="{4}"{1} placeholder="{2}" autocomplete="off" enterkeyhint="next"{3}>'
        )
        return format_html(html, question.name, most, box.placeholder, labelled(question), question.text)

    def read(self, request: HttpRequest, asked: Asked) -> Iterator[tuple[str, Raw]]:
        if asked.name in request.POST:
            yield asked.box.name, request.POST[asked.name]

    def again(self, _raw: Raw) -> Content | None:
        return None

    def spot(self, spot: Spot) -> SafeString:
        return format_html('<span class="spot-value">{}</span>', spot.text)


class DateBox(TextBox):
    """A day, with a button for today's."""

    def field(self, question: Question, dock: Dock) -> SafeString:
        return format_html(
            '<div class="date"><input class="input" type="date" name="{}" value="{}"{}>'
            '<button type="button" class="button" data-today data-script>{}</button></div>',
            question.name, question.text, labelled(question), say("date.today", dock.language),
        )  # fmt: skip


def _offered(question: Question, dock: Dock) -> SafeString:
    """A button that fills the box with what probably belongs there."""
    button = '<button type="button" class="button offer" data-script data-offer="{}" data-written="{}"><span>{}</span></button>'
    match offer(question.box, dock.name):
        case Offer.NAME:
            return format_html(button, dock.name, "", say("offer.name", dock.language, name=dock.name))
        case Offer.TODAY:
            return format_html(button, "", dock.written, say("offer.today", dock.language))
    return NOTHING
