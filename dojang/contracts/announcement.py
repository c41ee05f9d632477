"""What messages and exports say about an event. `flow` makes these values; the rooms that send record them."""

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
    """Where the completed document and its certificate can be viewed and downloaded."""

    document_view: str
    document_download: str
    certificate_view: str
    certificate_download: str


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """An event with everything a message or an export about it may need; nothing in it changes later.

    `acted` is the signer who approved or rejected, if the event is such an act. The last approval is announced only when the
    document exists: `event` is then contract:sealed and `acted` the last signer.
    """

    contract: Contract
    event: Event
    acted: Signer | None = None
    invitation: Invitation | None = None
    documents: DocumentUrls | None = None


@dataclass(frozen=True, kw_only=True)
class StalledExports:
    """Exports to an endpoint of a company that do not continue by themselves."""

    company: Company
    origin: str
    parked: int  # contracts of which every attempt has failed
    stopped: int  # contracts whose exports the receiver has declined
    since: datetime  # the first failure
    reasons: Sequence[tuple[str, int]]  # errors or statuses of the last attempts, the most frequent first
    contracts: Sequence[Contract]  # the first of them

    @property
    def count(self) -> int:
        return self.parked + self.stopped


@dataclass(frozen=True, kw_only=True)
class FilesDamaged:
    """Sealed files of a company that are missing or changed in the store."""

    company: Company
    count: int
    files: Sequence[tuple[Contract, str]]  # the first of them: the contract, and document or certificate


@dataclass(frozen=True, kw_only=True)
class Unsealed:
    """Contracts that all signers have approved and that cannot be sealed: of a company, or of all where it is None."""

    company: Company | None
    count: int
    since: datetime  # the first failure
    reasons: Sequence[tuple[str, int]]  # of the last attempts, the most frequent first
    first: Sequence[SealingFailure]
