"""Sentences that alerts share, and those about exports and damaged files."""

from dojang.lib.sentences import _

SINCE = _("Failing since")
WHY = _("What came of the last try")
WHICH = _("Contracts")
TO_RESEND = _("To send them again")
WHAT_TO_DO = _("What to do")

CONTRACT = _("No. {number}: {title}")
MORE = _("and {number} more")
TIMES = _("{reason} (contracts: {number})")
BY_COMMAND = _("On the server: {command}")
BY_API = _("By the API: {call}")

RESTORE = _(
    "Ask the operator of the server to restore the files from a backup. They then open again. The "
    "command dojang blobs check on the server lists the files. Copies that were downloaded earlier "
    "are not affected."
)
FILES = {
    "document": _("completed document"),
    "certificate": _("certificate of completion"),
}

STATUS = _("The receiver answered with HTTP status {status}.")
GONE = _("The receiver said that it wants no more (HTTP 410).")
UNKNOWN = _("It could not be sent ({reason}).")

# By the names that attempts and streams store.
ERRORS = {
    "not-connected": _("The receiver could not be reached."),
    "timeout": _("The receiver did not answer in time."),
    "name-not-found": _("The receiver's name could not be found."),
    "tls": _("The receiver's TLS certificate could not be verified."),
    "broken-answer": _("The receiver's answer could not be read."),
    "forbidden-address": _(
        "The receiver's address is not public, so it was not called. The operator can allow it by DOJANG_EXPORT_ALLOW."
    ),
    "bad-request": _("The URL or the Authorization makes no valid request."),
    "bad-secret": _("The company's signing secret is damaged, so the export could not be signed."),
    "endpoint-fails": _("The receiver kept failing, so that its turn never came."),
    "internal-error": _("Internal error in Dojang. The operator can find the cause in the log."),
}
