"""Who calls the API: a member's token, what it may do, and for which company."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dojang.companies.errors import ApiNotAllowed, ScopeMissing
from dojang.companies.models import AccessToken, Company, Member
from dojang.lib import clock
from dojang.lib.tokens import digest

_NOTED_EVERY = timedelta(hours=1)  # not at each call: that would be a write for every read


class Scope(StrEnum):
    """What a token may do. A login may do all of it."""

    CONTRACTS_READ = "contracts:read"
    CONTRACTS_WRITE = "contracts:write"
    TEMPLATES_READ = "templates:read"
    TEMPLATES_WRITE = "templates:write"
    EXPORTS_READ = "exports:read"
    EXPORTS_WRITE = "exports:write"
    COMPANY_READ = "company:read"
    COMPANY_WRITE = "company:write"
    TOKENS_WRITE = "tokens:write"
    MEMBERS_WRITE = "members:write"  # the owner's: a new password opens everything that its member may do


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The member behind a live token. Every query of a call goes through `company`."""

    company: Company
    member: Member
    scopes: frozenset[Scope]
    token_id: int
    expires_at: datetime | None = None  # of the token; None: of no token, as on the command line

    def require(self, scope: Scope) -> None:
        """Raises `ScopeMissing` where the token may not do this."""
        if scope not in self.scopes:
            raise ScopeMissing(scope)


def find_caller(secret: str) -> Caller | None:
    """The caller with this token; None for one that is unknown, expired, revoked, or of a removed member.

    Raises `ApiNotAllowed` where the company may not call the API.
    """
    token = (
        AccessToken.objects.select_related("member__company")
        .filter(digest=digest(secret), revoked_at=None, expires_at__gt=clock.now(), member__removed_at=None)
        .first()
    )
    if token is None:
        return None
    member = token.member
    if not member.company.api_allowed:
        raise ApiNotAllowed
    _note_use(token)
    return Caller(
        company=member.company,
        member=member,
        scopes=scopes_of(token),
        token_id=token.pk,
        expires_at=token.expires_at,
    )


def scopes_of(token: AccessToken) -> frozenset[Scope]:
    """What the token may do."""
    return frozenset(Scope) if token.scopes is None else frozenset(Scope(scope) for scope in token.scopes)


def _note_use(token: AccessToken) -> None:
    now = clock.now()
    if token.last_used_at is None or token.last_used_at <= now - _NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
