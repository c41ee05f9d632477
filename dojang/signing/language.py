"""Which language the reader sees."""

from django.http import HttpRequest

from dojang.lib.texts import Language

COOKIE = "dojang_language"


def of_reader(request: HttpRequest, known: str = "") -> Language:
    """What the reader chose on the page, else what is `known` of them, else what their browser asks for, else Korean."""
    return chosen(request) or Language.read(known) or _of_browser(request) or Language.KO


def chosen(request: HttpRequest) -> Language | None:
    """The language that was chosen with the switch, or that the link asked for."""
    return asked(request) or Language.read(request.COOKIES.get(COOKIE, ""))


def asked(request: HttpRequest) -> Language | None:
    """The language in the address."""
    return Language.read(request.GET.get("lang", ""))


def _of_browser(request: HttpRequest) -> Language | None:
    wishes = [_wish(part) for part in request.headers.get("Accept-Language", "")[:200].split(",")]
    ranked = sorted(wishes, key=lambda wish: -wish[0])
    return next((language for weight, language in ranked if language and weight > 0), None)


def _wish(part: str) -> tuple[float, Language | None]:
    code, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), Language.read(code)
    except ValueError:
        return 0.0, None
