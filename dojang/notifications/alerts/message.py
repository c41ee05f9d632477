"""Who reads an alert, and the message that it becomes."""

from collections.abc import Iterator, Mapping, Sequence

from dojang.companies.models import Company
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.texts import Language
from dojang.notifications.alerts import texts
from dojang.notifications.alerts.wordings import ALERTS
from dojang.notifications.models import Message
from dojang.notifications.plan import Recipient
from dojang.notifications.rendering import render_plain

_MAX_NAME = 64


def company_reader(company: Company) -> Recipient | None:
    """The address that the company has set for alerts, else its oldest member; None when all members are removed."""
    if company.alerts_email:
        name, email = company.name, company.alerts_email
    else:
        oldest = company.members.filter(removed_at=None).order_by("created_at", "pk").first()
        if oldest is None:
            return None
        name, email = oldest.display_name, oldest.email
    return Recipient(name[:_MAX_NAME], Contact(ContactKind.EMAIL, email), company.language)


def operator(address: str) -> Recipient:
    """The operator at this address, in the language of the installation's first company."""
    first = Company.objects.order_by("pk").values_list("language", flat=True).first()
    return Recipient(address, Contact(ContactKind.EMAIL, address), first or Language.EN)


def create(
    purpose: Message.Purpose,
    recipient: Recipient,
    known: Mapping[str, str],
    notes: Sequence[tuple[str, str]],
    company: Company | None,
) -> Message:
    """The message, queued for email. `known` fills the wording, `notes` are labels with their texts."""
    rendered = render_plain(ALERTS[purpose], recipient.name, recipient.language, known, notes)
    return Message.objects.create(
        company=company, purpose=purpose, channel=Message.Channel.EMAIL, address=recipient.contact.address,
        name=recipient.name[:_MAX_NAME], language=recipient.language,
        subject=rendered.subject, text=rendered.text, html=rendered.html,
    )  # fmt: skip


def rest_of(count: int, listed: int, language: str) -> Iterator[str]:
    """A line with how many of `count` are not listed; none when all are."""
    if count > listed:
        yield texts.MORE.of(language, number=f"{count - listed:,}")
