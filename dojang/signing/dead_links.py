"""Pages for links that do not open: unknown, dead, opened too often, or with a file that is damaged."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse

from dojang.contracts.models import Contract, Link, PublicLink
from dojang.documents.errors import FileDamaged
from dojang.lib.errors import BlobDamaged
from dojang.lib.sentences import Sentence
from dojang.lib.times import to_the_minute
from dojang.pages.error_pages import ERRORS, notice
from dojang.pages.language import of_reader
from dojang.pages.responses import PageFrame
from dojang.signing import texts

# Only the company still reads these contracts.
_TAKEN_BACK = (Link.RevokeReason.DISPOSED, Link.RevokeReason.DELETED)


@dataclass(frozen=True)
class About:
    """The contract behind a dead link. `is_known` says whether who holds the link may read what it is about."""

    contract: Contract
    is_known: bool


def dead(
    request: HttpRequest, reason: str, frame: PageFrame | None = None, about: About | None = None, status: int = 410
) -> HttpResponse:
    """The page for a link that no longer opens anything. `reason` is one of `Link.RevokeReason`, or unknown, session, preview, over.

    Who holds a link to a contract reads whom to ask, and what it was and why it ended if they may know.
    """
    if about is not None and about.contract.embed and reason == Link.RevokeReason.USED:
        reason = "used-embed"
    frame = frame or PageFrame(of_reader(request))
    facts = {**whom_to_ask(about.contract, frame.language), **_ended(about, reason, frame.language)} if about else {}
    title, text = (sentence.of(frame.language) for sentence in _sentences(reason))
    return notice(request, frame, status, title, text, facts)


def damaged(request: HttpRequest, fault: FileDamaged | BlobDamaged) -> HttpResponse:
    """The page for a file that is not given out, because the store no longer has it as it was.

    Only of a completed document or certificate is the company notified by the server.
    """
    name = "damaged.unread"
    if isinstance(fault, FileDamaged):
        name = "damaged.missing" if fault.is_missing else "damaged.changed"
    frame = PageFrame(of_reader(request))
    title, text = (texts.say(f"{name}.{part}", frame.language) for part in ("title", "text"))
    return notice(request, frame, 500, title, text)


def opened_too_often(request: HttpRequest, wait: timedelta, frame: PageFrame) -> HttpResponse:
    """The page for a link that has been opened too often, with when it opens again."""
    seconds = max(ceil(wait.total_seconds()), 1)
    title = texts.say("opened-often.title", frame.language)
    text = texts.say("opened-often.text", frame.language, minutes=ceil(seconds / 60))
    response = notice(request, frame, 429, title, text)
    response["Retry-After"] = str(seconds)
    return response


def _sentences(reason: str) -> tuple[Sentence, Sentence]:
    """Title and text for the reason; one without words of its own reads as an unknown page."""
    if f"dead.{reason}.title" not in texts.TEXTS:
        return ERRORS[404]
    return texts.TEXTS[f"dead.{reason}.title"], texts.TEXTS[f"dead.{reason}.text"]


def whom_to_ask(about: Contract | PublicLink, language: str) -> dict[str, str]:
    """The company and the person in whose name it was sent."""
    named = texts.addressed(about.starter.display_name, language)
    return {"company": about.company.name, "starter": named, "email": about.starter.email}


def _ended(about: About, reason: str, language: str) -> dict[str, str]:
    """What the contract was, and why or when it ended."""
    contract = about.contract
    if not about.is_known or reason in _TAKEN_BACK:
        return {}
    expired = reason == Link.RevokeReason.EXPIRED and contract.expires_at is not None
    return {
        "document": contract.title,
        "written": contract.language,
        "why": contract.end_reason if reason == Link.RevokeReason.CANCELED else "",
        "deadline": to_the_minute(contract.expires_at, contract.timezone, language)
        if expired and contract.expires_at
        else "",
    }
