"""Setting up companies and their members, and changing their settings."""

import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from dojang.companies.errors import CompanyRefused
from dojang.companies.export_secrets import new_secret
from dojang.companies.models import Company, Member
from dojang.companies.tokens import find_company, revoke
from dojang.lib.characters import character_names, trimmed, unseen
from dojang.lib.contact import MAX_EMAIL
from dojang.lib.texts import can_be_kept, composed

COMPANY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,39}")
RESERVED = {"v2", "v3"}  # addresses of the API itself stand where a company's id would
MAX_MEMBER_NAME = 64
LEAST_PASSWORD, MAX_NAME = 8, 128
MAX_QUOTA = 2_000_000_000
MAX_ORIGINS = 50


@dataclass(frozen=True, kw_only=True)
class Established:
    """A company and a member of it; whether each is new."""

    company: Company
    member: Member
    company_is_new: bool
    member_is_new: bool


@transaction.atomic
def establish(
    comp_id: str, *, name: str, email: str, password: str, member_name: str = "", alerts_to: str | None = None
) -> Established:
    """Make the company and the member, or update their names and password where they exist.

    Without `member_name` a member keeps their name; a member without a name is called by their email address. A removed member
    is a member again. A new password revokes the member's tokens. `alerts_to` is notified of exports that do not arrive; empty
    means the oldest member, None changes nothing.

    Raises `CompanyRefused` for a bad id, name, email or password.
    """
    name, member_name = name.strip(), member_name.strip()
    _check(comp_id, name, email, password)
    member_name = checked_member_name(member_name)
    company, company_is_new = _company(comp_id, name, alerts_to)
    member, member_is_new = _member(company, email, password, member_name)
    return Established(company=company, member=member, company_is_new=company_is_new, member_is_new=member_is_new)


def _company(comp_id: str, name: str, alerts_to: str | None) -> tuple[Company, bool]:
    known = find_company(comp_id)
    company = known or Company(comp_id=comp_id, client_id=secrets.token_hex(16), export_secret=new_secret())
    company.name = name
    if alerts_to is not None:
        company.alerts_email = checked_email(alerts_to.strip()) if alerts_to.strip() else ""
    company.save(update_fields=["name", "alerts_email"] if known else None)
    return company, known is None


def _member(company: Company, email: str, password: str, name: str) -> tuple[Member, bool]:
    member = company.members.filter(email__iexact=email).first()
    is_new = member is None or member.removed_at is not None
    if member is None:
        member = Member(company=company, email=email, device_id=secrets.token_hex(16))
    new_password = not member.password or not member.has_password(password)
    if new_password:
        member.set_password(password)
    member.name = name or member.name
    member.removed_at = None
    member.save()
    if new_password or is_new:
        # A thief of the old password, or a removed member, keeps no token.
        revoke(member.access_tokens.all())
    return member, is_new


def allow_api(company: Company, *, allowed: bool) -> None:
    """Whether the company may call the API; if not, its logins are refused and its tokens open nothing."""
    company.api_allowed = allowed
    company.save(update_fields=["api_allowed"])


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How many contracts a company may start and until when; None: no limit."""

    quota: int | None
    ends_at: datetime | None


def set_plan(company: Company, plan: Plan, *, renew: bool = False) -> None:
    """Give the company the plan. Contracts already started still count, unless the plan is renewed: then the count is 0.

    Raises `CompanyRefused` for a quota below what already counts.
    """
    if plan.quota is not None and not 0 <= plan.quota <= MAX_QUOTA:
        raise CompanyRefused(f"A quota is a number from 0 to {MAX_QUOTA:,}.")
    rows = Company.objects.filter(pk=company.pk)
    if plan.quota is not None and not renew:
        # Contracts may be started at this very moment.
        rows = rows.filter(usage__lte=plan.quota)
    used = {"usage": 0} if renew else {}
    if not rows.update(capacity=plan.quota, plan_ends_at=plan.ends_at, **used):
        company.refresh_from_db()
        raise CompanyRefused(
            f"Contracts that count already: {company.usage:,}. So the quota cannot be {plan.quota:,}. Give a higher one, or --renew."
        )
    company.refresh_from_db()


@dataclass(frozen=True, kw_only=True)
class CompanyChange:
    """What is to change, checked; None stays as it is."""

    language: str | None = None
    timezone: str | None = None
    edition: str | None = None
    cors: bool | None = None
    frame_origins: list[str] | None = None
    alerts_email: str | None = None


def change(company: Company, changes: CompanyChange) -> None:
    """Change the company in the database and in `company`."""
    changed = {name: value for name, value in asdict(changes).items() if value is not None}
    for name, value in changed.items():
        setattr(company, name, value)
    if changed:
        company.save(update_fields=list(changed))


def _check(comp_id: str, name: str, email: str, password: str) -> None:
    if not COMPANY_ID.fullmatch(comp_id):
        raise CompanyRefused(
            "The company id must be 2 to 40 letters, digits, - or _, and begin with a letter or digit."
        )
    if comp_id.lower() in RESERVED:
        raise CompanyRefused(f"The company id {comp_id} is an address of the API itself; choose another.")
    if not 1 <= len(name) <= MAX_NAME or not can_be_kept(name):
        raise CompanyRefused(f"The company's name must be 1 to {MAX_NAME} characters.")
    _require_seen("company", name)
    checked_password(password)
    checked_email(email)


def checked_password(password: str) -> None:
    """Raises `CompanyRefused` for a password that is too short, or cannot be stored."""
    if len(password) < LEAST_PASSWORD or not can_be_kept(password):
        raise CompanyRefused(f"The password must be at least {LEAST_PASSWORD} characters.")


def checked_member_name(name: str) -> str:
    """The name without surrounding blanks and invisible characters. Raises `CompanyRefused`."""
    name = composed(trimmed(name))
    if len(name) > MAX_MEMBER_NAME or not can_be_kept(name):
        raise CompanyRefused(f"The member's name must be at most {MAX_MEMBER_NAME} characters that can be kept.")
    _require_seen("member", name)
    return name


def _require_seen(whose: str, name: str) -> None:
    hidden = unseen(name)
    if hidden:
        raise CompanyRefused(f"The {whose}'s name has characters that cannot be seen: {character_names(hidden)}.")


def checked_email(email: str) -> str:
    """The address. Raises `CompanyRefused`."""
    if len(email) > MAX_EMAIL:
        raise CompanyRefused(f"An e-mail address has at most {MAX_EMAIL} characters.")
    try:
        validate_email(email)
    except ValidationError as exc:
        raise CompanyRefused(f"{email!r} is not an e-mail address.") from exc
    return email
