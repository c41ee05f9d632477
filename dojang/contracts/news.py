"""What the outside must hear of an event: handed by the conductor to those who write it down for sending."""

from dataclasses import dataclass

from dojang.contracts.models import Contract, Event, Signer


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """The signer who has the turn now, and the URL that lets them in."""

    signer: Signer
    url: str


@dataclass(frozen=True, kw_only=True)
class DocumentUrls:
    """Where the sealed document and its certificate are seen and fetched, from the moment the event happened."""

    document_view: str
    document_download: str
    certificate_view: str
    certificate_download: str


@dataclass(frozen=True, kw_only=True)
class News:
    """An event with everything a message or an export about it may need; nothing in it changes later.

    `acted` is the signer whose act it was, if it was one. After the last approval `event` is contract:sealed and `acted` is
    the last signer, because that approval is told only when the document exists.
    """

    contract: Contract
    event: Event
    acted: Signer | None = None
    invitation: Invitation | None = None
    documents: DocumentUrls | None = None
