"""`{% ways question as name %}`: how a box for a signature or stamp may be filled."""

from typing import Any

from django import template

from dojang.signing.document.boxes.ways import Ways
from dojang.signing.document.boxes.ways import ways as ways_for
from dojang.signing.document.questions import Question

register = template.Library()


@register.simple_tag(takes_context=True)
def ways(context: dict[str, Any], question: Question) -> Ways:
    """The ways for the page's own signer."""
    return ways_for(question, context["signer"].name, context["home"])
