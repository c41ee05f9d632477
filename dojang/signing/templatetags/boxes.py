"""`{% links sheet %}`, `{% boxes spots %}`, `{% ask question %}`: see `markup`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from dojang.signing.document import markup
from dojang.signing.document.boxes.view import Dock
from dojang.signing.document.questions import Question
from dojang.signing.document.sheets import Sheet, Spot

register = template.Library()


@register.simple_tag(takes_context=True)
def boxes(context: dict[str, Any], spots: Iterable[Spot]) -> SafeString:
    """The boxes of a page, in the reader's language."""
    about = context.get("contract") or context["preview"]
    return markup.boxes(spots, context["language"], about.language)


@register.simple_tag(takes_context=True)
def links(context: dict[str, Any], sheet: Sheet) -> SafeString:
    """The links of a page, in the reader's language."""
    return markup.links(sheet, context["language"])


@register.simple_tag(takes_context=True)
def ask(context: dict[str, Any], question: Question) -> SafeString:
    """A question of the dock, for the page's own signer."""
    dock = Dock(
        language=context["language"],
        written=context["contract"].language,
        name=context["signer"].name,
        home=context["home"],
        most_megabytes=context["most_megabytes"],
    )
    return markup.fieldset(question, dock)
