"""`{% say headline %}` looks a sentence of the signer's pages up by name."""

from typing import Any

from django import template

from dojang.signing import texts

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], name: str, **values: object) -> str:
    """The text in the page's language; Django escapes what is filled in."""
    return texts.say(name, context["language"], **values)
