"""Checking the seals of a PDF that anybody may have sent.

What pyHanko's validator concludes is reported with its bottom line; "intact" alone says only that some bytes still
match, not that the file shows what was sealed. On top stands our own reading of the byte range, which must leave out
nothing but the signature itself, wherever in the file the signature object claims to be.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko_certvalidator import ValidationContext

from dojang.pdf.verdict import Condition, Coverage, Kind, Modification, Reason, SignatureVerdict, Verdict, is_a_pdf

__all__ = ["Condition", "Coverage", "Kind", "Modification", "Reason", "SignatureVerdict", "Verdict", "validate"]

SIGNED_MARK = b"/ByteRange"
TRAILER_WITHIN = 1024


_TRUST_REASONS = {
    AdESFailure.REVOKED: Reason.CERTIFICATE_REVOKED,
    AdESFailure.NOT_YET_VALID: Reason.CERTIFICATE_NOT_YET_VALID,
    AdESIndeterminate.NOT_YET_VALID: Reason.CERTIFICATE_NOT_YET_VALID,
    AdESIndeterminate.REVOKED_NO_POE: Reason.CERTIFICATE_REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Reason.CERTIFICATE_REVOKED,
    AdESIndeterminate.EXPIRED: Reason.CERTIFICATE_EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Reason.CERTIFICATE_EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Reason.CERTIFICATE_EXPIRED,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: Reason.CERTIFICATE_UNFIT,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Reason.ALGORITHM_WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Reason.ALGORITHM_WEAK,
}
_ADDED = {
    ModificationLevel.LTA_UPDATES: Modification.ARCHIVAL,
    ModificationLevel.FORM_FILLING: Modification.FORM,
}
_HARMLESS = (Modification.NONE, Modification.ARCHIVAL)
_MAX_CHARACTERS = 200
_CHANGED = (Reason.DOCUMENT_ALTERED, Reason.COVERAGE_BROKEN, Reason.CHANGED_AFTER_SEALING)


def validate(pdf: bytes, trust: Sequence[bytes], at: datetime | None = None) -> Verdict:
    """Check every signature in `pdf` against the trusted authorities `trust` (PEM certificates); nothing is fetched.

    `at` (with its zone) is the moment at which certificates must be valid, None for the machine's present. Never raises
    for what `pdf` holds: garbage has its own Condition. Raises ValueError only for `trust` that is not PEM. The caller
    bounds time and memory when the file is a stranger's, and calls from a thread without a running event loop.
    """
    roots = [_certificate(one) for one in trust]
    if not is_a_pdf(pdf):
        return Verdict(Condition.NOT_A_PDF)
    try:
        # Lenient, since a strict reader refuses harmless old habits of writers; hybrid files are judged in _judge.
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            return Verdict(Condition.UNREADABLE, reasons=(Reason.ENCRYPTED,))
        embedded = reader.embedded_signatures
    except Exception as error:  # noqa: BLE001 - a stranger's bytes break parsers in any way, and each way is this answer
        return Verdict(Condition.UNREADABLE, reasons=_lost(pdf), detail=_words(error))
    if not embedded:
        return Verdict(Condition.UNSIGNED, reasons=_lost(pdf))
    return _conclude(pdf, reader, embedded, roots, at)


def _conclude(
    pdf: bytes, reader: PdfFileReader, embedded: Sequence[Any], roots: list[asn1_x509.Certificate], at: datetime | None
) -> Verdict:
    verdicts: list[SignatureVerdict] = []
    faults: list[str] = []
    for one in embedded:
        try:
            verdicts.append(_judge(pdf, reader, one, roots, at))
        except Exception as error:  # noqa: BLE001 - as above: one broken signature is an answer, and the others still count
            faults.append(_words(error))
    levelled = tuple(replace(one, pades=_level(one, verdicts, reader)) for one in _covered_again(verdicts))
    reasons = tuple(dict.fromkeys(reason for one in levelled for reason in one.reasons))
    reasons += (Reason.SIGNATURE_UNREADABLE,) if faults else ()
    changed = any(reason in _CHANGED for reason in reasons)
    signatures = [one for one in levelled if one.kind is Kind.SIGNATURE]
    stamps_stand = all(one.intact and one.valid for one in levelled if one.kind is Kind.TIME_STAMP)
    good = bool(signatures) and all(one.bottom_line for one in signatures) and stamps_stand
    return Verdict(Condition.SIGNED, levelled, good and not changed and not faults, changed, reasons, "; ".join(faults))


def _covered_again(verdicts: Sequence[SignatureVerdict]) -> list[SignatureVerdict]:
    """What was filled in after a signature is harmless only where a sound signature over all of the file vouches for it."""
    if any(_vouches_for_all(one) for one in verdicts):
        return list(verdicts)
    later, changed = Reason.SIGNED_LATER, Reason.CHANGED_AFTER_SEALING
    return [
        replace(one, bottom_line=False, reasons=tuple(changed if reason is later else reason for reason in one.reasons))
        if later in one.reasons
        else one
        for one in verdicts
    ]


def _vouches_for_all(one: SignatureVerdict) -> bool:
    sound = one.kind is Kind.SIGNATURE and one.intact and one.valid
    return sound and one.coverage is not Coverage.PART and one.modification in _HARMLESS


def _judge(
    pdf: bytes, reader: PdfFileReader, embedded: Any, roots: list[asn1_x509.Certificate], at: datetime | None
) -> SignatureVerdict:
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
    is_stamp = embedded.sig_object_type == "/DocTimeStamp"
    check = validation.validate_pdf_timestamp if is_stamp else validation.validate_pdf_signature
    status: Any = check(embedded, context)
    coverage = _coverage(pdf, embedded, status)
    modification = _modification(pdf, coverage, status, reader)
    reasons = _reasons(status, coverage, modification, is_stamp=is_stamp)
    inner = None if is_stamp else status.timestamp_validity
    stamped_at = inner.timestamp if inner is not None and inner.trusted else None
    certificate = status.signing_cert
    own_checks = not any(reason in _CHANGED for reason in reasons)
    return SignatureVerdict(
        kind=Kind.TIME_STAMP if is_stamp else Kind.SIGNATURE,
        field_name=str(embedded.field_name),
        reason=_text(embedded.sig_object.get("/Reason")),
        holder=_holder(certificate),
        subject=certificate.subject.human_friendly,
        issuer=certificate.issuer.human_friendly,
        serial=f"{certificate.serial_number:X}",
        fingerprint=certificate.sha256.hex(),
        algorithm=_algorithm(certificate, status.md_algorithm),
        signed_at=status.timestamp if is_stamp else status.signer_reported_dt,
        time_stamped_at=stamped_at,
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        coverage=coverage,
        modification=modification,
        forbids_changes=_forbids_changes(embedded),
        pades=_profile(embedded, stamped=stamped_at is not None),
        bottom_line=own_checks and bool(status.trusted if is_stamp else status.bottom_line),
        reasons=reasons,
    )


def _coverage(pdf: bytes, embedded: Any, status: Any) -> Coverage:
    """Read the range ourselves: pyHanko compares lengths, so a redefined signature object can feign full cover."""
    numbers = [int(number) for number in embedded.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return Coverage.PART
    _, before, start, after = numbers
    gap = pdf[before:start]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _is_the_signature(gap[1:-1], embedded.pkcs7_content):
        return Coverage.PART
    if start + after == len(pdf):
        return Coverage.WHOLE_FILE
    whole = status.coverage is not None and status.coverage >= validation.SignatureCoverageLevel.ENTIRE_REVISION
    return Coverage.WHOLE_REVISION if whole else Coverage.PART


def _is_the_signature(digits: bytes, contents: bytes) -> bool:
    """Whether the gap holds exactly the signature that was checked, followed by nothing but zeros."""
    try:
        gap = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return False
    return gap == contents and not gap[_der_length(gap) :].strip(b"\0")


def _der_length(der: bytes) -> int:
    """The length of the DER value that starts here, its header included (X.690, 8.1.3); 0 where there is none."""
    if len(der) < 2:
        return 0
    if der[1] < 0x80:
        return 2 + der[1]
    digits = der[1] & 0x7F
    return 2 + digits + int.from_bytes(der[2 : 2 + digits], "big")


def _modification(pdf: bytes, coverage: Coverage, status: Any, reader: PdfFileReader) -> Modification:
    if coverage is Coverage.WHOLE_FILE:
        return Modification.NONE
    # A hybrid file shows old and new readers different objects, so no later revision of it can be called harmless.
    if coverage is Coverage.PART or reader.xrefs.hybrid_xrefs_present or not _ends_with_its_last_revision(pdf, reader):
        return Modification.OTHER
    # Bytes were added; where the library sees no change in them, they belong to no revision that it could have judged.
    return _ADDED.get(status.modification_level, Modification.OTHER)


def _ends_with_its_last_revision(pdf: bytes, reader: PdfFileReader) -> bool:
    """A second document glued behind the end is invisible to this reader, yet another reader may show just that."""
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", pdf[-TRAILER_WITHIN:])
    return found is not None and int(found[1]) == reader.last_startxref


def _reasons(status: Any, coverage: Coverage, modification: Modification, *, is_stamp: bool) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if not status.intact:
        reasons.append(Reason.DOCUMENT_ALTERED)
    elif not status.valid:
        reasons.append(Reason.SIGNATURE_FALSE)
    if coverage is Coverage.PART:
        reasons.append(Reason.COVERAGE_BROKEN)
    elif modification is Modification.FORM and status.docmdp_ok:
        reasons.append(Reason.SIGNED_LATER)
    elif modification not in _HARMLESS:
        reasons.append(Reason.CHANGED_AFTER_SEALING)
    if not status.trusted and status.intact and status.valid:
        reasons.append(Reason.TIME_STAMP_UNTRUSTED if is_stamp else _why_untrusted(status))
    stamp = getattr(status, "timestamp_validity", None)
    if stamp is not None and not stamp.trusted:
        reasons.append(Reason.TIME_STAMP_UNTRUSTED)
    return tuple(reasons)


def _why_untrusted(status: Any) -> Reason:
    # The validator files a certificate whose time has not come under general failures.
    moment = status.validation_time
    if moment is not None and moment < status.signing_cert.not_valid_before:
        return Reason.CERTIFICATE_NOT_YET_VALID
    return _TRUST_REASONS.get(status.trust_problem_indic, Reason.ISSUER_UNKNOWN)


def _forbids_changes(embedded: Any) -> bool:
    level = embedded.docmdp_level
    return level is not None and level.value == 1


def _profile(embedded: Any, *, stamped: bool) -> str | None:
    """B-B or B-T by structure (EN 319 142-1, 6.3); a signing time inside the CMS would break the profile."""
    if str(embedded.sig_object.get("/SubFilter")) != "/ETSI.CAdES.detached":
        return None
    attributes = {attribute["type"].native for attribute in embedded.signer_info["signed_attrs"]}
    if "signing_certificate_v2" not in attributes or "signing_time" in attributes:
        return None
    return "B-T" if stamped else "B-B"


def _level(one: SignatureVerdict, all_of_them: Sequence[SignatureVerdict], reader: PdfFileReader) -> str | None:
    if one.pades is None:
        return None
    stamped = any(other.kind is Kind.TIME_STAMP and other.bottom_line for other in all_of_them)
    has_validation_data = "/DSS" in reader.root
    if has_validation_data and stamped:
        return "B-LTA"
    if has_validation_data and one.pades == "B-T":
        return "B-LT"
    return "B-T" if stamped else one.pades


def _algorithm(certificate: asn1_x509.Certificate, digest: str) -> str:
    key = certificate.public_key
    sha = digest.upper().replace("SHA", "SHA-")
    if key.algorithm == "ec":
        curves = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
        return f"ECDSA {curves.get(key.curve[1], key.curve[1])} {sha}"
    if key.algorithm == "rsa":
        return f"RSA-{key.bit_size} {sha}"
    return f"{key.algorithm} {sha}"


def _holder(certificate: asn1_x509.Certificate) -> str:
    named = certificate.subject.native
    found = next((named[key] for key in ("organization_name", "common_name") if named.get(key)), None)
    return _text(found) or str(certificate.subject.human_friendly)[:_MAX_CHARACTERS]


def _text(value: object) -> str:
    return value[:_MAX_CHARACTERS] if isinstance(value, str) else ""


def _lost(pdf: bytes) -> tuple[Reason, ...]:
    """A file without signatures that carries the traces of one was signed once."""
    return (Reason.SIGNATURE_LOST,) if SIGNED_MARK in pdf else ()


def _certificate(one: bytes) -> asn1_x509.Certificate:
    if not pem.detect(one):
        raise ValueError("a trusted certificate is not PEM")
    certificate = asn1_x509.Certificate.load(pem.unarmor(one)[2])
    # asn1crypto parses on demand; a broken certificate must be found here, not in the middle of a verdict.
    if certificate.native is None:
        raise ValueError("a trusted certificate is empty")
    return certificate


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
