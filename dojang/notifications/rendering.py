"""Putting a message into words, as plain text and as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from dojang.contracts.models import Contract
from dojang.lib.languages import ReaderLanguage
from dojang.lib.times import told_to_the_minute
from dojang.notifications import wordings
from dojang.notifications.models import Message


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What a message carries besides its wording. `secret` says that the URL is the reader's alone."""

    url: str = ""
    certificate_url: str = ""
    comment: str = ""
    reason: str = ""
    deadline: bool = False
    secret: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


def write(contract: Contract, name: str, language: str, purpose: Message.Purpose, lines: Lines) -> Written:
    """The message in the reader's language."""
    wording = wordings.WORDINGS[purpose]
    known = {
        "company": contract.company.name, "starter": contract.starter.display_name, "title": contract.title,
        **lines.values,
    }  # fmt: skip
    more = {
        "url": lines.url,
        "certificate_url": lines.certificate_url,
        "certificate": wordings.CERTIFICATE.of(language),
        "button": wording.button.of(language) if wording.button else "",
        "footer": wordings.NOT_FOR_YOU.of(language) if lines.secret else "",
    }
    return write_plain(wording, name, language, known, _notes(contract, language, lines), more)


def write_plain(
    wording: wordings.Wording,
    name: str,
    language: str,
    known: Mapping[str, str],
    notes: Sequence[tuple[str, str]],
    more: Mapping[str, str] | None = None,
) -> Written:
    """The message in the reader's language; of what is `known`, the company and a title stand in every message."""
    context = {
        "language": language,
        "tag": ReaderLanguage(language).tag,
        "company": known["company"],
        "title": known["title"],
        "greeting": wordings.GREETING.of(language, name=name),
        "sentence": wording.sentence.of(language, **known),
        "notes": notes,
        **(more or {}),
    }
    subject = " ".join(wording.subject.of(language, **known).split())
    text = render_to_string("notifications/message.txt", context)
    return Written(subject, text, render_to_string("notifications/message.html", context))


def _notes(contract: Contract, language: str, lines: Lines) -> list[tuple[str, str]]:
    notes = []
    if lines.comment:
        notes.append((wordings.MESSAGE_FROM.of(language), lines.comment))
    if lines.reason:
        notes.append((wordings.REASON.of(language), lines.reason))
    if lines.deadline and contract.expires_at is not None:
        notes.append(
            (wordings.DEADLINE.of(language), told_to_the_minute(contract.expires_at, contract.timezone, language))
        )
    return notes
