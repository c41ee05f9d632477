"""A company's endpoints: how they do, and people who pause them and let them go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Now

from dojang.companies.models import Company
from dojang.exports.lines import Operator, endpoints_of, in_batches, lines_of, note_down
from dojang.exports.looking import Try, read_try
from dojang.exports.models import Attempt, ExportStream, Intervention, PausedEndpoint
from dojang.exports.waking import wake
from dojang.lib.outgoing import origin

_GOING_ON = Q(state=ExportStream.State.RUNNING, pending__gt=0)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where exports go, with how many contracts' lines stand how; a line whose exports have all arrived is only in the first."""

    comp_id: str
    origin: str
    contracts: int
    running: int  # something is in line and goes on by itself; so are those of the next two
    failing: int  # the last try failed
    waiting: int  # set aside until the endpoint is well, has room or is no longer paused
    parked: int
    stopped: int
    paused_at: datetime | None
    last: Try | None


def endpoints(company: Company) -> list[Endpoint]:
    """Where the company's exports go, by origin."""
    last = _last_tries(company)
    paused = dict(company.paused_endpoints.values_list("endpoint", "paused_at"))
    counted = (
        lines_of(company)
        .order_by("endpoint")
        .values("endpoint")
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
            comp_id=company.comp_id, origin=row["endpoint"].partition(" ")[2], contracts=row["contracts"],
            running=row["running"], failing=row["failing"], waiting=row["waiting"], parked=row["parked"],
            stopped=row["stopped"], paused_at=paused.get(row["endpoint"]), last=last.get(row["endpoint"]),
        )
        for row in counted
    ]  # fmt: skip


def pause(operator: Operator, url: str) -> bool:
    """Send nothing more to the endpoint that the URL belongs to; what is under way may end. False: it was paused already.

    Raises `UnknownEndpoint`.
    """
    (endpoint,) = endpoints_of([operator.company], url)
    with transaction.atomic():
        _, is_new = PausedEndpoint.objects.get_or_create(endpoint=endpoint, defaults={"company": operator.company})
        if is_new:
            note_down(operator, Intervention.Kind.PAUSE, target=origin(url))
    return is_new


def resume(operator: Operator, url: str) -> bool:
    """Let the endpoint go on with all that has waited for it. False: it was not paused. Raises `UnknownEndpoint`."""
    (endpoint,) = endpoints_of([operator.company], url)
    if not PausedEndpoint.objects.filter(endpoint=endpoint).exists():
        return False
    note = note_down(operator, Intervention.Kind.RESUME, target=origin(url))
    in_batches(ExportStream.objects.filter(endpoint=endpoint, waiting=True), note, _start_afresh)
    with transaction.atomic():
        PausedEndpoint.objects.filter(endpoint=endpoint).delete()
        wake(endpoint)
    return True


def _start_afresh(batch: Sequence[int]) -> int:
    """The time of the pause is nobody's failure: no line is to be parked because of it. They stay set aside until it ends."""
    lines = ExportStream.objects.filter(pk__in=batch)
    lines.update(next_at=Now(), fails=0, failing_since=None)
    return sum(lines.values_list("pending", flat=True))


def _last_tries(company: Company) -> dict[str, Try]:
    tries = Attempt.objects.filter(delivery__contract__company=company).order_by()
    newest = tries.values(endpoint=F("delivery__contract__export_stream__endpoint")).annotate(newest=Max("pk"))
    by_id = dict(newest.values_list("newest", "endpoint"))
    return {by_id[row.pk]: read_try(row) for row in Attempt.objects.filter(pk__in=by_id)}
