"""`/api/docs`: the API to read. It needs no other host, and works without script."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dojang.api import openapi
from dojang.api.docs.calls import Group, groups
from dojang.api.docs.texts import GROUPS, TEXTS
from dojang.lib import csp
from dojang.lib.texts import Language

MOST_SOUGHT = 100
_ENVELOPE, _PROBLEM = '{"header": …, "body": …}', '{"header": {"result_code", "result_msg"}}'


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """All calls, or those that hold every word of `?q=`."""
    language = Language.read(request.GET.get("lang", "")) or _of_browser(request)
    sought = request.GET.get("q", "").strip()[:MOST_SOUGHT]
    values = {"envelope": _ENVELOPE, "problem": _PROBLEM}
    told = {
        "groups": [(_name(group, language), group.calls) for group in _matching(sought, language)],
        "language": language,
        "languages": [(one, name) for one, name in zip(Language, ("한국어", "English", "日本語"), strict=True)],
        "sought": sought,
        "t": {name: text.of(language, **(values if name == "lead" else {})) for name, text in TEXTS.items()},
    }
    response = render(request, "api/docs.html", told)
    response["Content-Security-Policy"] = csp.policy()
    response["Cache-Control"] = "no-cache"
    return response


def _matching(sought: str, language: Language) -> list[Group]:
    words = sought.casefold().split()
    found = [
        Group(one.name, [call for call in one.calls if all(word in call.words for word in words)])
        for one in _groups(language)
    ]
    return [group for group in found if group.calls]


@cache
def _groups(language: Language) -> list[Group]:
    return groups(openapi.document(), language)


def _name(group: Group, language: Language) -> str:
    return GROUPS[group.name].of(language) if group.name in GROUPS else group.name.capitalize()


def _of_browser(request: HttpRequest) -> Language:
    """The first of the browser's languages that we have, else English."""
    wishes = request.headers.get("Accept-Language", "")[:200].split(",")
    return next((language for wish in wishes if (language := Language.read(wish.partition(";")[0]))), Language.EN)
