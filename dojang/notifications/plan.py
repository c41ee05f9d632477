"""Who gets which message. Messages are stored, frozen, in the transaction of the event that causes them.

In embed mode Dojang notifies no one: the integrator does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dojang.contracts.announcement import Announcement
from dojang.contracts.models import Contract, Event, Signer
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.sentences import Sentence
from dojang.lib.texts import Language
from dojang.notifications.models import Message
from dojang.notifications.rendering import Details, render
from dojang.notifications.wordings import APPROVE_AGAIN, SIGN_AGAIN

Kind, Purpose, Channel = Event.Kind, Message.Purpose, Message.Channel


@dataclass(frozen=True)
class Recipient:
    """A person who may get a message."""

    name: str
    contact: Contact
    language: str
    signer: Signer | None = None


def plan(announcements: Iterable[Announcement]) -> list[Message]:
    """Store every message that the events cause, and return them for sending."""
    return Message.objects.bulk_create(
        message for one in announcements if not one.contract.embed for message in _messages(one)
    )


def phone_code(contract: Contract, signer: Signer, code: str) -> Message:
    """Store a one-time code to the phone that the signer has to prove, in embed mode too: it proves, it does not notify."""
    recipient = Recipient(signer.name, Contact(ContactKind.PHONE, signer.mobile_number), signer.language, signer)
    message = _message(contract, recipient, Purpose.PHONE_CODE, Details(values={"code": code}), channel=Channel.SMS)
    message.save(force_insert=True)
    return message


def link_locked(contract: Contract, signer: Signer) -> Message:
    """Store a message to the sender: a signer's code was guessed too often."""
    message = _message(contract, _starter(contract), Purpose.LINK_LOCKED, Details(values={"locked": signer.name}))
    message.save(force_insert=True)
    return message


def _messages(announcement: Announcement) -> Iterator[Message]:
    contract, kind = announcement.contract, announcement.event.kind
    if kind == Kind.SEALED and announcement.documents is not None:
        details = Details(
            url=announcement.documents.document_view, certificate_url=announcement.documents.certificate_view
        )
        yield from _to_all(contract, Purpose.COMPLETED, details)
    elif kind == Kind.CANCELED or (kind == Kind.REJECTED and announcement.invitation is None):
        yield from _to_all(contract, Purpose.CANCELED, Details(reason=contract.end_reason))
    elif kind == Kind.EXPIRED:
        yield from _to_all(contract, Purpose.EXPIRED, Details())
    elif announcement.invitation is not None:
        yield _invitation(announcement)


def _invitation(announcement: Announcement) -> Message:
    assert announcement.invitation is not None  # noqa: S101 — the caller has checked
    contract, signer, url, acted = (
        announcement.contract,
        announcement.invitation.signer,
        announcement.invitation.url,
        announcement.acted,
    )
    if announcement.event.kind == Kind.REJECTED and acted is not None:
        purpose = Purpose.SENT_BACK
        todo = SIGN_AGAIN if contract.read_layout().asks_to_sign(signer.step) else APPROVE_AGAIN
        values: dict[str, str | Sentence] = {"rejecter": acted.name, "todo": todo}
        details = Details(url=url, reason=acted.opinion, values=values, deadline=True, secret=True)
    else:
        by_link = announcement.event.kind == Kind.STARTED and contract.via == Contract.Via.LINK
        purpose = Purpose.BEGUN if by_link else Purpose.INVITATION
        if announcement.event.kind == Kind.LINK_ROTATED:
            purpose = Purpose.REMINDER
        details = Details(url=url, comment=contract.comment_for(signer), deadline=True, secret=True)
    return _message(contract, _signing(signer), purpose, details)


def _to_all(contract: Contract, purpose: Message.Purpose, details: Details) -> Iterator[Message]:
    """One message to each address. Of a completed contract to all; else only to those who have heard of it before.

    Copy recipients and signers whose turn never came know nothing of a contract that ends early.
    """
    is_completed = purpose is Purpose.COMPLETED
    signers = contract.signers.all() if is_completed else contract.signers.filter(round__gt=0)
    copies = contract.copies.order_by("pk") if is_completed else ()
    recipients = [
        *(_signing(signer) for signer in signers),
        *(Recipient(copy.name, copy.contact, copy.language) for copy in copies),
        _starter(contract),
    ]
    seen: set[str] = set()
    for recipient in recipients:
        if recipient.contact.key not in seen:
            seen.add(recipient.contact.key)
            yield _message(contract, recipient, purpose, details)


def _signing(signer: Signer) -> Recipient:
    return Recipient(signer.name, signer.contact, signer.language, signer)


def _starter(contract: Contract) -> Recipient:
    starter = contract.starter
    return Recipient(starter.display_name, Contact(ContactKind.EMAIL, starter.email), contract.company.language)


def _message(
    contract: Contract,
    recipient: Recipient,
    purpose: Message.Purpose,
    details: Details,
    *,
    channel: Message.Channel | None = None,
) -> Message:
    rendered = render(contract, recipient.name, recipient.language, purpose, details)
    return Message(
        contract=contract, signer=recipient.signer, purpose=purpose, channel=channel or _channel(recipient),
        address=recipient.contact.address, name=recipient.name, language=recipient.language,
        subject=rendered.subject, text=rendered.text, html=rendered.html,
    )  # fmt: skip


def _channel(recipient: Recipient) -> Message.Channel:
    if recipient.contact.kind is ContactKind.EMAIL:
        return Channel.EMAIL
    return Channel.ALIMTALK if recipient.language == Language.KO else Channel.SMS
