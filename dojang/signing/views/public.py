"""A public link: its page changes nothing; its form begins a contract and goes on to the session of its first signer."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from dojang.contracts.errors import LinkDead
from dojang.contracts.models import PublicLink
from dojang.flow import public_links
from dojang.flow.errors import PublicLinkShut
from dojang.lib.characters import told_all, trimmed, unseen
from dojang.lib.client_address import visitor_of
from dojang.lib.contact import BadContact, Contact, ContactKind
from dojang.lib.errors import TooManyRequests
from dojang.lib.moments import told_to_the_minute
from dojang.lib.texts import composed
from dojang.lib.tokens import new_token
from dojang.signing import carried
from dojang.signing.answers import OWN_REFERRER, Frame, page
from dojang.signing.language import of_reader
from dojang.signing.page_view import READING, page_view
from dojang.signing.texts import say
from dojang.signing.views import clear_pages
from dojang.signing.views.entering import arrived

MOST_NAME, LEAST_FORM = 64, 20
# What makes a name a title, a path or an address; it stands in subjects of e-mails and is sent to an address that nobody proved.
_NOT_IN_NAMES = frozenset('"\\/:|<>*?@')
_STATUS = {public_links.BEGUN: 409, public_links.RESTING: 409}


@dataclass(frozen=True)
class _Entered:
    """What the form said. `form` is the number that its page was given, by which it is known when it comes again."""

    name: str = ""
    contact: str = ""
    form: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@page_view(*READING, "POST")
def public_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page, the beginning, or why there is none."""
    link = public_links.find(token)
    frame = Frame(of_reader(request, link.language), link.company.frame_origins, OWN_REFERRER)
    try:
        if request.method == "POST":
            return _begun(request, link, frame)
        public_links.require_open(link)
    except PublicLinkShut as shut:
        return _shut(request, link, frame, shut.reason)
    except LinkDead as dead:
        return clear_pages.dead(request, dead.reason, frame)
    told = carried.told(request)
    response = _asked(request, link, frame, _again(told))
    return carried.spent(response, request.path) if told else response


def _again(told: Mapping[str, str]) -> _Entered:
    """What was entered into a form that was refused."""
    errors = {key: told[f"error {key}"] for key in ("name", "contact") if f"error {key}" in told}
    return _Entered(told.get("name", ""), told.get("contact", ""), told.get("form", ""), errors)


def _to_carry(entered: _Entered) -> dict[str, str]:
    errors = {f"error {key}": text for key, text in entered.errors.items()}
    return {**errors, "name": entered.name, "contact": entered.contact, "form": entered.form}


def _asked(request: HttpRequest, link: PublicLink, frame: Frame, entered: _Entered, status: int = 200) -> HttpResponse:
    return page(
        request,
        "public.html",
        frame,
        status,
        link=link,
        until=told_to_the_minute(link.expires_at, link.timezone, frame.language) if link.expires_at else "",
        name=entered.name,
        contact=entered.contact,
        form=entered.form or new_token().secret,
        errors=entered.errors,
        switchable=request.method != "POST",
    )


def _begun(request: HttpRequest, link: PublicLink, frame: Frame) -> HttpResponse:
    entered, person = _read(request, link, frame)
    if person is None:
        return carried.go_on(request.get_full_path(), frame, _to_carry(entered))
    try:
        entry = public_links.begin(link, person, entered.form, visitor_of(request))
    except TooManyRequests as busy:
        seconds = math.ceil(busy.wait.total_seconds()) or 1
        errors = {"page": say("public.slower", frame.language, seconds=seconds)}
        answer = _asked(request, link, frame, _Entered(entered.name, entered.contact, entered.form, errors), 429)
        answer["Retry-After"] = str(seconds)
        return answer
    return arrived(request, entry)


def _shut(request: HttpRequest, link: PublicLink, frame: Frame, reason: str) -> HttpResponse:
    untold = "-untold" if link.embed and reason == public_links.BEGUN else ""
    title = say(f"dead.public-{reason}.title", frame.language)
    company = link.company.name
    text = say(f"dead.public-{reason}{untold}.text", frame.language, company=company)
    status, switchable = _STATUS.get(reason, 410), request.method != "POST"
    whom = clear_pages.whom_to_ask(link, frame.language)
    return page(request, "clear.html", frame, status, title=title, text=text, switchable=switchable, **whom)


def _read(request: HttpRequest, link: PublicLink, frame: Frame) -> tuple[_Entered, public_links.Person | None]:
    """What was entered, and who that is; nobody while something is wrong with it."""
    name = " ".join(trimmed(composed(request.POST.get("name", ""))).split())
    written = trimmed(request.POST.get("contact", ""))
    form = request.POST.get("form", "")
    form = form if len(form) >= LEAST_FORM else ""
    contact, wrong_contact = _contact(written, link, frame.language)
    wrong = {"name": _wrong_with(name, frame.language), "contact": wrong_contact}
    entered = _Entered(name, written, form, {key: text for key, text in wrong.items() if text})
    if contact is None or entered.errors or not form:
        return entered, None
    return entered, public_links.Person(name=name, contact=contact, language=frame.language)


def _wrong_with(name: str, language: str) -> str:
    if not name:
        return say("public.name.missing", language)
    if len(name) > MOST_NAME:
        return say("public.name.long", language, most=MOST_NAME)
    forbidden = " ".join(sorted(_NOT_IN_NAMES & set(name))) or told_all(unseen(name))
    return say("public.name.characters", language, characters=forbidden) if forbidden else ""


def _contact(written: str, link: PublicLink, language: str) -> tuple[Contact | None, str]:
    """Whom the contact reaches, or what is wrong with it."""
    if not written:
        return None, say("public.phone.missing" if link.needs_phone else "public.contact.missing", language)
    try:
        contact = Contact.read(written)
    except BadContact as bad:
        if bad.unseen:
            return None, say("public.contact.unseen", language, characters=told_all(bad.unseen))
        is_phone = link.needs_phone or bad.kind is ContactKind.PHONE
        return None, say("public.phone.wrong" if is_phone else "public.contact.wrong", language)
    if link.needs_phone and contact.kind is not ContactKind.PHONE:
        return None, say("public.phone.wrong", language)
    return contact, ""
