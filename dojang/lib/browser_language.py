"""The language that a reader asks for, by the address or the browser, among those that a page offers."""

from django.http import HttpRequest

from dojang.lib.languages import Offered


def asked(request: HttpRequest, offered: type[Offered]) -> Offered | None:
    """The language in the address."""
    return offered.read(request.GET.get("lang", ""))


def of_browser(request: HttpRequest, offered: type[Offered]) -> Offered | None:
    """The offered language that the browser prefers."""
    preferences = [_preference(part, offered) for part in request.headers.get("Accept-Language", "")[:200].split(",")]
    ranked = sorted(preferences, key=lambda preference: -preference[0])
    return next((language for weight, language in ranked if language and weight > 0), None)


def _preference(part: str, offered: type[Offered]) -> tuple[float, Offered | None]:
    code, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), offered.read(code)
    except ValueError:
        return 0.0, None
