"""A company's endpoints: their state, and how people pause and resume them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import Now

from dojang.companies.models import Company
from dojang.exports.dispatch.presence import RESUMED
from dojang.exports.models import Attempt, ExportEndpoint, ExportStream, Intervention
from dojang.exports.queries import AttemptSummary, summary_of
from dojang.exports.streams import Operator, endpoints_of, in_batches, record_intervention, streams_of, wake
from dojang.lib import clock

_GOING_ON = Q(state=ExportStream.State.RUNNING, pending__gt=0)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where exports go, with how many contracts' lines stand how; a line whose exports have all arrived is only in the first."""

    comp_id: str
    origin: str
    contracts: int
    running: int  # something is in line and continues by itself; so are those of the next two
    failing: int  # the last try failed
    waiting: int  # set aside until the endpoint is well, has room or is no longer paused
    parked: int
    stopped: int
    paused_at: datetime | None
    last: AttemptSummary | None


def endpoints(company: Company) -> list[Endpoint]:
    """Where the company's exports go, by origin."""
    last = _last_tries(company)
    counted = (
        streams_of(company)
        .order_by("endpoint__origin")
        .values("endpoint", "endpoint__origin", "endpoint__paused_at")
        .annotate(
            contracts=Count("pk"),
            running=Count("pk", filter=_GOING_ON),
            failing=Count("pk", filter=_GOING_ON & Q(fails__gt=0)),
            waiting=Count("pk", filter=_GOING_ON & Q(waiting=True)),
            parked=Count("pk", filter=Q(state=ExportStream.State.PARKED)),
            stopped=Count("pk", filter=Q(state=ExportStream.State.STOPPED)),
        )
    )
    return [
        Endpoint(
            comp_id=company.comp_id, origin=row["endpoint__origin"], contracts=row["contracts"],
            running=row["running"], failing=row["failing"], waiting=row["waiting"], parked=row["parked"],
            stopped=row["stopped"], paused_at=row["endpoint__paused_at"], last=last.get(row["endpoint"]),
        )
        for row in counted
    ]  # fmt: skip


def pause(operator: Operator, url: str) -> bool:
    """Send nothing more to the endpoint that the URL belongs to; what is under way may end. False: it was paused already.

    Raises `UnknownEndpoint`.
    """
    (endpoint,) = endpoints_of([operator.company], url)
    with transaction.atomic():
        is_new = ExportEndpoint.objects.filter(pk=endpoint.pk, paused_at=None).update(paused_at=clock.now()) == 1
        if is_new:
            record_intervention(operator, Intervention.Kind.PAUSE, target=endpoint.origin)
    return is_new


def resume(operator: Operator, url: str) -> bool:
    """Resume the endpoint: all that has waited for it is sent. False: it was not paused. Raises `UnknownEndpoint`."""
    (endpoint,) = endpoints_of([operator.company], url)
    if endpoint.paused_at is None:
        return False
    note = record_intervention(operator, Intervention.Kind.RESUME, target=endpoint.origin)
    in_batches(endpoint.streams.filter(waiting=True), note, _start_afresh)
    with transaction.atomic():
        ExportEndpoint.objects.filter(pk=endpoint.pk).update(paused_at=None)
        wake(RESUMED)
    return True


def _start_afresh(batch: Sequence[int]) -> int:
    """The time of the pause is no failure: no line is to be parked because of it. They stay set aside until it ends."""
    lines = ExportStream.objects.filter(pk__in=batch)
    lines.update(next_at=Now(), fails=0, failing_since=None)
    return sum(lines.values_list("pending", flat=True))


def _last_tries(company: Company) -> dict[int, AttemptSummary]:
    """The newest try of each endpoint's stream that was tried last."""
    tried = streams_of(company).exclude(tried_at=None).order_by("endpoint", "-tried_at").distinct("endpoint")
    endpoints = dict(tried.values_list("pk", "endpoint"))
    newest = Attempt.objects.filter(delivery__contract__in=endpoints).select_related("delivery")
    newest = newest.order_by("delivery__contract", "-pk").distinct("delivery__contract")
    return {endpoints[attempt.delivery.contract_id]: summary_of(attempt) for attempt in newest.defer("delivery__body")}
