"""Tokens of members: from a login for thirty days, or made for a program with what it may do. Kept only as a hash."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from dojang.companies.callers import Scope
from dojang.companies.errors import OutlivesItsMaker, TokenRefused
from dojang.companies.models import AccessToken, Company, Member
from dojang.lib import clock
from dojang.lib.texts import can_be_kept
from dojang.lib.tokens import new_token

LIFETIME = timedelta(days=30)
MAX_NAME, MAX_DAYS, USUAL_DAYS = 64, 3650, 365
KEPT_AFTER = timedelta(days=30)
_COMPANY_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


def issue(
    member: Member,
    name: str,
    scopes: Iterable[Scope],
    days: int | None = None,
    maker_expires_at: datetime | None = None,
) -> tuple[AccessToken, str]:
    """A token for a program that acts as the member, and its secret, which is never shown again.

    Without `days` it works for `USUAL_DAYS`, or until the token that makes it ends. Raises `OutlivesItsMaker` for more days than
    that one has, and `TokenRefused` for a bad name or time.
    """
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME or not can_be_kept(name):
        raise TokenRefused(f"A token's name must be 1 to {MAX_NAME} characters.")
    if days is not None and not 1 <= days <= MAX_DAYS:
        raise TokenRefused(f"A token works for 1 to {MAX_DAYS} days.")
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
    """The tokens made for programs of the company's members that still work."""
    live = AccessToken.objects.filter(revoked_at=None, expires_at__gt=clock.now(), member__removed_at=None)
    return live.filter(member__company=company).exclude(name="")


def revoke(tokens: QuerySet[AccessToken]) -> int:
    """Revoke the tokens; returns how many were still open."""
    return tokens.filter(revoked_at=None).update(revoked_at=clock.now())


def forget() -> int:
    """Remove tokens that expired long ago; returns their number."""
    return AccessToken.objects.filter(expires_at__lte=clock.now() - KEPT_AFTER).delete()[0]


def find_company(comp_id: str) -> Company | None:
    """The company with this id, in any case."""
    if not _COMPANY_ID.fullmatch(comp_id):
        return None  # the database refuses some characters that a path can have
    return Company.objects.filter(comp_id__iexact=comp_id).first()


def find_member(company: Company, email: str) -> Member | None:
    """The member of the company with this email, in any case."""
    return Member.objects.filter(company=company, email__iexact=email.strip(), removed_at=None).first()
