"""Which language the reader sees."""

from django.http import HttpRequest

from dojang.lib.browser_language import asked, of_browser
from dojang.lib.texts import Language

__all__ = ["COOKIE", "asked", "chosen", "of_reader"]
COOKIE = "dojang_language"


def of_reader(request: HttpRequest, known: str = "") -> Language:
    """What the reader chose on the page, else what is `known` of them, else what their browser asks for, else Korean."""
    return chosen(request) or Language.read(known) or of_browser(request) or Language.KO


def chosen(request: HttpRequest) -> Language | None:
    """The language that was chosen with the switch, or that the link asked for."""
    return asked(request) or Language.read(request.COOKIES.get(COOKIE, ""))
