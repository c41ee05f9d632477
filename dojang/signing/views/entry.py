"""The link's page changes nothing; its form exchanges the token for a session and leads to a clean address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from dojang.companies.tokens import find_company
from dojang.contracts import links
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Link
from dojang.flow.entry import NewSession, exchange, redeem_handoff
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import TooManyRequests
from dojang.lib.languages import ReaderLanguage
from dojang.pages import embedding
from dojang.pages.language import COOKIE, of_reader
from dojang.pages.responses import DAY, PageFrame, page, see_other, set_cookie
from dojang.signing import dead_links, sessions
from dojang.signing.page_view import READING, page_view

# Options that an integrator puts on the address of the signing page; kept for the page that heeds them.
OPTIONS = ("callback_fn", "next_sign")


@page_view(*READING, "POST", forms_from_anywhere=True)
def mail_sign(request: HttpRequest) -> HttpResponse:
    """The address in messages."""
    if not _parameter(request, "token").strip():
        return dead_links.dead(request, "incomplete", status=400)
    return _exchanged(request) if request.method == "POST" else _ask(request)


@page_view(*READING, "POST", forms_from_anywhere=True)
def api_sign(request: HttpRequest, company: str) -> HttpResponse:
    """The address that integrators open; a token of another company's contract is unknown here."""
    if not _parameter(request, "token").strip():
        return dead_links.dead(request, "incomplete", status=400)
    link, known = links.find(_parameter(request, "token")), find_company(company)
    # Without a link that is known nothing is shown of the company either, not even whether there is one.
    if link is not None and (known is None or link.contract.company_id != known.pk):
        raise LinkUnknown
    return _exchanged(request) if request.method == "POST" else _ask(request)


def _ask(request: HttpRequest) -> HttpResponse:
    """Scanners of mails and previews in chats open links, so nothing happens and nothing of the contract is shown here."""
    link = links.find(_parameter(request, "token"))
    known = link.signer.language if link and link.signer else ""
    frame = PageFrame(of_reader(request, known), link.contract.company.frame_origins if link else ())
    kept = {name: _parameter(request, name) for name in (*OPTIONS, "lang", "token") if _parameter(request, name)}
    if "asked" in request.POST:
        return page(
            request,
            "signing/framed.html",
            frame,
            again=f"{request.path}?{urlencode(kept)}",
            origins=" ".join(frame.ancestors),
        )
    response = page(
        request, "signing/enter.html", frame, kept={**kept, "asked": "1"}, switchable=request.method != "POST"
    )
    embedding.probe(request, response)
    return response


def _exchanged(request: HttpRequest) -> HttpResponse:
    if not embedding.keeps_cookies(request):
        # A page that posts the token into a frame of its own is asked once; our own page has asked already.
        return _ask(request)
    return entered(request, _parameter(request, "token"), _options(request))


def entered(request: HttpRequest, token: str, options: Mapping[str, str]) -> HttpResponse:
    """To the clean address of a session for what the token opens, with the options that its opener asked for."""
    link, visitor = links.find(token), visitor_of(request)
    before = sessions.of_link(request, link.pk) if link else None
    try:
        opened = redeem_handoff(token, visitor) or exchange(token, visitor, before=before)
    except LinkDead as error:
        return _dead(request, token, error.reason)
    except TooManyRequests as error:
        return dead_links.opened_too_often(request, error.wait, _frame(request, token, link))
    return _at_home(request, opened, options)


def _dead(request: HttpRequest, token: str, reason: str) -> HttpResponse:
    """Why the token opens nothing, with the way to read it in another language."""
    link = links.find(token)
    if link is None:
        return dead_links.dead(request, reason)
    signer, contract = link.signer, link.contract
    frame = _frame(request, token, link)
    # Before the proof no signer reads what the document is; behind this link there is no proof any more.
    is_known = signer is None or not (signer.access_code or signer.mobile_number)
    return dead_links.dead(request, reason, frame, dead_links.About(contract, is_known))


def _frame(request: HttpRequest, token: str, link: Link | None) -> PageFrame:
    """Of a page that says why the token opens nothing now."""
    known = _parameter(request, "lang") or (link.signer.language if link and link.signer else "")
    origins = link.contract.company.frame_origins if link else ()
    return PageFrame(of_reader(request, known), origins, query={"token": token})


def arrived(request: HttpRequest, entry: NewSession) -> HttpResponse:
    """To the clean address of a new session, with the options that its opener asked for."""
    return _at_home(request, entry, _options(request))


def _at_home(request: HttpRequest, entry: NewSession, options: Mapping[str, str]) -> HttpResponse:
    home = sessions.home(entry.session.pk)
    ancestors = entry.session.link.contract.company.frame_origins
    response = see_other(home, PageFrame(ReaderLanguage.KO, ancestors))
    if language := ReaderLanguage.read(_parameter(request, "lang")):
        set_cookie(response, COOKIE, str(language), home, DAY)
    sessions.keep(response, entry, urlencode(options), request.path)
    return response


def _options(request: HttpRequest) -> dict[str, str]:
    return {name: _parameter(request, name)[:20] for name in OPTIONS if _parameter(request, name)}


def _parameter(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name) or ""
