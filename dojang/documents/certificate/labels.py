"""The sentences of the certificate of completion: its fixed texts, and words for what the system keeps as codes."""

from collections.abc import Mapping

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

EVENTS: Mapping[str, Sentence] = {
    "contract:started": _("Contract started"),
    "contract:sealed": _("Document sealed, signing complete"),
    "contract:canceled": _("Signing request canceled"),
    "contract:expired": _("Signing request expired"),
    "contract:deleted": _("Contract deleted"),
    "contract:disposed": _("Access to the document closed"),
    "contract:new-deadline": _("Deadline changed"),
    "signer:changed": _("Signer changed"),
    "signer:notified": _("Signer notified"),
    "signer:opened": _("Signer opened the document"),
    "signer:proved": _("Authentication passed"),
    "signer:failed-proof": _("Authentication failed"),
    "signer:locked": _("Link locked after failed tries"),
    "signer:consented": _("Consent to sign electronically"),
    "signer:handed-over": _("Code to continue on another device shown"),
    "signer:viewed": _("Last page displayed"),
    "field:set": _("Field filled in"),
    "signature:adopted": _("Signature adopted"),
    "signer:approved": in_context("certificate", "Approved"),
    "signer:rejected": in_context("certificate", "Rejected"),
    "link:rotated": _("Link replaced"),
    "message:sent": _("Message sent"),
    "message:failed": _("Message failed"),
    "message:fell-back": _("Message sent by other means"),
    "message:bounced": _("Message bounced"),
    "export:queued": _("Export queued"),
    "export:delivered": _("Export delivered"),
    "export:failed": _("Export failed"),
    "document:viewed": _("Document viewed"),
    "document:downloaded": _("Document downloaded"),
    "certificate:viewed": _("Certificate viewed"),
    "certificate:downloaded": _("Certificate downloaded"),
    "document:damaged": _("Stored document found damaged"),
    "document:restored": _("Stored document restored"),
    "certificate:damaged": _("Stored certificate found damaged"),
    "certificate:restored": _("Stored certificate restored"),
    "personal-data:erased": _("Personal data erased"),
}

LEFT_OUT = _("{count} events in between are not printed here. The server's history has them all.")

# Among the messages to a person, or their proofs.
MORE = _("Not printed here: {count} in between. The server's history has them all.")

BY_THE_COMPANY = _("The company ({member}) acted through the API, not the signer.")
NO_CONSENT = _("No consent of the signer to electronic signing is recorded.")
UNPROVED = _("Of the authentication asked of the signer, this was not completed: {methods}.")

STATUSES: Mapping[str, Sentence] = {
    "playing": _("In progress"),
    "sealing": _("Complete"),
    "complete": _("Complete"),
    "canceled": in_context("certificate", "Canceled"),
    "disposed": _("Access closed"),
    "deleted": in_context("certificate", "Deleted"),
}

ACTORS: Mapping[str, Sentence] = {
    "signer": _("Signer"),
    "member": _("Member"),
    "recipient": _("Copy recipient"),
    "system": _("System"),
}

PROOFS: Mapping[str, Sentence] = {
    "link": _("Personal link"),
    "hand-over": _("Continued on another device (QR code)"),
    "access-code": _("Access code"),
    "phone": _("One-time code by phone"),
    "email": _("One-time code by email"),
}

CHANNELS: Mapping[str, Sentence] = {
    "email": _("Email"),
    "alimtalk": _("KakaoTalk AlimTalk"),
    "sms": _("Text message"),
    "embed": _("Through the integrating system"),
}

RESULTS: Mapping[str, Sentence] = {
    "sent": _("sent"),
    "failed": _("failed"),
    "bounced": _("bounced"),
    "queued": _("queued"),
}

SIGNATURES: Mapping[str, Sentence] = {
    "drawn": _("drawn"),
    "typed": _("typed"),
    "image": _("picture"),
    "stamp": _("stamp"),
    "stamp-drawn": _("drawn stamp"),
    "stamp-typed": _("typed stamp"),
    "seal": _("stamp made from the name"),
}

VIAS: Mapping[str, Sentence] = {
    "api": _("API"),
    "console": _("Console"),
    "bulk": _("Bulk start"),
    "link": _("Public link: the first signer started it, and entered their own name and contact."),
}


def texts(language: Language) -> dict[str, str]:
    """The table `t` for `certificate.typ`, in one language; every language has every key."""
    return {key: text.of(language) for key, text in TEXTS.items()}


def word(table: Mapping[str, Sentence], code: str, language: Language) -> str:
    """The word for `code`. A code without a word is printed as it is: a certificate leaves nothing out."""
    text = table.get(code)
    return code if text is None else text.of(language)
