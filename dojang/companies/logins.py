"""Logging in by e-mail address and password, and the brakes on guessing.

Wrong passwords are counted for the member that the address finds, however it is spelled. They are counted by place, so that
guesses at one place keep the member out there alone. All places together have a wider bound, which slows guesses and does not
touch the places from which the member has logged in before.
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
    """What a member gets for a password."""

    member: Member
    secret: str
    expires_at: datetime


def log_in(company: Company | None, email: str, password: str, ip: str = "") -> Login | None:
    """A new token for the company's member with this e-mail and password, or None; also when there is no such company.

    None as well, whatever the password, after too many wrong ones. That is counted alike for members and for those who are
    none, so that it does not tell them apart. Raises `ApiNotAllowed` where the password is right but the company may not call
    the API.
    """
    member = _found(company, email)
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


def _found(company: Company | None, email: str) -> Member | None:
    """The database is asked where there is no company, too, so that timing does not tell."""
    return find_member(company or _NONE, email.strip()[: MAX_EMAIL + 1])


def _tries(who: tuple[object, ...], place: str, ip: str) -> list[Try]:
    """What a try counts against. It counts before the password is looked at: many at once are not more than one by one."""
    most = settings.LOGIN_TRIES
    tries: list[Try] = [(RateLimit("login", most, TRIES_PER), (who, place))]
    if ip:
        tries.append((RateLimit("login-from", most * TRIES_OF_ADDRESS, TRIES_PER), (household(ip),)))
    if not rate_limits.is_noted(_KNOWN, who, place):
        tries.append((RateLimit("login-elsewhere", most * TRIES_ELSEWHERE, TRIES_PER), (who,)))
    return tries


def _taken(tries: list[Try]) -> bool:
    """Whether all of them had room; else none is counted, so that a try that is refused at one bound uses up no other."""
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
        make_password(password)  # the same work as a real check, so that timing does not tell who is a member
        return False
    return member.has_password(password)
