"""Every page and file of the doors for people leaves through here, with the same headers."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header, escape_leading_slashes

from dojang.lib import browser_language
from dojang.lib.languages import ReaderLanguage, spoken
from dojang.pages import csp, embedding
from dojang.pages import language as languages

# A page whose address holds a secret sends no referrer. A page with a form on a clean address sends it to our own server:
# under `no-referrer` browsers send `Origin: null`, and the check against forged requests could not know it from a stranger's.
NO_REFERRER, OWN_REFERRER = "no-referrer", "same-origin"
DAY = 86_400
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


@dataclass(frozen=True)
class PageFrame:
    """What surrounds a page: its reader's language, who may frame it, and the address that shows it again.

    That is `home`; or the page's own path, with `query` where it answered a form.
    """

    language: ReaderLanguage
    ancestors: Sequence[str] = ()
    referrer: str = NO_REFERRER
    home: str = ""
    query: Mapping[str, str] = field(default_factory=dict)


def page(request: HttpRequest, template: str, frame: PageFrame, status: int = 200, **context: Any) -> HttpResponse:
    """The page, in the reader's language, under a policy with a nonce of its own."""
    if embedding.is_kept_out(request, frame.ancestors):
        return _kept_out(request, frame)
    nonce = secrets.token_urlsafe(16)
    context |= {"nonce": nonce, "switches": _switches(request, frame)}
    response = render(request, template, frame.language, context, status)
    _remember_choice(request, response, frame)
    return guarded(response, policy=csp.policy(nonce, frame.ancestors), frame=frame)


def _kept_out(request: HttpRequest, frame: PageFrame) -> HttpResponse:
    """In a frame that the page may not be shown in, why; without it the frame would stay blank.

    Any page may frame it: it shows nothing of a contract, and its one link opens a window of its own.
    """
    query = {**request.GET.dict(), **({"token": request.POST["token"]} if "token" in request.POST else {})}
    place = frame.home or escape_leading_slashes(request.path)
    again = f"{place}?{urlencode(query)}" if query else place
    context = {"again": again, "site": embedding.site_around(request), "switchable": False}
    response = render(request, "pages/unlisted.html", frame.language, context, 403)
    response.xframe_options_exempt = True
    return guarded(response, policy=csp.policy(framed_by_anyone=True))


def render(
    request: HttpRequest, template: str, language: ReaderLanguage, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The template in the reader's language, without headers that guard it."""
    with spoken(language):
        text = render_to_string(template, {**context, "language": language}, request)
    return HttpResponse(text, status=status, headers={"Content-Language": language.tag})


def guarded(response: HttpResponse, policy: str = "", frame: PageFrame | None = None) -> HttpResponse:
    """The response with the headers that everything here carries; nothing is stored unless it says so itself."""
    response["Content-Security-Policy"] = policy or csp.policy()
    response["Referrer-Policy"] = frame.referrer if frame else NO_REFERRER
    response["X-Content-Type-Options"] = "nosniff"
    response["Permissions-Policy"] = _PERMISSIONS
    response["X-Robots-Tag"] = "noindex"
    response.setdefault("Cache-Control", "no-store")
    if frame and frame.ancestors:
        response.xframe_options_exempt = True
        # An integrator's page that opened this one is notified when it closes, so it may not be cut off from it.
        response["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


def picture(data: bytes, media_type: str) -> HttpResponse:
    """A picture that the reader's own browser may keep: its bytes never change."""
    response = HttpResponse(data, content_type=media_type)
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return guarded(response)


def pdf(data: bytes, name: str, *, inline: bool) -> HttpResponse:
    """A PDF to keep, or to look at."""
    response = HttpResponse(data, content_type="application/pdf")
    disposition = content_disposition_header(not inline, f"{name}.pdf")
    response["Content-Disposition"] = disposition or "inline"
    return guarded(response)


def see_other(url: str, frame: PageFrame | None = None) -> HttpResponse:
    """Continue by GET, so that a reload repeats nothing; `frame` is that of the page to come."""
    return guarded(HttpResponse(status=303, headers={"Location": url}), frame=frame)


def set_cookie(response: HttpResponse, name: str, value: str, path: str, seconds: int) -> None:
    """A cookie for one page alone, that no script reads."""
    secure = settings.BASE_URL.startswith("https:")
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="Lax")


def _switches(request: HttpRequest, frame: PageFrame) -> list[dict[str, object]]:
    query = request.GET.copy() if not frame.home else request.GET.__class__("", mutable=True)
    for name, value in frame.query.items():
        query[name] = value
    switches = []
    for language in ReaderLanguage:
        query["lang"] = language
        # Two slashes at the start would name another server.
        url = f"{frame.home or escape_leading_slashes(request.path)}?{query.urlencode()}"
        switches.append({"language": language, "url": url, "now": language == frame.language})
    return switches


def _remember_choice(request: HttpRequest, response: HttpResponse, frame: PageFrame) -> None:
    asked = browser_language.asked(request, ReaderLanguage)
    if asked and frame.home:
        set_cookie(response, languages.COOKIE, asked.value, frame.home, DAY)
