"""What a person can understand and mend. Doors translate these; only a door knows codes and wording.

The first line of each docstring is the English sentence for logs and the command line.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil

from dojang.lib.texts import Text


class DojangError(Exception):
    """Something a person can understand went wrong."""

    def __str__(self) -> str:
        told = super().__str__()
        return told or (type(self).__doc__ or "").split("\n")[0]


# Starting


class UnknownMember(DojangError):
    """The starter is not a member of the company."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is not a member of the company.")
        self.email = email


class TemplateError(DojangError):
    """The template cannot be started."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{(type(self).__doc__ or '').rstrip('.')} (template {number}).")
        self.number = number


class UnknownTemplate(TemplateError):
    """There is no such template."""


class TemplateWithoutSteps(TemplateError):
    """The template has no steps."""


class TemplateIncomplete(TemplateError):
    """A step of the template has no box."""


class TemplateFaulty(TemplateError):
    """No contract made from the template's PDF can be completed."""

    def __init__(self, number: str, reason: str) -> None:
        super().__init__(number)
        self.reason = reason


class SignersDoNotMatch(DojangError):
    """The number of signers differs from the template's number of steps."""

    def __init__(self, given: int, wanted: int) -> None:
        super().__init__(f"{given} signers were given, the template has {wanted} steps.")
        self.given, self.wanted = given, wanted


class StartGivenUp(DojangError):
    """The start was begun several times and never came to its end."""

    def __init__(self, tries: int) -> None:
        super().__init__(f"The start was begun {tries} times and never came to its end.")
        self.tries = tries


class BulkRowsGone(DojangError):
    """The bulk start finished long ago; its counts are still told, its rows are not."""


class PlanExpired(DojangError):
    """The company's plan has ended."""


class ApiNotAllowed(DojangError):
    """The company may not call the API."""


class QuotaSpent(DojangError):
    """The company has used up its contracts."""


class ValueRefused(DojangError):
    """A value does not fit its box."""

    def __init__(self, field: str, reason: str, **details: object) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason, self.details = field, reason, details


# Signing


class LinkUnknown(DojangError):
    """There is no such link."""


class LinkDead(DojangError):
    """The link no longer opens anything."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The link is dead: {reason}.")
        self.reason = reason


class PublicLinkShut(DojangError):
    """Nothing can be begun through the public link."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The public link begins nothing: {reason}.")
        self.reason = reason


class NotYourTurn(DojangError):
    """Another signer is to act now."""


class NotTheSigner(DojangError):
    """The step is not this person's."""


class OpinionTooLong(DojangError):
    """What the signer says to their act is too long."""

    def __init__(self, given: int, most: int) -> None:
        super().__init__(f"The opinion has {given} characters; at most {most} are possible.")
        self.given, self.most = given, most


class ContractEnded(DojangError):
    """The contract is no longer in progress."""

    def __init__(self, status: str) -> None:
        super().__init__(f"The contract is {status}.")
        self.status = status


class ProofRequired(DojangError):
    """The signer has yet to prove who they are."""


class ConsentRequired(DojangError):
    """The signer has yet to agree to sign electronically."""


class WrongCode(DojangError):
    """The code is wrong."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"The code is wrong; {tries_left} tries are left.")
        self.tries_left = tries_left


class ProofPaused(DojangError):
    """Too many wrong codes; the signer has to wait."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Too many wrong codes; wait until {until.isoformat()}.")
        self.until = until


class CodeJustSent(DojangError):
    """A one-time code was sent a moment ago; the next one has to wait."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"A one-time code was sent a moment ago; wait until {until.isoformat()}.")
        self.until = until


class CodeOver(DojangError):
    """There is no one-time code waiting; the last one was used, or its time is over."""


class CodesSpent(DojangError):
    """No more one-time codes are sent for this link."""

    def __init__(self, most: int) -> None:
        super().__init__(f"No more than {most} one-time codes are sent for a link.")
        self.most = most


class BoxesEmpty(DojangError):
    """Required boxes are still empty."""

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(f"Required boxes are still empty: {', '.join(self.fields)}.")


class WrongState(DojangError):
    """The contract's state does not allow this."""

    def __init__(self, status: str) -> None:
        super().__init__(f"The contract is {status}, which does not allow this.")
        self.status = status


class UnknownSigner(DojangError):
    """The contract has no such step."""

    def __init__(self, step: int) -> None:
        super().__init__(f"The contract has no step {step}.")
        self.step = step


class SignerHasActed(DojangError):
    """The signer has already approved or rejected."""

    def __init__(self, step: int) -> None:
        super().__init__(f"The signer of step {step} has already approved or rejected.")
        self.step = step


# Calling the API


class OutlivesItsMaker(DojangError):
    """A token was to work longer than the one it is made with, which has `days` whole days left."""

    def __init__(self, days: int) -> None:
        super().__init__(f"The token it is made with works for {days} more days.")
        self.days = days


