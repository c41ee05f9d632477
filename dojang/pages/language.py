"""Which language the reader sees."""

from django.http import HttpRequest

from dojang.lib.browser_language import asked, of_browser
from dojang.lib.languages import ReaderLanguage

COOKIE = "dojang_language"


def of_reader(request: HttpRequest, known: str = "") -> ReaderLanguage:
    """What the reader chose on the page, else what is `known` of them, else what their browser asks for, else Korean."""
    return chosen(request) or ReaderLanguage.read(known) or of_browser(request, ReaderLanguage) or ReaderLanguage.KO


def chosen(request: HttpRequest) -> ReaderLanguage | None:
    """The language that was chosen with the switch, or that the link asked for."""
    return asked(request, ReaderLanguage) or ReaderLanguage.read(request.COOKIES.get(COOKIE, ""))
