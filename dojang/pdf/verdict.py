"""What can be said about the seals of a PDF, as frozen values; `dojang.pdf.validate` says it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# ISO 32000-1, annex H: readers look for the header within the first 1024 bytes.
_HEADER_WITHIN = 1024
_ZIP = b"PK\x03\x04"  # in which a PDF may lie, header and all


def is_a_pdf(data: bytes) -> bool:
    """Whether the file says of itself that it is a PDF."""
    return b"%PDF-" in data[:_HEADER_WITHIN] and not data.startswith(_ZIP)


class Condition(StrEnum):
    """What kind of file it is."""

    NOT_A_PDF = "not-a-pdf"
    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    TOO_COMPLEX = "too-complex"  # judging it takes more time or memory than it may
    SIGNED = "signed"


class Reason(StrEnum):
    """Why a bottom line is not good, or what weakens it."""

    ENCRYPTED = "encrypted"
    SIGNATURE_LOST = "signature-lost"
    SIGNATURE_UNREADABLE = "signature-unreadable"
    DOCUMENT_ALTERED = "document-altered"
    SIGNATURE_FALSE = "signature-false"
    COVERAGE_BROKEN = "coverage-broken"
    CHANGED_AFTER_SEALING = "changed-after-sealing"
    SIGNED_LATER = "signed-later"  # which the signature allows, and a later one covers
    ISSUER_UNKNOWN = "issuer-unknown"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid"
    CERTIFICATE_REVOKED = "certificate-revoked"
    CERTIFICATE_UNFIT = "certificate-unfit"
    ALGORITHM_WEAK = "algorithm-weak"
    TIME_STAMP_UNTRUSTED = "time-stamp-untrusted"


class Coverage(StrEnum):
    """How much of the file the signature covers."""

    WHOLE_FILE = "whole-file"
    WHOLE_REVISION = "whole-revision"
    PART = "part"


class Modification(StrEnum):
    """What was added after the signature."""

    NONE = "none"
    ARCHIVAL = "archival"  # validation data and document time-stamps: allowed even where no change is
    FORM = "form"
    OTHER = "other"


class Kind(StrEnum):
    """Whether it seals the document or only proves that it existed at a time."""

    SIGNATURE = "signature"
    TIME_STAMP = "time-stamp"


@dataclass(frozen=True)
class SignatureVerdict:
    """One signature or document time-stamp.

    `reason` is what the signature says of itself, such as "Contract completed"; `holder` is the organisation of its
    certificate, or else its name. `signed_at` is what the signer claims (for a time-stamp: what its authority says);
    `time_stamped_at` is set only by a trusted time-stamp inside the signature. `serial` is upper-case hexadecimal,
    `fingerprint` the lower-case SHA-256 of the certificate's DER form. `pades` is the level reached ("B-B", "B-T",
    "B-LT", "B-LTA"; a time-stamp that is not trusted lifts none), None where it is not a PAdES signature.
    """

    kind: Kind
    field_name: str
    reason: str
    holder: str
    subject: str
    issuer: str
    serial: str
    fingerprint: str
    algorithm: str
    signed_at: datetime | None
    time_stamped_at: datetime | None
    intact: bool
    valid: bool
    trusted: bool
    coverage: Coverage
    modification: Modification
    forbids_changes: bool
    pades: str | None
    bottom_line: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Verdict:
    """All there is to say about a file.

    `bottom_line` holds only when there is a signature, each one is judged good, and nothing changed since. `detail` is
    the library's own words for a fault, in English, for logs and experts.
    """

    condition: Condition
    signatures: tuple[SignatureVerdict, ...] = ()
    bottom_line: bool = False
    changed_after_sealing: bool = False
    reasons: tuple[Reason, ...] = ()
    detail: str = ""
