"""Exports as people look at them: where each stands, every try there was, what people did to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Min, Q, QuerySet

from dojang.companies.models import Company
from dojang.exports.errors import UnknownExport
from dojang.exports.models import Attempt, Delivery, ExportStream, Intervention
from dojang.exports.redaction import mask_url
from dojang.exports.streams import endpoints_of

MAX_LISTED = 1000
_IN_LINE, _RUNNING = Delivery.State.PENDING, ExportStream.State.RUNNING


class ExportState(StrEnum):
    """Where a delivery stands. One that is not done stands where its contract's line does."""

    PENDING = "pending"
    PARKED = "parked"
    STOPPED = "stopped"
    DELIVERED = "delivered"
    SKIPPED = "skipped"


_STANDS = {
    ExportState.PENDING: Q(state=_IN_LINE, contract__export_stream__state=_RUNNING),
    ExportState.PARKED: Q(state=_IN_LINE, contract__export_stream__state=ExportStream.State.PARKED),
    ExportState.STOPPED: Q(state=_IN_LINE, contract__export_stream__state=ExportStream.State.STOPPED),
    ExportState.DELIVERED: Q(state=Delivery.State.DELIVERED),
    ExportState.SKIPPED: Q(state=Delivery.State.SKIPPED),
}


@dataclass(frozen=True, kw_only=True)
class AttemptSummary:
    """One try to deliver; `duration` is in milliseconds."""

    number: int
    started_at: datetime
    duration: int
    status: int | None
    error: str
    remote_ip: str | None
    answer: str


@dataclass(frozen=True, kw_only=True)
class InterventionSummary:
    """What a person did; without a contract it was done to many."""

    kind: str
    at: datetime
    actor: str
    reason: str
    contract: int | None
    seq: int | None
    target: str
    since: datetime | None
    until: datetime | None
    deliveries: int


@dataclass(frozen=True, kw_only=True)
class Export:
    """One delivery. `url` is without the values of its query."""

    id: int
    comp_id: str
    contract: int
    title: str
    seq: int
    webhook_id: str
    event: str
    url: str
    state: ExportState
    reason: str  # why it is parked or stopped
    ended_at: datetime | None  # since when it is
    planned_at: datetime
    delivered_at: datetime | None
    tries: int
    last: AttemptSummary | None
    first: bool  # in line: the others of its contract wait for it
    next_at: datetime | None  # when it is tried next; none while it is not the first, or a person has to decide
    sending: bool
    waiting: bool  # for its endpoint
    paused: bool  # its endpoint is


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One delivery with all that is kept of it. `exact_url` and `body` may hold secrets."""

    export: Export
    tries: tuple[AttemptSummary, ...]
    acts: tuple[InterventionSummary, ...]
    exact_url: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class ExportQuery:
    """Which deliveries to list; `since` is of their planning, `url` any of the endpoint, `before` a delivery's id."""

    contract: int | None = None
    state: ExportState | None = None
    since: datetime | None = None
    until: datetime | None = None
    url: str = ""
    before: int | None = None
    limit: int = 20


def listed(companies: Sequence[Company], wanted: ExportQuery) -> list[Export]:
    """Deliveries of these companies, the newest first. Raises `UnknownEndpoint`."""
    rows = _rows(companies).filter(_filter(companies, wanted)).defer("body").order_by("-pk")
    return _exports(list(rows[: min(wanted.limit, MAX_LISTED)]))


def shown(company: Company, delivery: int) -> Detail:
    """Everything about one delivery. Raises `UnknownExport`, also for one of another company."""
    row = _rows([company]).filter(pk=delivery).first()
    if row is None:
        raise UnknownExport(delivery)
    return Detail(
        export=_exports([row])[0],
        tries=tuple(summary_of(attempt) for attempt in row.attempts.order_by("number")),
        acts=tuple(_intervention(act) for act in Intervention.objects.filter(_acts_on(row, company)).order_by("pk")),
        exact_url=row.url,
        body=bytes(row.body),
    )


