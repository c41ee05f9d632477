"""The company's plan: how many contracts it may start, and until when."""

from django.db.models import F, Q

from dojang.companies.models import Company
from dojang.lib import clock
from dojang.lib.errors import PlanExpired, QuotaSpent


def require(company: Company, wanted: int) -> None:
    """Raises as `spend` would for `wanted` contracts; takes nothing, so it is no promise."""
    if company.plan_ends_at is not None and company.plan_ends_at <= clock.now():
        raise PlanExpired
    if company.capacity is not None and company.usage + wanted > company.capacity:
        raise QuotaSpent


def spend(company: Company) -> None:
    """Take one contract from the company's allowance, in the caller's transaction.

    Raises `PlanExpired` after the plan's end and `QuotaSpent` when nothing is left.
    """
    if company.plan_ends_at is not None and company.plan_ends_at <= clock.now():
        raise PlanExpired
    allowed = Q(capacity__isnull=True) | Q(usage__lt=F("capacity"))
    if not Company.objects.filter(allowed, pk=company.pk).update(usage=F("usage") + 1):
        raise QuotaSpent
