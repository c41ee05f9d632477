"""What was wrong with a form, carried to the page that says so.

A page that itself answered a form becomes an error of the browser ("confirm resubmission") once its reader comes back to it. So a
refused form, too, continues by GET, and a signed cookie carries the complaints to the next page, once.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse

from dojang.pages.responses import PageFrame, see_other, set_cookie

COOKIE = "dojang_carried"
_SALT = "dojang.signing.carried"
_SECONDS = 300
_MAX = 3_600  # browsers keep no cookie beyond 4 KB


def go_on(url: str, frame: PageFrame, complaints: Mapping[str, str]) -> HttpResponse:
    """On to the page at `url`, where `read` returns `complaints`: as much of them as fits into a cookie, in this order."""
    response = see_other(url, frame)
    set_cookie(response, COOKIE, _written(complaints), urlsplit(url).path, _SECONDS)
    return response


def read(request: HttpRequest) -> dict[str, str]:
    """What the form before this page left to be said; nothing if there was none, or too long ago."""
    try:
        found: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return {}
    return found


def spent(response: HttpResponse, url: str) -> HttpResponse:
    """The response of the page that has said it; a reload says it no more."""
    set_cookie(response, COOKIE, "", urlsplit(url).path, 0)
    return response


def _written(complaints: Mapping[str, str]) -> str:
    fitting = dict[str, str]()
    written = signing.dumps(fitting, salt=_SALT, compress=True)
    for name, text in complaints.items():
        longer = signing.dumps({**fitting, name: text}, salt=_SALT, compress=True)
        if len(longer) <= _MAX:
            fitting[name], written = text, longer
    return written
