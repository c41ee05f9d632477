"""Contracts that cannot be sealed, and those of which the company or the operator was not notified yet."""

from datetime import timedelta

from django.db.models import Count, QuerySet

from dojang.companies.models import Company
from dojang.contracts.announcement import Unsealed
from dojang.contracts.models import Contract, SealingFailure
from dojang.lib import clock

MAX_NAMED, MAX_REASONS = 10, 3
_TRANSIENT = timedelta(minutes=1)  # failures that end sooner by themselves are not reported


def stuck(company: Company | None = None) -> QuerySet[SealingFailure]:
    """All of them, or those of a company."""
    failures = SealingFailure.objects.filter(contract__status=Contract.Status.SEALING)
    return failures.filter(contract__company=company) if company else failures


def companies_to_notify() -> list[int]:
    """The ids of companies with such contracts that they were not notified of."""
    unnotified = _lasting().filter(told_at=None).order_by("contract__company")
    return list(unnotified.values_list("contract__company", flat=True).distinct())


def take_unnotified(company: Company | None) -> Unsealed | None:
    """What the company is to be notified of, or for None the operator; done once the caller's transaction commits."""
    mark = "told_at" if company else "operator_told_at"
    unnotified = _lasting(company).filter(**{mark: None}).order_by("pk")
    taken = list(unnotified.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not taken:
        return None
    failures = SealingFailure.objects.filter(pk__in=taken)
    failures.update(**{mark: clock.now()})
    reasons = failures.order_by().values_list("reason").annotate(number=Count("pk")).order_by("-number", "reason")
    first = list(failures.select_related("contract__company").order_by("since", "pk")[:MAX_NAMED])
    return Unsealed(
        company=company, count=len(taken), since=first[0].since, reasons=list(reasons[:MAX_REASONS]), first=first
    )


def _lasting(company: Company | None = None) -> QuerySet[SealingFailure]:
    return stuck(company).filter(since__lte=clock.now() - _TRANSIENT)
