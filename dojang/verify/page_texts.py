"""Sentences of the page that checks a file."""

from collections.abc import Mapping

from dojang.lib.sentences import Sentence, _, in_context
from dojang.verify.report import Outcome

PAGE: Mapping[str, Sentence] = {
    "title": _("Check a signed document"),
    "intro": _(
        "Choose a PDF file. This server checks who sealed it and whether it has changed since. The file is not kept."
    ),
    "file": _("PDF file, up to {most} MB"),
    "drop": _("You can also drop the file here."),
    "check": _("Check"),
    "sending": _("Sending …"),
    "checking": _("Checking …"),
    "again": _("Check another file"),
    "what": _("Kind"),
    "name": _("File"),
    "holder": _("Sealed by"),
    "at": _("Sealed at"),
    "at.note": _("by the clock of the server that sealed it"),
    "stamp": _("Time-stamp"),
    "proven": in_context("page", "Time proven"),
    "says": _("The seal says"),
    "doc_title": in_context("page", "Title"),
    "pages": _("Pages"),
    "attached": _("Attached files"),
    "details": _("Details"),
    "recorded": _("It is identical, byte for byte, to a {what} kept on this server."),
    "limits.title": _("What this check shows"),
    "limits": _(
        "It shows whether the file is unchanged and whose key sealed it. It does not show who signed, or "
        "whether the contract is valid. How the signers were authenticated is in the certificate of "
        "completion."
    ),
    "alone.title": _("Check without this server"),
    "alone.acrobat": _(
        "Open the file in Adobe Acrobat Reader and look at the signature panel. It must say that the "
        "document has not been modified since it was certified. It also says that the signer's identity "
        "is unknown, because this server's authority is not on Adobe's list; that says nothing about "
        "changes."
    ),
    "alone.pdfsig": _(
        "On the command line, the following (poppler-utils) must say “Signature is Valid” and “Total document signed”:"
    ),
    "alone.hash": _("Compare the SHA-256 of the document with the one printed in the certificate of completion:"),
    "alone.authority": _("Download the certificate of this server's authority"),
    "alone.fingerprint": _(
        "Confirm this fingerprint with the company that runs the server in another way, such as by phone."
    ),
    "foot": _("An uploaded file is removed as soon as it has been checked."),
}

FAULTS: Mapping[str, Sentence] = {
    "no_file": _("Choose a PDF file."),
    "too_big": _("The file is too large. Up to {most} MB can be checked."),
    "busy": _("Busy: too many files are being checked at the moment. Try again in {seconds} sec."),
    "too_often": _("Too many checks in a short time. Try again in {seconds} sec."),
    "offline": _("The connection failed. Try again."),
}

TITLES: Mapping[Outcome, Sentence] = {
    Outcome.GOOD: _("Sealed by this server, unchanged"),
    Outcome.UNKNOWN: _("Unchanged, but sealed by someone else"),
    Outcome.ALTERED: _("Changed after it was sealed"),
    Outcome.BAD: _("The seal is not valid"),
    Outcome.STAMPED: _("A time-stamp, but no seal"),
    Outcome.UNSEALED: _("This file has no seal"),
    Outcome.NOT_A_PDF: _("This is not a PDF file"),
    Outcome.UNREADABLE: _("The file cannot be read"),
    Outcome.ENCRYPTED: _("The file is encrypted"),
    Outcome.TOO_COMPLEX: _("The file cannot be checked"),
}

# The page knows more than the command line: which authority is trusted, and what its reader can do.
CONCLUSIONS: Mapping[Outcome, Sentence] = {
    Outcome.GOOD: _("It was sealed with this server's key, and not a byte has changed since."),
    Outcome.UNKNOWN: _(
        "It has not changed since it was sealed. This server did not seal it and cannot tell whether the "
        "sealer is who the seal says."
    ),
    Outcome.ALTERED: _("Do not rely on this file. Ask the sender for the original."),
}
