"""Lines of exports that have come to rest, parked or stopped: which of them their company has not been told of yet."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.contracts.news import ExportsAtRest
from dojang.exports.models import ExportStream, ToldEndpoint
from dojang.lib import clock

OFTEN_ENOUGH = timedelta(hours=1)  # between two times that the same endpoint is told of
MOST_CONTRACTS, MOST_REASONS = 10, 3
_MOST_ENDPOINTS = 1000
State = ExportStream.State


def endpoints_to_tell() -> list[str]:
    """Endpoints with lines at rest of which nobody has been told, but for those told of less than an hour ago."""
    lately = ToldEndpoint.objects.filter(told_at__gt=clock.now() - OFTEN_ENOUGH)
    untold = _resting().filter(told_at=None).exclude(endpoint__in=lately.values("endpoint"))
    return list(untold.order_by("endpoint").values_list("endpoint", flat=True).distinct()[:_MOST_ENDPOINTS])


def owner(endpoint: str) -> Company:
    """Whose endpoint it is."""
    return Company.objects.get(pk=int(endpoint.partition(" ")[0]))


def take_hour(company: Company, endpoint: str) -> bool:
    """Whether the caller is to tell of the endpoint now. For the next hour nobody else is, once the transaction commits."""
    now = clock.now()
    given = {"company": company, "told_at": now}
    _, is_new = ToldEndpoint.objects.get_or_create(endpoint=endpoint, defaults=given)
    told = ToldEndpoint.objects.filter(endpoint=endpoint, told_at__lte=now - OFTEN_ENOUGH)
    return is_new or told.update(told_at=now) == 1


def take_untold(company: Company, endpoint: str) -> ExportsAtRest | None:
    """What is to be told of the endpoint; its lines count as told once the caller's transaction commits."""
    now = clock.now()
    # In the order in which everybody locks several lines.
    untold = _resting().filter(endpoint=endpoint, told_at=None).order_by("pk").select_for_update()
    ExportStream.objects.filter(pk__in=untold.values("pk")).update(told_at=now)
    told = _resting().filter(endpoint=endpoint, told_at=now)
    return _summed_up(company, endpoint, told) if told.exists() else None


def _resting() -> QuerySet[ExportStream]:
    return ExportStream.objects.exclude(state=State.RUNNING)


def _summed_up(company: Company, endpoint: str, told: QuerySet[ExportStream]) -> ExportsAtRest:
    since: datetime = told.aggregate(since=Min(Coalesce("failing_since", "ended_at")))["since"]
    states = dict(told.order_by().values_list("state").annotate(Count("pk")))
    reasons = told.order_by().values_list("reason").annotate(number=Count("pk")).order_by("-number", "reason")
    contracts = Contract.objects.filter(export_stream__in=told).order_by("pk")
    return ExportsAtRest(
        company=company,
        origin=endpoint.partition(" ")[2],
        parked=states.get(State.PARKED, 0),
        stopped=states.get(State.STOPPED, 0),
        since=since,
        reasons=list(reasons[:MOST_REASONS]),
        contracts=list(contracts[:MOST_CONTRACTS]),
    )
