"""`{% links sheet %}`, `{% boxes spots %}`, `{% plain question %}`, `{% begin question %}` … `{% end question %}`: see `spots`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from dojang.signing.document import spots
from dojang.signing.document.questions import Question
from dojang.signing.document.sheets import Sheet, Spot

register = template.Library()


@register.simple_tag(takes_context=True)
def boxes(context: dict[str, Any], spots: Iterable[Spot]) -> SafeString:
    """The boxes of a page, in the reader's language."""
    about = context.get("contract") or context["preview"]
    return spots.boxes(spots, context["language"], about.language)


@register.simple_tag(takes_context=True)
def links(context: dict[str, Any], sheet: Sheet) -> SafeString:
    """The links of a page, in the reader's language."""
    return spots.links(sheet, context["language"])


@register.simple_tag(takes_context=True)
def plain(context: dict[str, Any], question: Question) -> SafeString:
    """A question that is answered by typing or ticking, whole."""
    return spots.plain(question, context["language"], context["contract"].language, context["signer"].name)


@register.simple_tag(takes_context=True)
def begin(context: dict[str, Any], question: Question) -> SafeString:
    """What comes before the field of any question."""
    return spots.begin(question, context["language"], context["contract"].language)


@register.simple_tag
def end(question: Question) -> SafeString:
    """What comes after it."""
    return spots.end(question)
