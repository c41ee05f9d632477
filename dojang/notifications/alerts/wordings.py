"""Wordings of alerts to companies and the operator. `{company}`, `{title}`, `{count}` … are filled."""

from dojang.lib.sentences import _
from dojang.notifications.models import Message
from dojang.notifications.wordings import Wording

Purpose = Message.Purpose

ALERTS: dict[Message.Purpose, Wording] = {
    Purpose.EXPORTS_REST: Wording(
        _("[{company}] Exports have stopped: contracts {count}"),
        _(
            "Exports (webhooks) do not arrive at {title} and have stopped. Contracts affected: {count}. "
            "Nothing is lost. Fix the receiver, then resend; they arrive in order."
        ),
    ),
    Purpose.NOT_SEALED: Wording(
        _("[{company}] Contracts cannot be completed: {count}"),
        _(
            "All signers have signed, but the server cannot make the completed documents at the moment. "
            "Contracts affected: {count}. All signatures are kept. The server retries automatically and "
            "completes the contracts once the cause is fixed."
        ),
    ),
    Purpose.ALL_UNSEALED: Wording(
        _("[{company}] Contracts cannot be sealed ({count}): {title}"),
        _(
            "The server {title} cannot seal contracts. Contracts affected: {count}. Nothing is lost. The "
            "server retries at growing intervals. Fix the cause and restart the server to continue at once."
        ),
    ),
    Purpose.BAD_TEMPLATE: Wording(
        _("[{company}] Template cannot be used: {title}"),
        _(
            "A trial contract made from the template {title} of {company} could not be completed. No new "
            "contract can start from it. Contracts in progress that were made from it may not complete "
            "either."
        ),
    ),
    Purpose.DAMAGED: Wording(
        _("[{company}] Stored files are damaged: {count}"),
        _(
            "Stored files of completed contracts are missing or have changed since they were sealed. Files "
            "affected: {count}. They cannot be viewed or downloaded until they are restored."
        ),
    ),
}
