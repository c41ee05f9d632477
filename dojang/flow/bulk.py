"""Bulk starts: rows are written down at once and started in the background, each exactly once, whatever fails meanwhile.

A try is counted before anything else. Rows whose try never ended are tried one by one, and one that never ends is given up, so that
it cannot block the others.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from psycopg.types.json import Jsonb

from dojang.bulk import progress
from dojang.bulk.models import Bulk, BulkRow
from dojang.companies import quota
from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract
from dojang.flow import queue
from dojang.flow.errors import StartGivenUp
from dojang.flow.orders import StartOrder, open_order, seal_order
from dojang.flow.start import PreparedStart, StartContext, StartedContract, prepare, start_all
from dojang.lib import clock
from dojang.lib.errors import DojangError
from dojang.lib.texts import can_be_kept
from dojang.library.models import Template

MAX_ROWS = 10_000
# Ten thousand rows are there within a second.
_COPY = 'copy bulk_bulkrow (bulk_id, number, reference, state, tries, "order", error, warnings) from stdin'
State = BulkRow.State
AT_ONCE = 50  # rows of a bulk in one transaction; then the next bulk has its turn
MAX_TRIES = 3
_log = logging.getLogger(__name__)
_TOO_LARGE, _BROKEN_OFF = "54", "57014"  # more than a row takes; a statement that ran into its time limit
_KEEP = """
update bulk_bulkrow set state = 'started', "order" = '', contract_id = done.contract, warnings = done.warnings
from unnest(%s::bigint[], %s::bigint[], %s::jsonb[]) as done (id, contract, warnings) where bulk_bulkrow.id = done.id
"""


@dataclass(frozen=True, kw_only=True)
class BulkRowOrder:
    """One row as it was read: an order, or why there is none (`error`, for a door to put into words)."""

    reference: str = ""
    order: StartOrder | None = None
    error: Mapping[str, Any] | None = None
    warnings: Sequence[Mapping[str, str]] = ()


def enqueue(company: Company, member: Member, template: Template, rows: Sequence[BulkRowOrder]) -> Bulk:
    """Write down what is to be started, all or nothing, and have the worker start it."""
    with transaction.atomic():
        bulk = Bulk.objects.create(company=company, member=member, template=template, total=len(rows))
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for number, row in enumerate(rows, start=1):
                copy.write_row(_columns(bulk, number, row))
        queue.bulk()
    return bulk


def cancel(bulk: Bulk) -> int:
    """Start no more of its rows. Returns how many were left; started contracts continue. A repeat changes nothing."""
    with transaction.atomic():
        locked = Bulk.objects.select_for_update().get(pk=bulk.pk)
        spared = BulkRow.objects.filter(bulk=locked, state=State.WAITING).update(state=State.CANCELED, order=b"")
        progress.finish(locked, canceled_at=clock.now())
    return spared


def place(bulk_id: int, number: int) -> str:
    """Where the order of a row is kept."""
    return f"bulk {bulk_id} row {number}"


def _columns(bulk: Bulk, number: int, row: BulkRowOrder) -> tuple[object, ...]:
    state = State.WAITING if row.order is not None else State.FAILED
    kept = seal_order(row.order, place(bulk.pk, number)) if row.order is not None else b""
    error = Jsonb(row.error) if row.error is not None else None
    return bulk.pk, number, row.reference, str(state), 0, kept, error, Jsonb(row.warnings)


def start_waiting_rows(should_stop: Callable[[], bool]) -> bool:
    """Start what waits, the bulks in turn so that none waits for another's end; whether nothing waits any more."""
    under_way = Bulk.objects.filter(finished_at=None).select_related("company", "member", "template").order_by("pk")
    while bulks := list(under_way.all()):
        for bulk in bulks:
            if should_stop():
                return False
            _start_some(bulk)
    return True


def _start_some(bulk: Bulk) -> None:
    """Start the rows that come next, or find that none waits any more."""
    rows = _next(bulk)
    if not rows:
        progress.finish(bulk)
    elif rows[0].tries >= MAX_TRIES:
        _log.error("Row %s of bulk %s is given up after %s tries", rows[0].number, bulk.pk, rows[0].tries)
        _fail(rows, StartGivenUp(rows[0].tries))
    else:
        _try(bulk, rows)


