"""Notifying a company and the operator of sealed files that the store no longer has as they were sealed: which, and what to do."""

from collections.abc import Iterator

from django.conf import settings

from dojang.companies.models import Company
from dojang.contracts.announcement import FilesDamaged
from dojang.lib.texts import Language
from dojang.notifications.alerts import texts as texts
from dojang.notifications.alerts.wordings import ALERTS
from dojang.notifications.models import Message
from dojang.notifications.plan import Person
from dojang.notifications.rendering import write_plain


def for_company(damaged: FilesDamaged, person: Person) -> Message:
    """Write down the one message to the company about all these files."""
    company = damaged.company
    known = {"company": company.name, "title": company.name, "count": f"{damaged.count:,}"}
    return _message(damaged, known, person.name, person.contact.address, person.language, company)


def for_operator(damaged: FilesDamaged, address: str) -> Message:
    """Write down the message to the operator, in the language of the installation's first company."""
    first = Company.objects.order_by("pk").values_list("language", flat=True).first()
    known = {"company": "Dojang", "title": settings.BASE_URL, "count": f"{damaged.count:,}"}
    return _message(damaged, known, address, address, first or Language.EN, None)


def _message(
    damaged: FilesDamaged, known: dict[str, str], name: str, address: str, language: str, company: Company | None
) -> Message:
    notes = [
        (texts.WHICH.of(language), "\n".join(_files(damaged, language, with_titles=company is not None))),
        (texts.DAMAGE_WHAT_TO_DO_TITLE.of(language), texts.DAMAGE_WHAT_TO_DO.of(language)),
    ]
    purpose = Message.Purpose.DAMAGED
    written = write_plain(ALERTS[purpose], name, language, known, notes)
    return Message.objects.create(
        company=company, purpose=purpose, channel=Message.Channel.EMAIL, address=address, name=name[:64],
        language=language, subject=written.subject, text=written.text, html=written.html,
    )  # fmt: skip


def _files(damaged: FilesDamaged, language: str, *, with_titles: bool) -> Iterator[str]:
    """The operator is given the company in place of titles, which are its people's own."""
    for contract, kind in damaged.files:
        title = contract.title if with_titles else damaged.company.comp_id
        named = texts.CONTRACT.of(language, number=contract.pk, title=title)
        yield f"{named} ({texts.FILES[kind].of(language)})"
    more = damaged.count - len(damaged.files)
    if more:
        yield texts.MORE.of(language, number=f"{more:,}")
