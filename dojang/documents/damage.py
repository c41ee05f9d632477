"""Sealed files that the store no longer has as they were sealed: since when, and whose company has been notified."""

from datetime import timedelta

from dojang.companies.models import Company
from dojang.contracts.announcement import FilesDamaged
from dojang.documents.models import Sealed
from dojang.lib import clock

OFTEN_ENOUGH = timedelta(hours=1)  # between two mails to a company
MAX_FILES = 10  # that a mail names


def begins(sealed: Sealed) -> bool:
    """Note that the file is damaged. True for the first to notice: once, until it is whole again."""
    now = clock.now()
    return Sealed.objects.filter(pk=sealed.pk, damaged_at=None).update(damaged_at=now, damage_told_at=None) == 1


def ends(sealed: Sealed) -> bool:
    """Note that the file is whole. True for the first to notice."""
    return Sealed.objects.filter(pk=sealed.pk).exclude(damaged_at=None).update(damaged_at=None) == 1


def companies_to_tell() -> list[int]:
    """The ids of companies with damaged files that they were not notified of, without those notified less than an hour ago."""
    damaged = Sealed.objects.exclude(damaged_at=None)
    lately = damaged.filter(damage_told_at__gt=clock.now() - OFTEN_ENOUGH).values("contract__company")
    untold = damaged.filter(damage_told_at=None).exclude(contract__company__in=lately)
    return list(untold.order_by("contract__company").values_list("contract__company", flat=True).distinct())


def take_untold(company: Company) -> FilesDamaged | None:
    """What the company is to be notified of; it counts as notified once the caller's transaction commits."""
    untold = Sealed.objects.filter(contract__company=company, damage_told_at=None).exclude(damaged_at=None)
    locked = list(untold.select_for_update(of=("self",)).select_related("contract").order_by("contract_id", "kind"))
    if not locked:
        return None
    Sealed.objects.filter(pk__in=[one.pk for one in locked]).update(damage_told_at=clock.now())
    files = [(one.contract, one.kind) for one in locked[:MAX_FILES]]
    return FilesDamaged(company=company, count=len(locked), files=files)
