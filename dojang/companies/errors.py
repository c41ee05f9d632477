"""What a company, its members and its tokens may not do, and what is wrong with a repeated request."""

from dojang.lib.errors import DojangError, PlainError

# Companies and members


class CompanyRefused(PlainError):
    """The company or its member cannot be made like this."""


class UnknownMember(DojangError):
    code, message = "unknown_member", "{email} is not a member of the company."

    def __init__(self, email: str) -> None:
        self.email = email

    def params(self) -> dict[str, str | int]:
        return {"email": self.email}


class MemberExists(DojangError):
    code, message = "member_exists", "{email} is a member of the company already."

    def __init__(self, email: str) -> None:
        self.email = email

    def params(self) -> dict[str, str | int]:
        return {"email": self.email}


class LastMember(DojangError):
    code, message = "last_member", "The last member of a company cannot be removed."


class PlanExpired(DojangError):
    code, message = "plan_expired", "The company's plan has ended."


class QuotaSpent(DojangError):
    code, message = "quota_spent", "The company has used up its contracts."


class RotationRefused(PlainError):
    """The secret that signs exports cannot be replaced like this."""

    code = "rotation_refused"


# Tokens


class ApiNotAllowed(DojangError):
    code, message = "api_not_allowed", "The company may not call the API."


class TokenRefused(PlainError):
    """The token cannot be made like this."""


class UnknownToken(DojangError):
    code, message = "unknown_token", "There is no such API token."


class OutlivesItsMaker(DojangError):
    """A token was to work longer than the one it is made with, which has `days` whole days left."""

    code, message = "outlives_its_maker", "The token it is made with works for {days} more days."

    def __init__(self, days: int) -> None:
        self.days = days

    def params(self) -> dict[str, str | int]:
        return {"days": self.days}


class ScopeMissing(DojangError):
    code, message = "scope_missing", "The token lacks the scope {scope}."

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def params(self) -> dict[str, str | int]:
        return {"scope": self.scope}


# Requests with an idempotency key


class RequestStillRunning(DojangError):
    code, message = "still_running", "A request with the same idempotency key is being answered just now."


class KeyUsedOtherwise(DojangError):
    code, message = "key_used", "The idempotency key was used for another request."


class AnswerLost(DojangError):
    code, message = "answer_lost", "The request was fulfilled before, but its answer can no longer be read."
