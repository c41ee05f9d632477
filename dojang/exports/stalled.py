"""Stalled lines of exports, parked or stopped: those of which their company was not notified yet."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from dojang.contracts.announcement import StalledExports
from dojang.contracts.models import Contract
from dojang.exports.models import ExportEndpoint, ExportStream
from dojang.lib import clock

OFTEN_ENOUGH = timedelta(hours=1)  # between two notifications of the same endpoint
MAX_CONTRACTS, MAX_REASONS = 10, 3
_MAX_ENDPOINTS = 1000
State = ExportStream.State


def endpoints_to_notify() -> list[ExportEndpoint]:
    """Endpoints with new stalled lines, without those notified of less than an hour ago."""
    untold = _stalled().filter(told_at=None)
    due = _notifiable(clock.now()).filter(pk__in=untold.values("endpoint"))
    return list(due.select_related("company").order_by("company", "origin")[:_MAX_ENDPOINTS])


def take_hour(endpoint: ExportEndpoint) -> bool:
    """Whether the caller is to notify of the endpoint now. For the next hour no other is, once the transaction commits."""
    now = clock.now()
    return _notifiable(now).filter(pk=endpoint.pk).update(notified_at=now) == 1


def _notifiable(now: datetime) -> QuerySet[ExportEndpoint]:
    return ExportEndpoint.objects.filter(Q(notified_at=None) | Q(notified_at__lte=now - OFTEN_ENOUGH))


def take_unnotified(endpoint: ExportEndpoint) -> StalledExports | None:
    """What to report of the endpoint; its lines count as reported once the caller's transaction commits."""
    now = clock.now()
    # In the order in which everybody locks several lines.
    untold = _stalled().filter(endpoint=endpoint, told_at=None).order_by("pk").select_for_update()
    ExportStream.objects.filter(pk__in=untold.values("pk")).update(told_at=now)
    told = _stalled().filter(endpoint=endpoint, told_at=now)
    return _summed_up(endpoint, told) if told.exists() else None


def _stalled() -> QuerySet[ExportStream]:
    return ExportStream.objects.exclude(state=State.RUNNING)


def _summed_up(endpoint: ExportEndpoint, told: QuerySet[ExportStream]) -> StalledExports:
    since: datetime = told.aggregate(since=Min(Coalesce("failing_since", "ended_at")))["since"]
    states = dict(told.order_by().values_list("state").annotate(Count("pk")))
    reasons = told.order_by().values_list("reason").annotate(number=Count("pk")).order_by("-number", "reason")
    contracts = Contract.objects.filter(export_stream__in=told).order_by("pk")
    return StalledExports(
        company=endpoint.company,
        origin=endpoint.origin,
        parked=states.get(State.PARKED, 0),
        stopped=states.get(State.STOPPED, 0),
        since=since,
        reasons=list(reasons[:MAX_REASONS]),
        contracts=list(contracts[:MAX_CONTRACTS]),
    )
