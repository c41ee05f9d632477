"""Which language a reader asked for, by the address or by their browser, among those that a page offers."""

from django.http import HttpRequest

from dojang.lib.languages import Offered


def asked(request: HttpRequest, offered: type[Offered]) -> Offered | None:
    """The language in the address."""
    return offered.read(request.GET.get("lang", ""))


def of_browser(request: HttpRequest, offered: type[Offered]) -> Offered | None:
    """The one of those offered that the browser likes best."""
    wishes = [_wish(part, offered) for part in request.headers.get("Accept-Language", "")[:200].split(",")]
    ranked = sorted(wishes, key=lambda wish: -wish[0])
    return next((language for weight, language in ranked if language and weight > 0), None)


def _wish(part: str, offered: type[Offered]) -> tuple[float, Offered | None]:
    code, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), offered.read(code)
    except ValueError:
        return 0.0, None