def _next(bulk: Bulk) -> list[BulkRow]:
    """The rows to start next, no more than the plan has room for. A row that was tried before comes alone."""
    most = max(1, int(min(AT_ONCE, quota.left(bulk.company))))
    waiting = list(BulkRow.objects.filter(bulk=bulk, state=State.WAITING).order_by("number")[:most])
    return list(takewhile(lambda row: row.tries == 0, waiting)) or waiting[:1]


def _try(bulk: Bulk, rows: Sequence[BulkRow]) -> None:
    _count_try(rows, 1)
    try:
        _start(_prepared(bulk, rows))
    except (OperationalError, InterfaceError) as exc:
        if _state(exc) != _BROKEN_OFF:
            with suppress(DatabaseError, InterfaceError):
                _count_try(rows, -1)
        raise


@transaction.atomic
def _count_try(rows: Sequence[BulkRow], by: int) -> None:
    begun = BulkRow.objects.filter(pk__in=[row.pk for row in rows], state=State.WAITING)
    begun.update(tries=F("tries") + by)


def _prepared(bulk: Bulk, rows: Sequence[BulkRow]) -> list[tuple[BulkRow, PreparedStart]]:
    """The rows that can be started. The others have failed, each with its own reason or all with the one that they share."""
    try:
        quota.require(bulk.company, 1)
        context = StartContext.find(bulk.company, bulk.member.email, str(bulk.template.number))
    except DojangError as exc:
        _fail(rows, exc)
        return []
    ready = []
    for row in rows:
        try:
            ready.append((row, prepare(_order(bulk, row), context)))
        except Exception as exc:
            if _is_away(exc):
                raise
            _fail([row], exc)
    return ready


def _start(ready: Sequence[tuple[BulkRow, PreparedStart]]) -> None:
    """All in one transaction. Where that fails for one of them, they wait on, and are then tried one by one."""
    if not ready:
        return
    try:
        with transaction.atomic():
            _begin(ready)
    except Exception as exc:
        if _is_away(exc):
            raise
        if len(ready) == 1:
            _fail([ready[0][0]], exc)


def _begin(ready: Sequence[tuple[BulkRow, PreparedStart]]) -> None:
    """Those of the rows that still wait: the bulk may have been canceled, or another worker may have been quicker."""
    there = BulkRow.objects.select_for_update().filter(pk__in=[row.pk for row, _ in ready], state=State.WAITING)
    waiting = set(there.order_by("pk").values_list("pk", flat=True))
    left = [(row, prepared) for row, prepared in ready if row.pk in waiting]
    if left:
        started = start_all([prepared for _, prepared in left])
        with connection.cursor() as cursor:
            warnings = [_warnings(row, one) for (row, _), one in zip(left, started, strict=True)]
            cursor.execute(_KEEP, [[row.pk for row, _ in left], [one.contract.pk for one in started], warnings])


def _warnings(row: BulkRow, started: StartedContract) -> Jsonb:
    return Jsonb([*row.warnings, *({"unknown": name[:100]} for name in started.unknown_fields)])


def _is_away(exc: Exception) -> bool:
    """Whether it is the database's own trouble, which other rows have too, and which passes."""
    return isinstance(exc, OperationalError | InterfaceError) and not _state(exc).startswith(_TOO_LARGE)


def _state(exc: Exception) -> str:
    """What the database calls it; nothing where it could not say."""
    return getattr(exc.__cause__, "sqlstate", None) or ""


def _fail(rows: Sequence[BulkRow], exc: Exception) -> None:
    if not isinstance(exc, DojangError):
        _log.error(
            "Rows %s of bulk %s could not be started", [row.number for row in rows], rows[0].bulk_id, exc_info=exc
        )
    waiting = BulkRow.objects.filter(pk__in=[row.pk for row in rows], state=State.WAITING)
    waiting.update(state=State.FAILED, error=_stored_error(exc), order=b"")


def _stored_error(exc: Exception) -> dict[str, Any]:
    """The error as it is kept: its code, and what its sentence needs."""
    params = exc.params() if isinstance(exc, DojangError) else {}
    if not isinstance(exc, DojangError) or not all(can_be_kept(str(value)) for value in params.values()):
        return {"code": "unexpected", "params": {}}
    return {"code": exc.code, "params": params}


def _order(bulk: Bulk, row: BulkRow) -> StartOrder:
    return StartOrder(
        company=bulk.company,
        starter_email=bulk.member.email,
        template_number=str(bulk.template.number),
        via=Contract.Via.BULK,
        **open_order(bytes(row.order), place(bulk.pk, row.number)),
    )
