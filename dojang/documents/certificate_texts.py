"""The fixed texts of the certificate of completion, in the three languages."""

from dojang.lib.sentences import Sentence, _, in_context
from dojang.lib.texts import Language

# Keys are what `certificate.typ` asks for.
TEXTS: dict[str, Sentence] = {
    "title": _("Certificate of completion"),
    "intro": _("This certificate records how the electronic document below was made, read and signed."),
    "certificate_number": _("Certificate number"),
    "issued_at": _("Issued at"),
    "contract": _("Contract"),
    "contract_title": in_context("certificate", "Title"),
    "contract_id": _("Contract ID"),
    "template": _("Template"),
    "version": _("version"),
    "status": _("Status"),
    "started_at": _("Started at"),
    "ended_at": _("Completed at"),
    "end_reason": _("Reason for the end"),
    "company": _("Company"),
    "starter": _("Started by"),
    "via": _("Started through"),
    "document": in_context("certificate", "Document"),
    "file_name": _("File name"),
    "size": _("Size"),
    "pages": _("Pages"),
    "original_sha256": _("SHA-256 of the original"),
    "sealed_sha256": _("SHA-256 of the completed document"),
    "compute": _("Anyone can compute a hash and compare it, with this command:"),
    "signers": _("Signers"),
    "name": in_context("certificate", "Name"),
    "contact": _("Contact"),
    "reached": _("Notified"),
    "opened": in_context("certificate", "Opened"),
    "viewed": _("Last page displayed"),
    "proofs": _("Authentication"),
    "passed": _("passed"),
    "failed": _("failed"),
    "consent": _("Consent"),
    "consent_version": _("text"),
    "signature": _("Signature"),
    "no_signature": _("no signature"),
    "approved": in_context("certificate", "Approved"),
    "rejected": in_context("certificate", "Rejected"),
    "waiting": _("Waiting"),
    "approved_by_company": _("Approved (by the company)"),
    "rejected_by_company": _("Rejected (by the company)"),
    "acted_by": _("Acted by"),
    "opinion": _("Opinion"),
    "ip": _("IP address"),
    "device": _("Device"),
    "copies": _("Copy recipients"),
    "events": _("History"),
    "events_intro": _(
        "Each event's hash includes that of the one before: change or remove one, and the last hash "
        "below no longer fits."
    ),
    "seq": _("No."),
    "time": _("Time"),
    "event": _("Event"),
    "actor": _("Actor"),
    "origin_and_hash": _("Origin and hash"),
    "chain_head": _("Last hash"),
    "log": _("Transparency log"),
    "leaf_index": _("leaf index"),
    "tree_size": _("tree size"),
    "root": _("root"),
    "log_key": _("log key"),
    "seal": _("Seal"),
    "seal_subject": in_context("certificate", "Sealed by"),
    "seal_issuer": _("Certificate issued by"),
    "seal_serial": _("Certificate serial number"),
    "seal_fingerprint": _("Certificate SHA-256"),
    "seal_algorithm": _("Algorithm"),
    "seal_level": _("PAdES level"),
    "time_stamp": _("Time-stamp"),
    "no_time_stamp": _("none (the time of sealing is that of this server's clock)"),
    "verify": _("How to verify"),
    "verify_command": _("If Dojang is installed, check the file you received with this command."),
    "verify_page": _(
        "Open this address and choose the file you received. The page says who sealed it and whether it "
        "has changed since. The file is not kept."
    ),
    "verify_alone": _(
        "Without this server: the signature panel of Adobe Acrobat Reader must say that the document has "
        "not been modified, and pdfsig (poppler-utils) must answer “Signature is Valid” and “Total "
        "document signed”. Neither knows this server's authority."
    ),
    "limits": _("What this certificate does not prove"),
    "limit_identity": _(
        "Names are those that the sender entered or, with a public link, the first signer. Who signed is "
        "proven only as far as the listed authentication goes."
    ),
    "limit_operator": _(
        "The history was recorded by the operator of this server. A transparency log or a time-stamp can "
        "show only changes made after its own time."
    ),
    "limit_time": _(
        "Without a time-stamp all times are those of this server's clock, and no independent authority "
        "vouches for them."
    ),
    "limit_issuer": _(
        "A seal certificate that this server issued itself may show as “unknown issuer” in PDF readers. "
        "Until its fingerprint (SHA-256) is confirmed with the operator in another way, nothing shows "
        "that the seal is this server's."
    ),
    "limit_key": _("The seal was made with this server's key, not with keys of the signers."),
    "limit_authority": _("Whether a signer had the authority to sign was not checked."),
    "limit_law": _("It does not prove that what was agreed is lawful or binding."),
    "unknown": _("not recorded"),
    "end_of_certificate": _("End of the certificate"),
}


def texts(language: Language) -> dict[str, str]:
    """The table `t` for `certificate.typ`, in one language; every language has every key."""
    return {key: text.of(language) for key, text in TEXTS.items()}
