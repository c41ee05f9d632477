"""The secrets that sign a company's exports: one, and for a while after a rotation the one before as well.

Receivers accept an export if one of its signatures is right. So they can take over a new secret at any time.
"""

import base64
import secrets
from datetime import timedelta

from django.db.models import F, Q

from dojang.companies.errors import RotationRefused
from dojang.companies.models import Company
from dojang.lib import clock

KEEP, LONGEST_KEEP = timedelta(hours=24), timedelta(days=30)


def new_secret() -> str:
    """In the form of the Standard Webhooks specification: `whsec_` and the base64 of 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def rotate(company: Company, keep: timedelta = KEEP) -> str:
    """Give the company a new secret. The old one keeps signing for the time `keep`; zero ends it at once.

    Raises `RotationRefused` while an earlier one still signs: its receivers would lose the time that was promised.
    """
    if not timedelta(0) <= keep <= LONGEST_KEEP:
        raise RotationRefused(f"The old secret can be kept for up to {LONGEST_KEEP.days} days.")
    now, fresh = clock.now(), new_secret()
    settled = Company.objects.filter(
        Q(export_secret_before_until__isnull=True) | Q(export_secret_before_until__lte=now), pk=company.pk
    )
    # One statement, so that of two rotations at once one is refused and no secret is lost.
    if not settled.update(
        export_secret=fresh,
        export_secret_before=F("export_secret") if keep else "",
        export_secret_before_until=now + keep if keep else None,
    ):
        raise RotationRefused(
            "The secret before this one still signs. Retire it first, or wait until its time is over."
        )
    _refresh(company)
    return fresh


def retire(company: Company) -> bool:
    """End the secret before. Returns whether it still signed."""
    signs = Company.objects.filter(pk=company.pk, export_secret_before_until__gt=clock.now())
    signed = signs.update(export_secret_before="", export_secret_before_until=None) > 0
    _refresh(company)
    return signed


def live(company: Company) -> tuple[str, ...]:
    """The secrets that sign now, the newest first; the second one until `export_secret_before_until`."""
    until = company.export_secret_before_until
    before = (company.export_secret_before,) if until is not None and until > clock.now() else ()
    return (company.export_secret, *before)


def _refresh(company: Company) -> None:
    company.refresh_from_db(fields=["export_secret", "export_secret_before", "export_secret_before_until"])
