"""Sentences with places in templates, beside Django's own `{% translate "Continue" %}`.

`{% fill _("Step {step}") step=1 %}` fills the places of a translated sentence.
"""

from django import template

register = template.Library()


@register.simple_tag
def fill(sentence: str, **values: object) -> str:
    """The sentence with its places filled; Django escapes it all."""
    return str(sentence).format(**values)
