"""A public link: its page changes nothing; its form starts a contract and leads to the session of its first signer."""

import math
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from dojang.contracts.errors import LinkDead
from dojang.contracts.models import PublicLink
from dojang.flow import public_links
from dojang.flow.errors import PublicLinkShut
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import TooManyRequests
from dojang.lib.times import to_the_minute
from dojang.lib.tokens import new_token
from dojang.pages.error_pages import notice
from dojang.pages.language import of_reader
from dojang.pages.responses import OWN_REFERRER, PageFrame, page
from dojang.signing import carried, dead_links
from dojang.signing.forms import PublicLinkForm
from dojang.signing.page_view import READING, page_view
from dojang.signing.texts import say
from dojang.signing.views.entry import arrived

_STATUS = {public_links.ALREADY_STARTED: 409, public_links.UNAVAILABLE: 409}


@page_view(*READING, "POST")
def public_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page, the start, or why there is none."""
    link = public_links.find(token)
    frame = PageFrame(of_reader(request, link.language), link.company.frame_origins, OWN_REFERRER)
    try:
        if request.method == "POST":
            return _begun(request, link, frame)
        public_links.require_open(link)
    except PublicLinkShut as shut:
        return _shut(request, link, frame, shut.reason)
    except LinkDead as dead:
        return dead_links.dead(request, dead.reason, frame)
    complaints = carried.read(request)
    response = _asked(request, link, frame, complaints)
    return carried.spent(response, request.path) if complaints else response


def _asked(
    request: HttpRequest, link: PublicLink, frame: PageFrame, complaints: Mapping[str, str], status: int = 200
) -> HttpResponse:
    """The page, with what was entered into a form that was refused and what is wrong with it."""
    return page(
        request,
        "signing/public.html",
        frame,
        status,
        link=link,
        until=to_the_minute(link.expires_at, link.timezone, frame.language) if link.expires_at else "",
        name=complaints.get("name", ""),
        contact=complaints.get("contact", ""),
        form=complaints.get("form") or new_token().secret,
        errors={key: complaints[f"error {key}"] for key in ("name", "contact", "page") if f"error {key}" in complaints},
        switchable=request.method != "POST",
    )


def _begun(request: HttpRequest, link: PublicLink, frame: PageFrame) -> HttpResponse:
    form = PublicLinkForm(request.POST, link, frame.language)
    if not form.is_valid():
        return carried.go_on(request.get_full_path(), frame, form.to_carry())
    try:
        entry = public_links.start(link, form.person(), form.cleaned_data["form"], visitor_of(request))
    except TooManyRequests as busy:
        seconds = math.ceil(busy.wait.total_seconds()) or 1
        slower = {"error page": say("public.slower", frame.language, seconds=seconds)}
        answer = _asked(request, link, frame, form.to_carry() | slower, 429)
        answer["Retry-After"] = str(seconds)
        return answer
    return arrived(request, entry)


def _shut(request: HttpRequest, link: PublicLink, frame: PageFrame, reason: str) -> HttpResponse:
    untold = "-untold" if link.embed and reason == public_links.ALREADY_STARTED else ""
    title = say(f"dead.public-{reason}.title", frame.language)
    company = link.company.name
    text = say(f"dead.public-{reason}{untold}.text", frame.language, company=company)
    whom = dead_links.whom_to_ask(link, frame.language)
    return notice(request, frame, _STATUS.get(reason, 410), title, text, whom)
