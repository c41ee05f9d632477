"""What people do to exports: try them again, leave one out, repeat what has arrived. Each leaves an `Intervention`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.errors import (
    BeingSent,
    NotFirstInLine,
    NothingInLine,
    NothingToReplay,
    NothingToRetry,
    ReasonMissing,
    StillInLine,
    UnknownExport,
)
from dojang.exports.models import Delivery, ExportStream, Intervention
from dojang.exports.streams import (
    Done,
    Operator,
    continue_streams,
    in_batches,
    lend,
    record_intervention,
    streams_of,
    streams_of_contract,
)
from dojang.lib.outgoing.client import origin

Kind = Intervention.Kind
_IN_LINE = Q(state=Delivery.State.PENDING)
# What exports of a deleted contract said is erased once they need not arrive any more: there is nothing left to repeat.
_REPEATABLE = ~_IN_LINE & ~Q(contract__status=Contract.Status.DELETED)
_RUNNING = Q(state=ExportStream.State.RUNNING)


class Stuck(StrEnum):
    """Why a line does not continue now."""

    PARKED = "parked"
    STOPPED = "stopped"
    FAILING = "failing"  # it continues by itself, at its next try


_STUCK = {
    Stuck.PARKED: Q(state=ExportStream.State.PARKED),
    Stuck.STOPPED: Q(state=ExportStream.State.STOPPED),
    Stuck.FAILING: _RUNNING & Q(fails__gt=0),
}


@dataclass(frozen=True, kw_only=True)
class Range:
    """Deliveries that were planned or delivered from `since` on and before `until`; of one contract or to one endpoint."""

    since: datetime | None = None
    until: datetime | None = None
    contract: int | None = None
    url: str = ""  # any of the endpoint

    @property
    def deliveries(self) -> Q:
        """The deliveries that its times let in."""
        planned, delivered = Q(), Q()
        if self.since:
            planned, delivered = Q(planned_at__gte=self.since), Q(delivered_at__gte=self.since)
        if self.until:
            planned, delivered = planned & Q(planned_at__lt=self.until), delivered & Q(delivered_at__lt=self.until)
        return planned | delivered


def retry(operator: Operator, contract: int) -> Done:
    """Send the contract's exports on now, with as many tries as at first.

    Raises `NoExports`, `NothingInLine` and, while one is under way, `BeingSent`.
    """
    with transaction.atomic():
        line, note = lend(operator, Kind.RETRY, contract)
        if not line.pending:
            raise NothingInLine(contract)
        if line.owner is not None:
            raise BeingSent(contract)
        continue_streams([contract])
        _count(note, line.pending)
    return Done(line.pending, 1)


def retry_all(operator: Operator, stuck: frozenset[Stuck], url: str = "") -> Done:
    """Send on all lines that are stuck in one of these ways, or those of them to one endpoint.

    Raises `UnknownEndpoint`, `NothingToRetry`.
    """
    ways = Q(pk__in=[])
    for way in stuck:
        ways |= _STUCK[way]
    lines = streams_of(operator.company, url).filter(ways, owner=None, pending__gt=0)
    if not lines.exists():
        raise NothingToRetry
    return in_batches(lines, record_intervention(operator, Kind.RETRY, target=url and origin(url)), _retried)


def skip(operator: Operator, contract: int, seq: int | None = None) -> int:
    """Leave the first delivery in line out and send the next on; `seq` makes sure that it is the one that is meant.

    Returns its number. Raises `ReasonMissing`, `NoExports`, `NothingInLine`, `BeingSent`, `NotFirstInLine`.
    """
    if not operator.reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        line, note = lend(operator, Kind.SKIP, contract)
        first = Delivery.objects.filter(_IN_LINE, contract=contract).order_by("seq").defer("body").first()
        if first is None:
            raise NothingInLine(contract)
        if seq not in (None, first.seq):
            raise NotFirstInLine(contract, first.seq)
        if line.owner is not None:
            raise BeingSent(contract)
        first.state = Delivery.State.SKIPPED
        first.save(update_fields=["state"])
        continue_streams([contract])
        _count(note, 1, first.seq)
    return first.seq


def replay_one(operator: Operator, delivery: int) -> None:
    """Send a delivery again that has arrived or was left out: the same bytes under the same id.

    Raises `UnknownExport`, `StillInLine`.
    """
    known = Delivery.objects.filter(pk=delivery, contract__company=operator.company)
    found = known.exclude(contract__status=Contract.Status.DELETED).defer("body").first()
    if found is None:
        raise UnknownExport(delivery)
    with transaction.atomic():
        _line, note = lend(operator, Kind.REPLAY, found.contract_id)
        if not _put_in_line(Q(pk=delivery)):
            raise StillInLine(found.contract_id)
        continue_streams([found.contract_id])
        _count(note, 1, found.seq)


def replay(operator: Operator, asked: Range) -> Done:
    """Send every delivery of the range again that has arrived or was left out, in the order of its contract. Lines with
    something in the range that are parked or stopped continue.

    Raises `NoExports`, `UnknownEndpoint`, `NothingToReplay`.
    """
    lines = _replayed_lines(operator.company, asked)
    if not lines.exists():
        raise NothingToReplay
    note = record_intervention(
        operator,
        Kind.REPLAY,
        contract=asked.contract,
        target=asked.url and origin(asked.url),
        since=asked.since,
        until=asked.until,
    )
    return in_batches(lines, note, lambda batch: _replayed(batch, asked))


def count_replay(company: Company, asked: Range) -> Done:
    """What `replay` would do now. Raises `NoExports`, `UnknownEndpoint`."""
    lines = _replayed_lines(company, asked)
    again = Delivery.objects.filter(_REPEATABLE & asked.deliveries, contract__export_stream__in=lines).count()
    return Done(again + _resting(lines), lines.count())


def _retried(batch: Sequence[int]) -> int:
    continue_streams(batch)
    return _in_line(ExportStream.objects.filter(pk__in=batch))


def _replayed(batch: Sequence[int], asked: Range) -> int:
    resting = _resting(ExportStream.objects.filter(pk__in=batch))
    again = _put_in_line(asked.deliveries & Q(contract__in=batch))
    continue_streams(batch)
    return again + resting


def _replayed_lines(company: Company, asked: Range) -> QuerySet[ExportStream]:
    of_line = Delivery.objects.filter(asked.deliveries, contract=OuterRef("pk"))
    lines = streams_of(company, asked.url) if asked.contract is None else streams_of_contract(company, asked.contract)
    return lines.filter(Exists(of_line.filter(_REPEATABLE)) | ~_RUNNING & Exists(of_line))


def _put_in_line(which: Q) -> int:
    return Delivery.objects.filter(which & _REPEATABLE).update(state=Delivery.State.PENDING, delivered_at=None)


def _resting(lines: QuerySet[ExportStream]) -> int:
    """How many deliveries lie in those of the lines that are parked or stopped."""
    return _in_line(lines.exclude(_RUNNING))


def _in_line(lines: QuerySet[ExportStream]) -> int:
    return lines.aggregate(number=Sum("pending"))["number"] or 0


def _count(note: Intervention, deliveries: int, seq: int | None = None) -> None:
    note.deliveries, note.seq = deliveries, seq
    note.save(update_fields=["deliveries", "seq"])
