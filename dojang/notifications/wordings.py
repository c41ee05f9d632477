"""Wordings of messages to signers, copy recipients and senders.

`{signer}`, `{company}`, `{starter}`, `{title}`, `{url}` … are filled when a message is planned.
"""

from dataclasses import dataclass

from dojang.lib.sentences import Sentence, _
from dojang.notifications.models import Message

Purpose = Message.Purpose


@dataclass(frozen=True)
class Wording:
    """Subject, sentence and button of one kind of message."""

    subject: Sentence
    sentence: Sentence
    button: Sentence | None = None


GREETING = _("Hello {name},")

_OPEN = _("Open the document")
_SEE = _("See the completed document")

SIGN_AGAIN = _("You can change your entries and sign again, or decline.")
APPROVE_AGAIN = _("You can change your entries and approve again, or decline.")

WORDINGS: dict[Message.Purpose, Wording] = {
    Purpose.INVITATION: Wording(
        _("[{company}] Please sign: {title}"),
        _("{starter} of {company} asks you to fill in and sign “{title}”."),
        _OPEN,
    ),
    Purpose.BEGUN: Wording(
        _("[{company}] You have started: {title}"),
        _(
            "You have started “{title}” from a public link of {company}. If you have not signed it yet, you "
            "can continue here."
        ),
        _OPEN,
    ),
    Purpose.REMINDER: Wording(
        _("[{company}] Reminder, please sign: {title}"),
        _(
            "{starter} of {company} asks you again to fill in and sign “{title}”. Use this link; the earlier "
            "one no longer works."
        ),
        _OPEN,
    ),
    Purpose.SENT_BACK: Wording(
        _("[{company}] Sent back to you: {title}"),
        _("{rejecter} sent “{title}” back to you. It is your turn again. {todo}"),
        _OPEN,
    ),
    Purpose.COMPLETED: Wording(
        _("[{company}] Signing complete: {title}"),
        _("Signing of “{title}” is complete. The completed document and its certificate of completion are below."),
        _SEE,
    ),
    Purpose.CANCELED: Wording(
        _("[{company}] Signing request canceled: {title}"),
        _("The request to sign “{title}” was canceled. The document can no longer be signed."),
    ),
    Purpose.EXPIRED: Wording(
        _("[{company}] Expired: {title}"),
        _(
            "The request to sign “{title}” has expired: its deadline has passed. If you still need it, ask "
            "the sender to send it again."
        ),
    ),
    Purpose.PHONE_CODE: Wording(
        _("[{company}] Your verification code"),
        _("Your code for “{title}” is {code}. Enter it within 3 minutes. Do not share it."),
    ),
    Purpose.LINK_LOCKED: Wording(
        _("[{company}] Link locked: {title}"),
        _(
            "The link of {locked} to “{title}” was locked after too many wrong codes. Check with them, then "
            "send a new link."
        ),
    ),
}

CERTIFICATE = _("Certificate of completion")
MESSAGE_FROM = _("Message")
REASON = _("Reason")
DEADLINE = _("Deadline")
NOT_FOR_YOU = _("If this email is not meant for you, please ignore it. The link is for you alone. Do not share it.")
