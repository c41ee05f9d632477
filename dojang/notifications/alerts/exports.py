"""Telling a company of exports that have come to rest: why, of which contracts, and how to send them on."""

import json
import shlex
from collections.abc import Iterator

from django.conf import settings

from dojang.companies.models import Company
from dojang.contracts.announcement import ExportsAtRest
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.times import told_to_the_minute
from dojang.notifications.alerts import texts as texts
from dojang.notifications.alerts.wordings import ALERTS
from dojang.notifications.models import Message
from dojang.notifications.plan import Person
from dojang.notifications.rendering import write_plain

_GONE = "410"
_MAX_NAME = 64


def reader(company: Company) -> Person | None:
    """Who hears of it: the address that the company has named for that, else its oldest member who is still there."""
    if company.alerts_email:
        return _person(company, company.name, company.alerts_email)
    oldest = company.members.filter(removed_at=None).order_by("created_at", "pk").first()
    return _person(company, oldest.display_name, oldest.email) if oldest else None


def exports_rest(rest: ExportsAtRest, person: Person) -> Message:
    """Write down the one message about all these exports."""
    company, purpose = rest.company, Message.Purpose.EXPORTS_REST
    known = {"company": company.name, "title": rest.origin, "count": f"{rest.count:,}"}
    notes = list(_notes(rest, person.language))
    written = write_plain(ALERTS[purpose], person.name, person.language, known, notes)
    return Message.objects.create(
        company=company, purpose=purpose, channel=Message.Channel.EMAIL, address=person.contact.address,
        name=person.name, language=person.language, subject=written.subject, text=written.text, html=written.html,
    )  # fmt: skip


def _person(company: Company, name: str, email: str) -> Person:
    return Person(name[:_MAX_NAME], Contact(ContactKind.EMAIL, email), company.language)


def _notes(rest: ExportsAtRest, language: str) -> Iterator[tuple[str, str]]:
    yield texts.SINCE.of(language), told_to_the_minute(rest.since, rest.company.timezone, language)
    yield texts.WHY.of(language), "\n".join(_reasons(rest, language))
    yield texts.WHICH.of(language), "\n".join(_contracts(rest, language))
    yield texts.WHAT_TO_DO.of(language), "\n".join(_ways(rest, language))


def _reasons(rest: ExportsAtRest, language: str) -> Iterator[str]:
    for reason, number in rest.reasons:
        told = _in_words(reason, language)
        yield told if number == rest.count else texts.TIMES.of(language, reason=told, number=f"{number:,}")


def _in_words(reason: str, language: str) -> str:
    if reason.isdigit():
        return texts.GONE.of(language) if reason == _GONE else texts.STATUS.of(language, status=reason)
    return texts.ERRORS.get(reason, texts.UNKNOWN).of(language, reason=reason)


def _contracts(rest: ExportsAtRest, language: str) -> Iterator[str]:
    for contract in rest.contracts:
        yield texts.CONTRACT.of(language, number=contract.pk, title=contract.title)
    more = rest.count - len(rest.contracts)
    if more:
        yield texts.MORE.of(language, number=f"{more:,}")


def _ways(rest: ExportsAtRest, language: str) -> Iterator[str]:
    states = [state for state, number in (("parked", rest.parked), ("stopped", rest.stopped)) if number]
    flags = " ".join(f"--{state}" for state in states)
    # The receiver's name is a stranger's, and somebody will paste this into a shell.
    command = f"dojang exports retry {flags} --company {rest.company.comp_id} --endpoint {shlex.quote(rest.origin)}"
    yield texts.BY_COMMAND.of(language, command=command)
    asked = json.dumps({"stuck": states, "url": rest.origin})
    yield texts.BY_API.of(language, call=f"POST {settings.BASE_URL}/api/v3/exports/retry {asked}")
