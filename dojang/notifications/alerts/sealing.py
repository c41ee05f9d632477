"""Alerts about contracts that cannot be sealed: since when, why, which, and what to do."""

from collections.abc import Iterator

from django.conf import settings

from dojang.contracts.announcement import Unsealed
from dojang.contracts.models import SealingFailure
from dojang.lib.sentences import _
from dojang.lib.times import to_the_minute
from dojang.notifications.alerts import texts
from dojang.notifications.alerts.message import create, operator, rest_of
from dojang.notifications.models import Message
from dojang.notifications.plan import Recipient

Reason = SealingFailure.Reason

_FIRST = _("Contracts and errors")
_OF_COMPANY = _("No. {number} ({company}): {detail}")
_LOOK = _("On the server, list them all: {command}")
_AGAIN = _("On the server, try again once the cause is fixed: {command}")
_AGAIN_BY_API = _("By the API, try again: {call}")
_CANCEL_BY_API = _("By the API, cancel: {call}")

REASONS = {
    Reason.TEMPLATE_MISSING: _("The template's file is missing from the store."),
    Reason.TEMPLATE_CHANGED: _("The template's file is not the one that was stored."),
    Reason.PICTURE_MISSING: _("A signer's picture is missing from the store."),
    Reason.PICTURE_CHANGED: _("A signer's picture is not the one that was stored."),
    Reason.DOCUMENT: _("The completed document could not be made. The template's PDF may be the cause."),
    Reason.CERTIFICATE: _("The certificate of completion could not be made."),
    Reason.KEY: _("The server's sealing key or its certificate cannot be read."),
    Reason.FONTS: _("The server's fonts cannot be read."),
    Reason.STORAGE: _("The server could not read or store the files. The storage may be full."),
    Reason.MEMORY: _("The server did not have enough memory."),
    Reason.WORKER: _("The worker process died several times while sealing. It may not have had enough memory."),
    Reason.INTERNAL: _("Internal error in Dojang. The operator can find the cause in the log."),
}


def for_company(found: Unsealed, recipient: Recipient) -> Message:
    """Store the one message to the company about all these contracts."""
    company, language = found.company, recipient.language
    assert company is not None  # noqa: S101 — the caller asked for those of a company
    call = f"POST {settings.BASE_URL}/api/v3/contracts/{{workflow_id}}"
    contracts = [
        texts.CONTRACT.of(language, number=failure.contract.pk, title=failure.contract.title) for failure in found.first
    ]
    ways = [
        _AGAIN_BY_API.of(language, call=f"{call}/reseal"),
        _CANCEL_BY_API.of(language, call=f"{call}/cancel"),
        *_commands(f" --company {company.comp_id}", language),
    ]
    notes = [
        *_since_and_why(found, company.timezone, language),
        (texts.WHICH.of(language), "\n".join([*contracts, *rest_of(found.count, len(contracts), language)])),
        (texts.WHAT_TO_DO.of(language), "\n".join(ways)),
    ]
    known = {"company": company.name, "title": company.name, "count": f"{found.count:,}"}
    return create(Message.Purpose.NOT_SEALED, recipient, known, notes, company)


def for_operator(found: Unsealed, address: str) -> Message:
    """Store the one message to the operator about all these contracts.

    It has the errors' own words, but no titles: these are private to the companies.
    """
    recipient = operator(address)
    language = recipient.language
    errors = [
        _OF_COMPANY.of(language, number=one.contract.pk, company=one.contract.company.comp_id, detail=one.detail)
        for one in found.first
    ]
    notes = [
        *_since_and_why(found, "UTC", language),
        (_FIRST.of(language), "\n".join([*errors, *rest_of(found.count, len(errors), language)])),
        (texts.WHAT_TO_DO.of(language), "\n".join(_commands("", language))),
    ]
    known = {"company": "Dojang", "title": settings.BASE_URL, "count": f"{found.count:,}"}
    return create(Message.Purpose.ALL_UNSEALED, recipient, known, notes, None)


def _since_and_why(found: Unsealed, zone: str, language: str) -> Iterator[tuple[str, str]]:
    yield texts.SINCE.of(language), to_the_minute(found.since, zone, language)
    reasons = []
    for name, number in found.reasons:
        reason = REASONS[Reason(name)].of(language)
        reasons.append(
            reason if number == found.count else texts.TIMES.of(language, reason=reason, number=f"{number:,}")
        )
    yield texts.WHY.of(language), "\n".join(reasons)


def _commands(company: str, language: str) -> Iterator[str]:
    yield _LOOK.of(language, command=f"dojang contracts stuck{company}")
    yield _AGAIN.of(language, command=f"dojang contracts reseal --all{company}")
