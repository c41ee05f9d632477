"""Inside another site's page: which requests come from there, and cookies that browsers keep there all the same."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from http.cookies import Morsel
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from dojang.pages.csp import is_origin

PROBE = "dojang_frame"
_PROBE_SECONDS = 3600
_FRAMES = ("iframe", "frame")
View = Callable[[HttpRequest], HttpResponse]


def in_a_frame(request: HttpRequest) -> bool:
    """Whether the answer will be shown in a frame. Browsers send this only by https, or on this machine."""
    return request.headers.get("Sec-Fetch-Dest") in _FRAMES


def is_kept_out(request: HttpRequest, ancestors: Sequence[str]) -> bool:
    """Whether the browser will not show the answer, because the page around it is none of `ancestors`.

    Only the first request carries that origin, and only if the page lets the browser send it. The answer decides which words are
    shown; what may be framed is in the policy of each page.
    """
    if not in_a_frame(request):
        return False
    site = site_around(request)
    return not ancestors or bool(site and site not in ancestors)


def site_around(request: HttpRequest) -> str:
    """The origin of the page that has the frame, if the browser sends it; nothing if a page of our own sent it here."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    origin = f"{referrer.scheme}://{referrer.netloc}"
    return origin if is_origin(origin) and referrer.netloc != request.get_host() else ""


class _Partitioned(Morsel[str]):
    """A cookie for frames: kept apart for each site that frames us, which is what browsers allow who block all others.

    The standard library has no word for this before Python 3.14.
    """

    def OutputString(self, attrs: Any = None) -> str:  # noqa: N802 — the base class names it
        return f"{super().OutputString(attrs)}; Partitioned"


def _partitioned(cookie: Mapping[str, str], name: str, value: str, coded: str) -> _Partitioned:
    framed = _Partitioned()
    framed.set(name, value, coded)
    framed.update({**cookie, "samesite": "None", "secure": "True"})
    return framed


def partitioned_cookies(view: View) -> View:
    """Middleware. All cookies of a page that its company lets others frame, the one against forged forms as well, are
    partitioned when a frame asked for it. Everywhere else cookies stay as strict as they were made.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if getattr(response, "xframe_options_exempt", False) and in_a_frame(request):
            for name, cookie in list(response.cookies.items()):
                response.cookies[name] = _partitioned(cookie, name, cookie.value, cookie.coded_value)
        return response

    return answer


def probe(request: HttpRequest, response: HttpResponse) -> None:
    """Give a frame that is shown the page a cookie that means nothing, to see whether it comes back."""
    if in_a_frame(request) and response.status_code == HTTPStatus.OK:
        response.set_cookie(PROBE, "1", max_age=_PROBE_SECONDS, path=request.path, httponly=True, samesite="Lax")


def keeps_cookies(request: HttpRequest) -> bool:
    """Whether the browser will show its session again: always at the top, in a frame only if it has shown the probe."""
    return not in_a_frame(request) or PROBE in request.COOKIES
