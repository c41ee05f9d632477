"""What companies and the operator are notified of when contracts cannot be sealed."""

from dojang.contracts.models import SealingFailure
from dojang.lib.sentences import _

Reason = SealingFailure.Reason

WHAT_TO_DO = _("What to do")
FIRST = _("Contracts and errors")
OF_COMPANY = _("No. {number} ({company}): {detail}")
LOOK = _("On the server, list them all: {command}")
AGAIN = _("On the server, try again once the cause is fixed: {command}")
AGAIN_BY_API = _("By the API, try again: {call}")
CANCEL_BY_API = _("By the API, cancel: {call}")

REASONS = {
    Reason.TEMPLATE_MISSING: _("The template's file is missing from the store."),
    Reason.TEMPLATE_CHANGED: _("The template's file is not the one that was stored."),
    Reason.PICTURE_MISSING: _("A signer's picture is missing from the store."),
    Reason.PICTURE_CHANGED: _("A signer's picture is not the one that was stored."),
    Reason.DOCUMENT: _("The completed document could not be made. The template's PDF may be the cause."),
    Reason.CERTIFICATE: _("The certificate of completion could not be made."),
    Reason.KEY: _("The server's sealing key or its certificate cannot be read."),
    Reason.FONTS: _("The server's fonts cannot be read."),
    Reason.STORAGE: _("The server could not read or store the files. The storage may be full."),
    Reason.MEMORY: _("The server did not have enough memory."),
    Reason.WORKER: _("The worker process died several times while sealing. It may have run out of memory."),
    Reason.INTERNAL: _("Internal error in Dojang. The operator can find the cause in the log."),
}
