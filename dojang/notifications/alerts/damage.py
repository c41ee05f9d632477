"""Alerts about sealed files that are missing from the store or changed in it: which, and what to do."""

from django.conf import settings

from dojang.companies.models import Company
from dojang.contracts.announcement import FilesDamaged
from dojang.notifications.alerts import texts
from dojang.notifications.alerts.message import create, operator, rest_of
from dojang.notifications.models import Message
from dojang.notifications.plan import Recipient


def for_company(damaged: FilesDamaged, recipient: Recipient) -> Message:
    """Store the one message to the company about all these files."""
    company = damaged.company
    return _message(damaged, {"company": company.name, "title": company.name}, recipient, company)


def for_operator(damaged: FilesDamaged, address: str) -> Message:
    """Store the message to the operator. It names the company instead of titles, which are private to the company."""
    return _message(damaged, {"company": "Dojang", "title": settings.BASE_URL}, operator(address), None)


def _message(damaged: FilesDamaged, known: dict[str, str], recipient: Recipient, company: Company | None) -> Message:
    language = recipient.language
    files = []
    for contract, kind in damaged.files:
        title = contract.title if company else damaged.company.comp_id
        named = texts.CONTRACT.of(language, number=contract.pk, title=title)
        files.append(f"{named} ({texts.FILES[kind].of(language)})")
    notes = [
        (texts.WHICH.of(language), "\n".join([*files, *rest_of(damaged.count, len(files), language)])),
        (texts.WHAT_TO_DO.of(language), texts.RESTORE.of(language)),
    ]
    return create(Message.Purpose.DAMAGED, recipient, known | {"count": f"{damaged.count:,}"}, notes, company)
