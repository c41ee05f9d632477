"""Sealed files that are missing from the store or changed in it: since when, and which companies know."""

from datetime import timedelta

from dojang.companies.models import Company
from dojang.contracts.announcement import FilesDamaged
from dojang.documents.models import Sealed
from dojang.lib import clock

PAUSE = timedelta(hours=1)  # between two mails to a company
MAX_FILES = 10  # that a mail names


def begins(sealed: Sealed) -> bool:
    """Record that the file is damaged. True only the first time, until the file is whole again."""
    now = clock.now()
    return Sealed.objects.filter(pk=sealed.pk, damaged_at=None).update(damaged_at=now, damage_told_at=None) == 1


def ends(sealed: Sealed) -> bool:
    """Record that the file is whole. True only the first time."""
    return Sealed.objects.filter(pk=sealed.pk).exclude(damaged_at=None).update(damaged_at=None) == 1


def companies_to_notify() -> list[int]:
    """Ids of companies to notify of damaged files, at most once an hour each."""
    damaged = Sealed.objects.exclude(damaged_at=None)
    recent = damaged.filter(damage_told_at__gt=clock.now() - PAUSE).values("contract__company")
    unreported = damaged.filter(damage_told_at=None).exclude(contract__company__in=recent)
    return list(unreported.order_by("contract__company").values_list("contract__company", flat=True).distinct())


def take_unreported(company: Company) -> FilesDamaged | None:
    """The damaged files to notify the company of; it counts as notified once the caller's transaction commits."""
    unreported = Sealed.objects.filter(contract__company=company, damage_told_at=None).exclude(damaged_at=None)
    locked = list(unreported.select_for_update(of=("self",)).select_related("contract").order_by("contract_id", "kind"))
    if not locked:
        return None
    Sealed.objects.filter(pk__in=[one.pk for one in locked]).update(damage_told_at=clock.now())
    files = [(one.contract, one.kind) for one in locked[:MAX_FILES]]
    return FilesDamaged(company=company, count=len(locked), files=files)
