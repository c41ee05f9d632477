"""A message in words, as plain text and as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from dojang.contracts.models import Contract
from dojang.lib.languages import ReaderLanguage
from dojang.lib.sentences import Sentence
from dojang.lib.times import to_the_minute
from dojang.notifications import wordings
from dojang.notifications.models import Message


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a message has besides its wording. `secret` says that the URL is the reader's alone."""

    url: str = ""
    certificate_url: str = ""
    comment: str = ""
    reason: str = ""
    deadline: bool = False
    secret: bool = False
    values: Mapping[str, str | Sentence] = field(default_factory=dict)


@dataclass(frozen=True)
class Rendered:
    """The three texts of a message."""

    subject: str
    text: str
    html: str


def render(contract: Contract, name: str, language: str, purpose: Message.Purpose, details: Details) -> Rendered:
    """A message about a contract, in the reader's language."""
    wording = wordings.WORDINGS[purpose]
    known = {
        "company": contract.company.name, "starter": contract.starter.display_name, "title": contract.title,
        **details.values,
    }  # fmt: skip
    notes = [(wordings.MESSAGE_FROM.of(language), details.comment), (wordings.REASON.of(language), details.reason)]
    if details.deadline and contract.expires_at is not None:
        deadline = to_the_minute(contract.expires_at, contract.timezone, language)
        notes.append((wordings.DEADLINE.of(language), deadline))
    more = {
        "url": details.url,
        "certificate_url": details.certificate_url,
        "certificate": wordings.CERTIFICATE.of(language),
        "button": wording.button.of(language) if wording.button else "",
        "footer": wordings.NOT_FOR_YOU.of(language) if details.secret else "",
    }
    return render_plain(wording, name, language, known, [(label, note) for label, note in notes if note], more)


def render_plain(
    wording: wordings.Wording,
    name: str,
    language: str,
    known: Mapping[str, str | Sentence],
    notes: Sequence[tuple[str, str]],
    more: Mapping[str, str] | None = None,
) -> Rendered:
    """A message in the reader's language. `known` fills the wording; it always has `company` and `title`."""
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
    return Rendered(subject, text, render_to_string("notifications/message.html", context))
