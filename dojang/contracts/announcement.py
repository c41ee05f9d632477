"""What the outside must hear of an event: handed by the conductor to those who write it down for sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event, SealingFailure, Signer


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
class Announcement:
    """An event with everything a message or an export about it may need; nothing in it changes later.

    `acted` is the signer whose act it was, if it was one. After the last approval `event` is contract:sealed and `acted` is
    the last signer, because that approval is told only when the document exists.
    """

    contract: Contract
    event: Event
    acted: Signer | None = None
    invitation: Invitation | None = None
    documents: DocumentUrls | None = None


@dataclass(frozen=True, kw_only=True)
class StalledExports:
    """Exports to one of a company's endpoints that do not go on by themselves any more."""

    company: Company
    origin: str
    parked: int  # contracts whose every try has failed
    stopped: int  # contracts of which the receiver wants no more
    since: datetime  # the first failure
    reasons: Sequence[tuple[str, int]]  # errors or statuses of the last tries, the most frequent first
    contracts: Sequence[Contract]  # the first of them

    @property
    def count(self) -> int:
        return self.parked + self.stopped


@dataclass(frozen=True, kw_only=True)
class FilesDamaged:
    """Sealed files of a company that the store no longer has as they were sealed."""

    company: Company
    count: int
    files: Sequence[tuple[Contract, str]]  # the first of them: whose, and document or certificate


@dataclass(frozen=True, kw_only=True)
class Unsealed:
    """Contracts that everybody has approved and that cannot be sealed: of a company, or of all where it is None."""

    company: Company | None
    count: int
    since: datetime  # the first failure
    reasons: Sequence[tuple[str, int]]  # of the last tries, the most frequent first
    first: Sequence[SealingFailure]