def summary_of(attempt: Attempt) -> AttemptSummary:
    """The row as a value."""
    return AttemptSummary(
        number=attempt.number, started_at=attempt.started_at, duration=attempt.duration, status=attempt.status,
        error=attempt.error, remote_ip=attempt.remote_ip, answer=attempt.answer,
    )  # fmt: skip


def _rows(companies: Sequence[Company]) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(contract__company__in=companies)
    # Events' payloads are large, and none is shown here.
    return rows.select_related("contract__company", "contract__export_stream__endpoint", "event").defer(
        "event__payload", "event__digests"
    )


def _filter(companies: Sequence[Company], wanted: ExportQuery) -> Q:
    asked = Q() if wanted.state is None else _STANDS[wanted.state]
    if wanted.contract is not None:
        asked &= Q(contract=wanted.contract)
    if wanted.since is not None:
        asked &= Q(planned_at__gte=wanted.since)
    if wanted.until is not None:
        asked &= Q(planned_at__lt=wanted.until)
    if wanted.before is not None:
        asked &= Q(pk__lt=wanted.before)
    return asked & Q(contract__export_stream__endpoint__in=endpoints_of(companies, wanted.url)) if wanted.url else asked


def _exports(rows: Sequence[Delivery]) -> list[Export]:
    """The rows as values; what all share is asked for once."""
    newest = Attempt.objects.filter(delivery__in=rows).order_by("delivery", "-number").distinct("delivery")
    last = {attempt.delivery_id: summary_of(attempt) for attempt in newest}
    in_line = Delivery.objects.filter(contract__in={row.contract_id for row in rows}, state=_IN_LINE)
    firsts = set(in_line.values("contract").annotate(first=Min("seq")).values_list("contract", "first"))
    return [_export(row, last=last.get(row.pk), first=(row.contract_id, row.seq) in firsts) for row in rows]


def _export(row: Delivery, *, last: AttemptSummary | None, first: bool) -> Export:
    line, tried = row.contract.export_stream, first and row.contract.export_stream.state == _RUNNING
    return Export(
        id=row.pk, comp_id=row.contract.company.comp_id, contract=row.contract_id, title=row.contract.title, seq=row.seq,
        webhook_id=f"msg_{row.webhook_id.hex}", event=row.event.kind, url=mask_url(row.url), state=_state(row, line),
        reason=line.reason if row.state == _IN_LINE else "", ended_at=line.ended_at if row.state == _IN_LINE else None,
        planned_at=row.planned_at, delivered_at=row.delivered_at,
        tries=last.number if last else 0, last=last, first=first, next_at=line.next_at if tried else None,
        sending=tried and line.owner is not None, waiting=tried and line.waiting, paused=tried and line.endpoint.paused_at is not None,
    )  # fmt: skip


def _state(row: Delivery, line: ExportStream) -> ExportState:
    if row.state != _IN_LINE:
        return ExportState(row.state)
    return ExportState.PENDING if line.state == _RUNNING else ExportState(line.state)


def _acts_on(row: Delivery, company: Company) -> Q:
    """What was done to this delivery, to its contract's line, or to many lines among which its own may have been."""
    own = Q(contract=row.contract_id) & (Q(seq=row.seq) | Q(seq=None))
    origin = row.contract.export_stream.endpoint.origin
    many = Q(contract=None, at__gte=row.planned_at, target__in=["", origin])
    return Q(company=company) & (own | many & ~Q(kind=Intervention.Kind.TEST))


def _intervention(act: Intervention) -> InterventionSummary:
    return InterventionSummary(
        kind=act.kind, at=act.at, actor=act.actor, reason=act.reason, contract=act.contract_id, seq=act.seq,
        target=act.target, since=act.since, until=act.until, deliveries=act.deliveries,
    )  # fmt: skip