class ScopeMissing(DojangError):
    """The token may not do this."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"The token lacks the scope {scope}.")
        self.scope = scope


class TooManyRequests(DojangError):
    """This was done too often of late."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"Too many requests; wait for {wait.total_seconds():.1f} s.")
        self.wait = wait


class RemindedTooOften(TooManyRequests):
    """The signer was reminded too often of late; `minutes` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.minutes = max(1, ceil(wait / timedelta(minutes=1)))


class RequestStillRunning(DojangError):
    """A request with the same idempotency key is being answered just now."""


class KeyUsedOtherwise(DojangError):
    """The idempotency key was used for another request."""


class OrderLost(DojangError):
    """What was asked for can no longer be read: the instance has another secret since."""


class AnswerLost(DojangError):
    """The request was fulfilled before, but its answer can no longer be read."""


class UnknownToken(DojangError):
    """There is no such API token."""


# Members


class MemberExists(DojangError):
    """The company has this member already."""

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is a member of the company already.")
        self.email = email


class LastMember(DojangError):
    """The last member of a company cannot be removed."""


# Exports


class UnknownExport(DojangError):
    """There is no such export."""

    def __init__(self, delivery: int) -> None:
        super().__init__(f"There is no export {delivery}.")
        self.delivery = delivery


class NoExports(DojangError):
    """There is no such contract, or it exports nothing."""

    def __init__(self, contract: int) -> None:
        super().__init__(f"There is no contract {contract} that exports anything.")
        self.contract = contract


class UnknownEndpoint(DojangError):
    """No export goes there."""

    def __init__(self, url: str) -> None:
        super().__init__(f"No export goes to {url!r}. An endpoint is told by its origin, such as https://erp.example.")
        self.url = url


class NothingInLine(DojangError):
    """Every export of the contract has arrived or was skipped."""

    def __init__(self, contract: int) -> None:
        super().__init__(
            f"Every export of contract {contract} has arrived or was skipped. To send one again, replay it."
        )
        self.contract = contract


class NothingToRetry(DojangError):
    """No export is stuck like that."""


class NothingToReplay(DojangError):
    """No export of that range has arrived, was skipped or is parked."""


class RangeTooLarge(DojangError):
    """These are too many exports to replay at once."""

    def __init__(self, most: int) -> None:
        super().__init__(f"These are more than {most:,} exports. Replay them in smaller ranges.")
        self.most = most


class StillInLine(DojangError):
    """The export has not arrived yet, so there is nothing to repeat."""

    def __init__(self, contract: int) -> None:
        super().__init__(
            f"The export has not arrived yet, so there is nothing to repeat. Retry contract {contract} instead."
        )
        self.contract = contract


class BeingSent(DojangError):
    """The export is being sent just now."""

    def __init__(self, contract: int) -> None:
        super().__init__(
            f"The first export in line of contract {contract} is being sent just now. Try again in some seconds."
        )
        self.contract = contract


class NotFirstInLine(DojangError):
    """Only the first export in line can be skipped."""

    def __init__(self, contract: int, first: int) -> None:
        super().__init__(
            f"Only the first export in line can be skipped; of contract {contract} that is number {first}."
        )
        self.contract, self.first = contract, first


class ReasonMissing(DojangError):
    """Say why: the reason is kept for whoever asks later."""


class ReasonRefused(DojangError):
    """The reason is too long, or has characters that cannot be kept."""

    def __init__(self, most: int) -> None:
        super().__init__(f"The reason must have at most {most} characters that can be kept.")
        self.most = most


# What is kept


class BlobDamaged(DojangError):
    """What is kept under this key is not what was put there."""

    def __init__(self, key: str, found: str) -> None:
        super().__init__(f"{key} holds something else than what was put there.")
        self.key, self.found = key, found  # SHA-256 in hex; empty when nothing is there

    @property
    def is_missing(self) -> bool:
        return not self.found


class BlobMissing(BlobDamaged, FileNotFoundError):
    """Nothing is kept under this key."""

    def __init__(self, key: str) -> None:
        DojangError.__init__(self, f"There is no {key}.")
        self.key, self.found = key, ""


class FileDamaged(DojangError):
    """The stored file is not the one that was sealed, so it is not given out."""

    def __init__(self, contract: int, kind: str, *, is_missing: bool) -> None:
        what = "is missing from" if is_missing else "has changed in"
        super().__init__(f"The {kind} of contract {contract} {what} the store, so it is not given out.")
        self.contract, self.kind, self.is_missing = contract, kind, is_missing


# Templates and companies


class LayoutRefused(DojangError):
    """The layout is wrong."""

    def __init__(self, faults: Iterable[Text]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.en for fault in self.faults))


class PdfRefused(DojangError):
    """The PDF cannot be used; facts name the place in it, as the texts about each reason need them."""

    def __init__(self, reason: str, detail: str = "", facts: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{reason}{': ' + detail if detail else ''}")
        self.reason, self.detail, self.facts = reason, detail, dict(facts or {})
