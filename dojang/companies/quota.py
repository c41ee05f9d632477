"""The company's plan: how many contracts it may start, and until when."""

from math import inf

from django.db.models import F, Q

from dojang.companies.errors import PlanExpired, QuotaSpent
from dojang.companies.models import Company
from dojang.lib import clock


def left(company: Company) -> float:
    """How many contracts the company may still start, perhaps infinite; the plan's end is not checked."""
    return inf if company.capacity is None else max(company.capacity - company.usage, 0)


def require(company: Company, wanted: int) -> None:
    """Raises as `spend` would for `wanted` contracts; takes nothing, so a later `spend` may still fail."""
    if company.plan_ends_at is not None and company.plan_ends_at <= clock.now():
        raise PlanExpired
    if left(company) < wanted:
        raise QuotaSpent


def spend(company: Company, wanted: int) -> None:
    """Take so many contracts from the company's allowance, in the caller's transaction.

    Raises `PlanExpired` after the plan's end and `QuotaSpent` when there are not as many left.
    """
    if company.plan_ends_at is not None and company.plan_ends_at <= clock.now():
        raise PlanExpired
    allowed = Q(capacity__isnull=True) | Q(usage__lte=F("capacity") - wanted)
    if not Company.objects.filter(allowed, pk=company.pk).update(usage=F("usage") + wanted):
        raise QuotaSpent
