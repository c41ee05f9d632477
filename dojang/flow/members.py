"""A company's members: added, removed, given a new password. Who was removed stays in the history of what they started."""

import secrets

from django.db import transaction
from django.db.models import QuerySet

from dojang.companies.errors import LastMember, MemberExists
from dojang.companies.models import Company, Member
from dojang.companies.setup import checked_email, checked_member_name, checked_password
from dojang.companies.tokens import revoke
from dojang.lib import clock


def listed(company: Company) -> QuerySet[Member]:
    """The company's members, the oldest first."""
    return company.members.filter(removed_at=None).order_by("pk")


def add(company: Company, *, email: str, name: str, password: str) -> Member:
    """Make a member. One who was removed is one again; their old password and tokens open nothing.

    Raises `MemberExists`, and `CompanyRefused` for a bad email, name or password.
    """
    email, name = checked_email(email.strip()), checked_member_name(name)
    checked_password(password)
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=company.pk)  # two at once would both find no member
        member = company.members.filter(email__iexact=email).first()
        if member is not None and member.removed_at is None:
            raise MemberExists(email)
        member = member or Member(company=company, email=email, device_id=secrets.token_hex(16))
        member.name, member.removed_at = name or member.name, None
        member.set_password(password)
        member.save()
        revoke(member.access_tokens.all())
    return member


def remove(member: Member) -> None:
    """Remove the member: their logins and tokens open nothing any more. Raises `LastMember`."""
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=member.company_id)
        if not listed(company).exclude(pk=member.pk).exists():
            raise LastMember
        Member.objects.filter(pk=member.pk, removed_at=None).update(removed_at=clock.now())
        revoke(member.access_tokens.all())


def reset_password(member: Member, password: str) -> None:
    """Give the member a new password; all their logins and tokens end. Raises `CompanyRefused`."""
    checked_password(password)
    with transaction.atomic():
        member.set_password(password)
        member.save(update_fields=["password"])
        revoke(member.access_tokens.all())
