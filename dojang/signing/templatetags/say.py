"""Sentences in templates, beside Django's own `{% translate "Continue" %}`.

`{% fill _("Step {step}") step=1 %}` fills the places of a translated sentence. `{% say headline %}` looks a sentence up by name.
"""

from typing import Any

from django import template

from dojang.signing import texts

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], name: str, **values: object) -> str:
    """The text in the page's language; Django escapes what is filled in."""
    return texts.say(name, context["language"], **values)


@register.simple_tag
def fill(sentence: str, **values: object) -> str:
    """The sentence with its places filled; Django escapes it all."""
    return str(sentence).format(**values)
