"""What the conductor refuses when it starts contracts, lets signers in, or takes what they do."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from dojang.lib.errors import DojangError, TooManyRequests

# Starting


class SignersDoNotMatch(DojangError):
    code, message = "signers_do_not_match", "{given} signers were given, the template has {wanted} steps."

    def __init__(self, given: int, wanted: int) -> None:
        self.given, self.wanted = given, wanted

    def params(self) -> dict[str, str | int]:
        return {"given": self.given, "wanted": self.wanted}


class StartGivenUp(DojangError):
    code, message = "given_up", "The start was begun {tries} times and never came to its end."

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def params(self) -> dict[str, str | int]:
        return {"tries": self.tries}


class BulkRowsGone(DojangError):
    code = "rows_gone"
    message = "The bulk start finished long ago; its counts are still reported, its rows are not."


class PublicLinkShut(DojangError):
    code, message = "public_link_shut", "The public link begins nothing: {reason}."

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def params(self) -> dict[str, str | int]:
        return {"reason": self.reason}


# Proving who one is


class WrongCode(DojangError):
    code, message = "wrong_code", "The code is wrong; {tries_left} tries are left."

    def __init__(self, tries_left: int) -> None:
        self.tries_left = tries_left

    def params(self) -> dict[str, str | int]:
        return {"tries_left": self.tries_left}


class ProofPaused(DojangError):
    code, message = "proof_paused", "Too many wrong codes; wait until {until}."

    def __init__(self, until: datetime) -> None:
        self.until = until

    def params(self) -> dict[str, str | int]:
        return {"until": self.until.isoformat()}


class CodeJustSent(DojangError):
    code, message = "code_just_sent", "A one-time code was sent a moment ago; wait until {until}."

    def __init__(self, until: datetime) -> None:
        self.until = until

    def params(self) -> dict[str, str | int]:
        return {"until": self.until.isoformat()}


class CodeOver(DojangError):
    code = "code_over"
    message = "There is no one-time code waiting; the last one was used, or its time is over."


class CodesSpent(DojangError):
    code, message = "codes_spent", "No more than {most} one-time codes are sent for a link."

    def __init__(self, most: int) -> None:
        self.most = most

    def params(self) -> dict[str, str | int]:
        return {"most": self.most}


# Acting


class BoxesEmpty(DojangError):
    code, message = "boxes_empty", "Required boxes are still empty: {fields}."

    def __init__(self, fields: Iterable[str]) -> None:
        self.fields = tuple(fields)

    def params(self) -> dict[str, str | int]:
        return {"fields": ", ".join(self.fields)}


class OpinionTooLong(DojangError):
    """What the signer says about their act is too long; both are numbers of characters."""

    code, message = "opinion_too_long", "The opinion has {given} characters; at most {most} are possible."

    def __init__(self, given: int, most: int) -> None:
        self.given, self.most = given, most

    def params(self) -> dict[str, str | int]:
        return {"given": self.given, "most": self.most}


class RemindedTooOften(TooManyRequests):
    code = "reminded_too_often"

    @property
    def minutes(self) -> int:
        """The wait in whole minutes, at least 1."""
        return max(1, ceil(self.wait / timedelta(minutes=1)))

    def params(self) -> dict[str, str | int]:
        return {**super().params(), "minutes": self.minutes}
