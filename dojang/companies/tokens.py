"""Tokens of members: from a login for thirty days, or made for a program with what it may do. Kept only as a hash."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet

from dojang.companies import limits
from dojang.companies.callers import Scope
from dojang.companies.limits import Limit
from dojang.companies.models import AccessToken, Company, Member
from dojang.lib import clock
from dojang.lib.errors import ApiNotAllowed, DojangError, OutlivesItsMaker, TooManyRequests
from dojang.lib.networks import household
from dojang.lib.texts import can_be_kept
from dojang.lib.tokens import new_token

LIFETIME = timedelta(days=30)
MOST_NAME, MOST_DAYS, USUAL_DAYS = 64, 3650, 365
KEPT_AFTER = timedelta(days=30)
TRIES_PER, TRIES_OF_ADDRESS = timedelta(minutes=15), 10
_COMPANY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class TokenRefused(DojangError):
    """The token cannot be made like this."""


@dataclass(frozen=True)
class Login:
    """What a member gets for a password."""

    member: Member
    secret: str
    expires_at: datetime


def log_in(company: Company | None, email: str, password: str, ip: str = "") -> Login | None:
    """A fresh token for the company's member with this e-mail and password, or None; also when there is no such company.

    None as well, whatever the password, where there were too many wrong ones of late. That is counted alike for members and
    for those who are none, so that it does not tell them apart. Raises `ApiNotAllowed` where the password is right but the
    company may not call the API.
    """
    tries = _tries(company, email, ip)
    try:
        for limit, who in tries:
            limits.take(limit, who)
    except TooManyRequests:
        return None
    member = _member_with(company, email, password)
    if member is None:
        return None
    for limit, who in tries:
        limits.give_back(limit, who)
    if not member.company.api_allowed:
        raise ApiNotAllowed
    token, expires_at = new_token(), clock.now() + LIFETIME
    AccessToken.objects.create(member=member, digest=token.digest, expires_at=expires_at)
    return Login(member, token.secret, expires_at)


def _tries(company: Company | None, email: str, ip: str) -> list[tuple[Limit, str]]:
    """What a try counts against, before the password is looked at: many at once are not more than one by one.

    The address comes first, so that one that is braked does not use up a member's tries as well.
    """
    of_member = Limit("login", settings.LOGIN_TRIES, TRIES_PER)
    of_address = Limit("login-from", settings.LOGIN_TRIES * TRIES_OF_ADDRESS, TRIES_PER)
    who = f"{company.pk if company else 0} {email.strip().casefold()}"
    return [*([(of_address, household(ip))] if ip else []), (of_member, who)]


def _member_with(company: Company | None, email: str, password: str) -> Member | None:
    member = find_member(company, email) if company else None
    if member is None:
        make_password(password)  # the same work as a real check, so that timing does not tell who is a member
        return None
    return member if member.has_password(password) else None


def issue(
    member: Member,
    name: str,
    scopes: Iterable[Scope],
    days: int | None = None,
    maker_expires_at: datetime | None = None,
) -> tuple[AccessToken, str]:
    """A token for a program that acts as the member, and its secret, which nobody can be told again.

    Without `days` it works for as long as usual, or until the token that makes it ends. Raises `OutlivesItsMaker` for more days
    than that one has, and `TokenRefused` for a name or a time that cannot be.
    """
    name = name.strip()
    if not 1 <= len(name) <= MOST_NAME or not can_be_kept(name):
        raise TokenRefused(f"A token's name must be 1 to {MOST_NAME} characters.")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise TokenRefused(f"A token works for 1 to {MOST_DAYS} days.")
    token = new_token()
    row = AccessToken.objects.create(
        member=member,
        digest=token.digest,
        name=name,
        scopes=sorted(set(scopes)),
        expires_at=_expiry(days, maker_expires_at),
    )
    return row, token.secret


def _expiry(days: int | None, most: datetime | None) -> datetime:
    wanted = clock.now() + timedelta(days=USUAL_DAYS if days is None else days)
    if most is None or wanted <= most:
        return wanted
    if days is None:
        return most
    raise OutlivesItsMaker((most - clock.now()).days)


def issued(company: Company) -> QuerySet[AccessToken]:
    """The tokens made for programs of the company's members, those that still open something."""
    live = AccessToken.objects.filter(revoked_at=None, expires_at__gt=clock.now(), member__removed_at=None)
    return live.filter(member__company=company).exclude(name="")


def revoke(tokens: QuerySet[AccessToken]) -> int:
    """Let them open nothing any more; how many there were."""
    return tokens.filter(revoked_at=None).update(revoked_at=clock.now())


def forget() -> int:
    """Remove the tokens that have long been of no use; how many there were."""
    return AccessToken.objects.filter(expires_at__lte=clock.now() - KEPT_AFTER).delete()[0]


def find_company(comp_id: str) -> Company | None:
    """The company with this id, in any case."""
    if not _COMPANY_ID.fullmatch(comp_id):
        return None  # the database would refuse some of what a path can hold
    return Company.objects.filter(comp_id__iexact=comp_id).first()


def find_member(company: Company, email: str) -> Member | None:
    """The member of the company with this e-mail, in any case."""
    return Member.objects.filter(company=company, email__iexact=email.strip(), removed_at=None).first()
