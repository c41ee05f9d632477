"""Deciding who is told what: messages are written down, frozen, in the transaction of the event that causes them.

In embed mode nobody is told anything: the integrator does that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dojang.contracts.announcement import News
from dojang.contracts.models import Contract, Event, Signer
from dojang.lib.contact import Contact, ContactKind
from dojang.lib.texts import Language
from dojang.notifications.models import Message
from dojang.notifications.rendering import Lines, write

Kind, Purpose, Channel = Event.Kind, Message.Purpose, Message.Channel


@dataclass(frozen=True)
class Person:
    """Somebody who may be told something."""

    name: str
    contact: Contact
    language: str
    signer: Signer | None = None


def plan(news: Iterable[News]) -> list[Message]:
    """Write down every message that the events cause, and give them for sending."""
    return Message.objects.bulk_create(message for one in news if not one.contract.embed for message in _messages(one))


def phone_code(contract: Contract, signer: Signer, code: str) -> Message:
    """A one-time code to the phone that the signer has to prove, in embed mode too: it proves, it does not notify."""
    person = Person(signer.name, Contact(ContactKind.PHONE, signer.mobile_number), signer.language, signer)
    return _kept(_message(contract, person, Purpose.PHONE_CODE, Lines(values={"code": code}), channel=Channel.SMS))


def link_locked(contract: Contract, signer: Signer) -> Message:
    """The starter learns that somebody guessed a signer's code too often."""
    return _kept(_message(contract, _starter(contract), Purpose.LINK_LOCKED, Lines(values={"locked": signer.name})))


def _kept(message: Message) -> Message:
    message.save(force_insert=True)
    return message


def _messages(news: News) -> Iterator[Message]:
    contract, kind = news.contract, news.event.kind
    if kind == Kind.SEALED and news.documents is not None:
        lines = Lines(url=news.documents.document_view, certificate_url=news.documents.certificate_view)
        yield from _to_all(contract, Purpose.COMPLETED, lines)
    elif kind == Kind.CANCELED or (kind == Kind.REJECTED and news.invitation is None):
        yield from _to_all(contract, Purpose.CANCELED, Lines(reason=contract.end_reason))
    elif kind == Kind.EXPIRED:
        yield from _to_all(contract, Purpose.EXPIRED, Lines())
    elif news.invitation is not None:
        yield _invitation(news)


def _invitation(news: News) -> Message:
    assert news.invitation is not None  # noqa: S101 — told apart by the caller
    signer, acted = news.invitation.signer, news.acted
    person = _signing(signer)
    if news.event.kind == Kind.REJECTED and acted is not None:
        lines = Lines(
            url=news.invitation.url, reason=acted.opinion, values={"rejecter": acted.name}, deadline=True, secret=True
        )
        return _message(news.contract, person, Purpose.SENT_BACK, lines)
    lines = Lines(url=news.invitation.url, comment=news.contract.comment_for(signer), deadline=True, secret=True)
    return _message(news.contract, person, _asking(news), lines)


def _asking(news: News) -> Message.Purpose:
    if news.event.kind == Kind.LINK_ROTATED:
        return Purpose.REMINDER
    begun = news.event.kind == Kind.STARTED and news.contract.via == Contract.Via.LINK
    return Purpose.BEGUN if begun else Purpose.INVITATION


def _to_all(contract: Contract, purpose: Message.Purpose, lines: Lines) -> Iterator[Message]:
    """All who have to do with the contract, each address once."""
    told: set[str] = set()
    people = _everybody(contract) if purpose is Purpose.COMPLETED else _who_had_heard(contract)
    for person in people:
        if person.contact.key not in told:
            told.add(person.contact.key)
            yield _message(contract, person, purpose, lines)


def _everybody(contract: Contract) -> Iterator[Person]:
    for signer in contract.signers.all():
        yield _signing(signer)
    for copy in contract.copies.order_by("pk"):
        yield Person(copy.name, copy.contact, copy.language)
    yield _starter(contract)


def _who_had_heard(contract: Contract) -> Iterator[Person]:
    """Of a contract that ended early: copy recipients and signers whose turn never came know nothing of it."""
    for signer in contract.signers.filter(round__gt=0):
        yield _signing(signer)
    yield _starter(contract)


def _signing(signer: Signer) -> Person:
    return Person(signer.name, signer.contact, signer.language, signer)


def _starter(contract: Contract) -> Person:
    starter = contract.starter
    return Person(starter.display_name, Contact(ContactKind.EMAIL, starter.email), contract.company.language)


def _message(
    contract: Contract,
    person: Person,
    purpose: Message.Purpose,
    lines: Lines,
    *,
    channel: Message.Channel | None = None,
) -> Message:
    written = write(contract, person.name, person.language, purpose, lines)
    return Message(
        contract=contract, signer=person.signer, purpose=purpose, channel=channel or _channel(person),
        address=person.contact.address, name=person.name, language=person.language,
        subject=written.subject, text=written.text, html=written.html,
    )  # fmt: skip


def _channel(person: Person) -> Message.Channel:
    if person.contact.kind is ContactKind.EMAIL:
        return Channel.EMAIL
    return Channel.ALIMTALK if person.language == Language.KO else Channel.SMS
