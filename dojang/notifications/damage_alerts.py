"""Notifying a company of sealed files that the store no longer has as they were sealed: which, and what to do."""

from collections.abc import Iterator

from dojang.contracts.news import FilesDamaged
from dojang.notifications import alert_texts as texts
from dojang.notifications.models import Message
from dojang.notifications.plan import Person
from dojang.notifications.texts import WORDINGS
from dojang.notifications.writing import write_plain


def files_damaged(damaged: FilesDamaged, person: Person) -> Message:
    """Write down the one message about all these files."""
    company, purpose, language = damaged.company, Message.Purpose.DAMAGED, person.language
    known = {"company": company.name, "title": company.name, "count": f"{damaged.count:,}"}
    notes = [
        (texts.WHICH.of(language), "\n".join(_files(damaged, language))),
        (texts.DAMAGE_WHAT_TO_DO_TITLE.of(language), texts.DAMAGE_WHAT_TO_DO.of(language)),
    ]
    written = write_plain(WORDINGS[purpose], person.name, language, known, notes)
    return Message.objects.create(
        company=company, purpose=purpose, channel=Message.Channel.EMAIL, address=person.contact.address,
        name=person.name, language=language, subject=written.subject, text=written.text, html=written.html,
    )  # fmt: skip


def _files(damaged: FilesDamaged, language: str) -> Iterator[str]:
    for contract, kind in damaged.files:
        named = texts.CONTRACT.of(language, number=contract.pk, title=contract.title)
        yield f"{named} ({texts.FILES[kind].of(language)})"
    more = damaged.count - len(damaged.files)
    if more:
        yield texts.MORE.of(language, number=f"{more:,}")
