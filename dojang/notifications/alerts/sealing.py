"""Notifying companies and the operator of contracts that cannot be sealed: since when, why, which, and what to do."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from dojang.companies.models import Company
from dojang.contracts.announcement import Unsealed
from dojang.lib.texts import Language
from dojang.lib.times import told_to_the_minute
from dojang.notifications.alerts import sealing_texts as texts
from dojang.notifications.alerts import texts as shared
from dojang.notifications.alerts.wordings import ALERTS
from dojang.notifications.models import Message
from dojang.notifications.plan import Person
from dojang.notifications.rendering import write_plain

Purpose = Message.Purpose


def for_company(found: Unsealed, person: Person) -> Message:
    """Write down the one message to the company about all these contracts."""
    company, language = found.company, person.language
    assert company is not None  # noqa: S101 — the caller asked for those of a company
    known = {"company": company.name, "title": company.name, "count": f"{found.count:,}"}
    notes = [
        (shared.SINCE.of(language), told_to_the_minute(found.since, company.timezone, language)),
        (shared.WHY.of(language), "\n".join(_reasons(found, language))),
        (shared.WHICH.of(language), "\n".join([*_contracts(found, language), *_more(found, language)])),
        (texts.WHAT_TO_DO.of(language), "\n".join(_ways(company, language))),
    ]
    return _message(Purpose.NOT_SEALED, person.name, person.contact.address, language, known, notes, company)


def for_operator(found: Unsealed, address: str) -> Message:
    """Write down the one message to the operator about all these contracts, in the language of the installation's first company."""
    first = Company.objects.order_by("pk").values_list("language", flat=True).first()
    language = first or Language.EN
    known = {"company": "Dojang", "title": settings.BASE_URL, "count": f"{found.count:,}"}
    notes = [
        (shared.SINCE.of(language), told_to_the_minute(found.since, "UTC", language)),
        (shared.WHY.of(language), "\n".join(_reasons(found, language))),
        (texts.FIRST.of(language), "\n".join([*_errors(found, language), *_more(found, language)])),
        (texts.WHAT_TO_DO.of(language), "\n".join(_commands("", language))),
    ]
    return _message(Purpose.ALL_UNSEALED, address, address, language, known, notes, None)


def _message(
    purpose: Message.Purpose, name: str, address: str, language: str, known: dict[str, str],
    notes: Sequence[tuple[str, str]], company: Company | None,
) -> Message:  # fmt: skip
    written = write_plain(ALERTS[purpose], name, language, known, notes)
    return Message.objects.create(
        company=company, purpose=purpose, channel=Message.Channel.EMAIL, address=address, name=name[:64],
        language=language, subject=written.subject, text=written.text, html=written.html,
    )  # fmt: skip


def _reasons(found: Unsealed, language: str) -> Iterator[str]:
    for reason, number in found.reasons:
        told = texts.REASONS[texts.Reason(reason)].of(language)
        yield told if number == found.count else shared.TIMES.of(language, reason=told, number=f"{number:,}")


def _contracts(found: Unsealed, language: str) -> Iterator[str]:
    for failure in found.first:
        yield shared.CONTRACT.of(language, number=failure.contract.pk, title=failure.contract.title)


def _errors(found: Unsealed, language: str) -> Iterator[str]:
    """For the operator: no title, which is the company's and its people's own, but the error's own words."""
    for failure in found.first:
        company = failure.contract.company.comp_id
        yield texts.OF_COMPANY.of(language, number=failure.contract.pk, company=company, detail=failure.detail)


def _more(found: Unsealed, language: str) -> Iterator[str]:
    more = found.count - len(found.first)
    if more:
        yield shared.MORE.of(language, number=f"{more:,}")


def _ways(company: Company, language: str) -> Iterator[str]:
    contracts = f"POST {settings.BASE_URL}/api/v3/contracts/{{workflow_id}}"
    yield texts.AGAIN_BY_API.of(language, call=f"{contracts}/reseal")
    yield texts.CANCEL_BY_API.of(language, call=f"{contracts}/cancel")
    yield from _commands(f" --company {company.comp_id}", language)


def _commands(company: str, language: str) -> Iterator[str]:
    yield texts.LOOK.of(language, command=f"dojang contracts stuck{company}")
    yield texts.AGAIN.of(language, command=f"dojang contracts reseal --all{company}")
