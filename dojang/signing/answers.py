"""Answering: every page and file of this door leaves through here, with the same headers."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header, escape_leading_slashes

from dojang.lib import csp
from dojang.lib.texts import Language
from dojang.signing import language as languages

# Pages whose address holds a secret tell nobody where the reader came from. Pages with a form on a clean address tell our
# own server: under `no-referrer` browsers send `Origin: null`, which no check against forged requests can tell from a stranger's.
NO_REFERRER, OWN_REFERRER = "no-referrer", "same-origin"
_NAMES = {Language.KO: "한국어", Language.EN: "English", Language.JA: "日本語"}
DAY = 86_400
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


@dataclass(frozen=True)
class Frame:
    """What surrounds a page: its reader's language, who may frame it, and the address that shows it again."""

    language: Language
    ancestors: Sequence[str] = ()
    referrer: str = NO_REFERRER
    home: str = ""


def page(request: HttpRequest, template: str, frame: Frame, status: int = 200, **told: Any) -> HttpResponse:
    """The page, in the reader's language, under a policy with a nonce of its own."""
    nonce = secrets.token_urlsafe(16)
    context = {**told, "language": frame.language, "nonce": nonce, "switches": _switches(request, frame)}
    response = HttpResponse(render_to_string(f"signing/{template}", context, request), status=status)
    response["Content-Language"] = str(frame.language)
    _remember_choice(request, response, frame)
    return guarded(response, policy=csp.policy(nonce, frame.ancestors), frame=frame)


def guarded(response: HttpResponse, policy: str = "", frame: Frame | None = None) -> HttpResponse:
    """The response with the headers that everything here carries; nothing is stored unless it says so itself."""
    response["Content-Security-Policy"] = policy or csp.policy()
    response["Referrer-Policy"] = frame.referrer if frame else NO_REFERRER
    response["X-Content-Type-Options"] = "nosniff"
    response["Permissions-Policy"] = _PERMISSIONS
    response["X-Robots-Tag"] = "noindex"
    response.setdefault("Cache-Control", "no-store")
    if frame and frame.ancestors:
        response.xframe_options_exempt = True
        # An integrator's page that opened this one is told when it closes, so it may not be cut off from it.
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


def see_other(url: str, frame: Frame | None = None) -> HttpResponse:
    """Go on by GET, so that a reload repeats nothing; `frame` is that of the page to come."""
    return guarded(HttpResponse(status=303, headers={"Location": url}), frame=frame)


def set_cookie(response: HttpResponse, name: str, value: str, path: str, seconds: int) -> None:
    """A cookie for one page alone, that no script reads."""
    secure = settings.BASE_URL.startswith("https:")
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="Lax")


def _switches(request: HttpRequest, frame: Frame) -> list[dict[str, object]]:
    query = request.GET.copy() if not frame.home else request.GET.__class__("", mutable=True)
    switches = []
    for code, name in _NAMES.items():
        query["lang"] = code
        # Two slashes at the beginning would name another server.
        url = f"{frame.home or escape_leading_slashes(request.path)}?{query.urlencode()}"
        switches.append({"code": code, "name": name, "url": url, "now": code == frame.language})
    return switches


def _remember_choice(request: HttpRequest, response: HttpResponse, frame: Frame) -> None:
    asked = languages.asked(request)
    if asked and frame.home:
        set_cookie(response, languages.COOKIE, str(asked), frame.home, DAY)
