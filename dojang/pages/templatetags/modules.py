"""The module of a page together with all that it imports, so that browsers fetch them at once and not one behind the other."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
_IMPORT = re.compile(r'^(?:import|export) (?:[^"\n]*from )?"([^"]+)"', re.MULTILINE)


@register.simple_tag
def module(name: str) -> SafeString:
    """The script element of the module, behind links to what it imports."""
    first, *others = closure(name)
    links = format_html_join("", '<link rel="modulepreload" href="{}">', ((static(other),) for other in others))
    return format_html('{}<script type="module" src="{}"></script>', links, static(first))


@cache
def closure(name: str) -> tuple[str, ...]:
    """The module and all that it imports, each once, by their names among the static files."""
    known, waiting = dict.fromkeys([name]), [name]
    while waiting:
        here = waiting.pop(0)
        for imported in _IMPORT.findall(_source(here)):
            there = normpath(join(dirname(here), imported))
            if there not in known:
                known[there] = None
                waiting.append(there)
    return tuple(known)


def _source(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return Path(path).read_text(encoding="utf-8")
