"""Sentences of a check, for readers who know nothing about electronic signatures."""

from dojang.lib.sentences import _, in_context
from dojang.pdf.verdict import Condition, Reason

GOOD = _("Good: sealed by an authority this check trusts, and unchanged since.")
UNKNOWN = _(
    "Unchanged since it was sealed, but this check cannot tell whether the authority behind the seal is genuine."
)
BAD = _("NOT good. Do not rely on this file.")
STAMPED = _("The PDF has a time-stamp but no seal. It is unchanged since that time, but does not show who made it.")
ENCRYPTED = _(
    "The PDF is encrypted and cannot be checked. A decrypted copy is not the sealed file; ask for "
    "the file as it was sealed."
)
CONDITIONS = {
    Condition.NOT_A_PDF: _("This is not a PDF."),
    Condition.UNREADABLE: _("The PDF cannot be read: it is damaged or incomplete."),
    Condition.UNSIGNED: _("The PDF has no seal. It does not show who made it or whether it changed."),
    Condition.TOO_COMPLEX: _("The file is too complex to be checked within the time and memory that a check may take."),
}
REASONS = {
    Reason.ENCRYPTED: _("It is encrypted and cannot be checked."),
    Reason.SIGNATURE_LOST: _("There are traces of a seal, but the seal is gone."),
    Reason.SIGNATURE_UNREADABLE: _("The seal cannot be read."),
    Reason.DOCUMENT_ALTERED: _("The sealed content was changed."),
    Reason.SIGNATURE_FALSE: _("The seal is forged or damaged."),
    Reason.COVERAGE_BROKEN: _("The seal does not cover the file as it should."),
    Reason.CHANGED_AFTER_SEALING: _("Something was added or changed after sealing."),
    Reason.SIGNED_LATER: _(
        "Another signature was added later. This one allows it, and the later one covers the whole file."
    ),
    Reason.ISSUER_UNKNOWN: _("The authority that issued the sealing certificate is not known here."),
    Reason.CERTIFICATE_EXPIRED: _("The sealing certificate has expired."),
    Reason.CERTIFICATE_NOT_YET_VALID: _("The sealing certificate is not valid yet."),
    Reason.CERTIFICATE_REVOKED: _("The sealing certificate was revoked."),
    Reason.CERTIFICATE_UNFIT: _("The certificate is not one for sealing."),
    Reason.ALGORITHM_WEAK: _("The seal uses a weak algorithm."),
    Reason.TIME_STAMP_UNTRUSTED: _("The time-stamp cannot be trusted."),
}
CA_HINT = _(
    "Name the certificate of the server that sealed it: --ca DATA/keys/ca.cert.pem, where DATA is "
    "its data folder. The certificate is also at /verify/authority.pem on that server."
)
SEALED_BY = _("Sealed by")
ISSUED_BY = _("Certificate from")
SAYS = _("What the seal says")
SEALED_AT = _("Sealed at (as the sealer says)")
PROVEN_AT = _("Time proven")
CHANGED = _("Changed after sealing")
YES = _("yes")
NO = _("no")
FORM = _("Form")
TITLE = _("Title")
PAGE_COUNT = _("Pages")
ATTACHED = in_context("command", "Attached files")
SHA256 = _("SHA-256")
FINGERPRINT = _("Certificate fingerprint (SHA-256)")
ISSUED_HERE = _("This is the {what} of contract {contract}, “{title}”, of this server.")  # fmt: skip
DOCUMENT = _("completed document")
CERTIFICATE = _("certificate of completion")
# By the reason in our seals, see `documents.completion`.
KINDS = {"Contract completed": DOCUMENT, "History certificate": CERTIFICATE}
