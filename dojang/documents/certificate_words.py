"""Words of the certificate of completion for what the system keeps as codes, in the three languages."""

from collections.abc import Mapping

from dojang.lib.sentences import Sentence, _, in_context
from dojang.lib.texts import Language

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
    "signer:handed-over": _("Code to go on at another device shown"),
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
    "hand-over": _("Gone on with at another device (QR code)"),
    "access-code": _("Access code"),
    "phone": _("One-time code by phone"),
    "email": _("One-time code by e-mail"),
}

CHANNELS: Mapping[str, Sentence] = {
    "email": _("E-mail"),
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
    "link": _("Public link: the first signer began it, and entered their name and contact themself."),
}


def word(table: Mapping[str, Sentence], code: str, language: Language) -> str:
    """The word for `code`; a code without a word stands for itself, since a certificate leaves nothing out."""
    text = table.get(code)
    return code if text is None else text.of(language)
