"""Which language a reader asked for, by the address or by their browser."""

from django.http import HttpRequest

from dojang.lib.texts import Language


def asked(request: HttpRequest) -> Language | None:
    """The language in the address."""
    return Language.read(request.GET.get("lang", ""))


def of_browser(request: HttpRequest) -> Language | None:
    """The one of ours that the browser likes best."""
    wishes = [_wish(part) for part in request.headers.get("Accept-Language", "")[:200].split(",")]
    ranked = sorted(wishes, key=lambda wish: -wish[0])
    return next((language for weight, language in ranked if language and weight > 0), None)


def _wish(part: str) -> tuple[float, Language | None]:
    code, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), Language.read(code)
    except ValueError:
        return 0.0, None
