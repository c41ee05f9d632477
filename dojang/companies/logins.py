"""Logins by email address and password, and limits on guessing.

Wrong passwords count for the member with that address, in any spelling. They count by place, so that guesses at one place
lock the member out only there. All places together have a higher limit. It slows guesses, and does not apply to places from
which the member has logged in before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from dojang.companies import rate_limits
from dojang.companies.errors import ApiNotAllowed
from dojang.companies.models import AccessToken, Company, Member
from dojang.companies.rate_limits import RateLimit
from dojang.companies.tokens import LIFETIME, find_member
from dojang.lib import clock
from dojang.lib.contact import MAX_EMAIL
from dojang.lib.errors import TooManyRequests
from dojang.lib.networks import household, neighbourhood
from dojang.lib.tokens import new_token

TRIES_PER = timedelta(minutes=15)
TRIES_OF_ADDRESS = TRIES_ELSEWHERE = 10  # times as many as at one place
PLACE_KNOWN_FOR = timedelta(days=30)
_KNOWN = "login-place"
_NONE = Company(pk=0)
Try = tuple[RateLimit, tuple[object, ...]]


@dataclass(frozen=True)
class Login:
    """A member's new token and its end."""

    member: Member
    secret: str
    expires_at: datetime


def log_in(company: Company | None, email: str, password: str, ip: str = "") -> Login | None:
    """A new token for the company's member with this email and password. None if either is wrong, or without a company.

    After too many wrong passwords it is None for any password. Unknown addresses are counted too, so that the limit does not
    show who is a member. Raises `ApiNotAllowed` where the password is right but the company may not call the API.
    """
    # Without a company the database is asked too, so that timing does not show it.
    member = find_member(company or _NONE, email.strip()[: MAX_EMAIL + 1])
    who = (member.pk,) if member else (company.pk if company else 0, email.strip().upper())
    place = neighbourhood(ip)
    tries = _tries(who, place, ip)
    if not _taken(tries) or not _is_right(member, password) or member is None:
        return None
    for limit, counted in tries:
        rate_limits.give_back(limit, *counted)
    rate_limits.note(_KNOWN, PLACE_KNOWN_FOR, who, place)
    if not member.company.api_allowed:
        raise ApiNotAllowed
    token, expires_at = new_token(), clock.now() + LIFETIME
    AccessToken.objects.create(member=member, digest=token.digest, expires_at=expires_at)
    return Login(member, token.secret, expires_at)


def _tries(who: tuple[object, ...], place: str, ip: str) -> list[Try]:
    """The limits of a login. It counts before the password check, so that parallel guesses have no advantage."""
    most = settings.LOGIN_TRIES
    tries: list[Try] = [(RateLimit("login", most, TRIES_PER), (who, place))]
    if ip:
        tries.append((RateLimit("login-from", most * TRIES_OF_ADDRESS, TRIES_PER), (household(ip),)))
    if not rate_limits.is_noted(_KNOWN, who, place):
        tries.append((RateLimit("login-elsewhere", most * TRIES_ELSEWHERE, TRIES_PER), (who,)))
    return tries


def _taken(tries: list[Try]) -> bool:
    """Whether no limit was exceeded; else none is counted, so that a refused login uses up no other limit."""
    for number, (limit, who) in enumerate(tries):
        try:
            rate_limits.take(limit, *who)
        except TooManyRequests:
            for taken, by in tries[:number]:
                rate_limits.give_back(taken, *by)
            return False
    return True


def _is_right(member: Member | None, password: str) -> bool:
    if member is None:
        make_password(password)  # the same work as a real check, so that timing does not show who is a member
        return False
    return member.has_password(password)
