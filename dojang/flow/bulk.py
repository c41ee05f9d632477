"""Asking for many contracts at once: what is to be started is taken down, and `bulk_starts` starts it in the background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from dojang.bulk import progress
from dojang.bulk.models import Bulk, BulkRow
from dojang.companies.models import Company, Member
from dojang.flow import queue
from dojang.flow.orders import StartOrder, seal_order
from dojang.lib import clock
from dojang.library.models import Template

MAX_ROWS = 10_000
# Ten thousand rows are there within a second.
_COPY = 'copy bulk_bulkrow (bulk_id, number, reference, state, tries, "order", error, warnings) from stdin'
State = BulkRow.State


@dataclass(frozen=True, kw_only=True)
class RowOrder:
    """One row as it was read: an order, or why there is none (`error`, for a door to put into words)."""

    reference: str = ""
    order: StartOrder | None = None
    error: Mapping[str, Any] | None = None
    warnings: Sequence[Mapping[str, str]] = ()


def take_down(company: Company, member: Member, template: Template, rows: Sequence[RowOrder]) -> Bulk:
    """Write down what is to be started, all or nothing, and have the worker start it."""
    with transaction.atomic():
        bulk = Bulk.objects.create(company=company, member=member, template=template, total=len(rows))
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for number, row in enumerate(rows, start=1):
                copy.write_row(_columns(bulk, number, row))
        queue.bulk()
    return bulk


def cancel(bulk: Bulk) -> int:
    """Start no more of its rows; how many that spares. What was started goes on. Again, it changes nothing."""
    with transaction.atomic():
        locked = Bulk.objects.select_for_update().get(pk=bulk.pk)
        spared = BulkRow.objects.filter(bulk=locked, state=State.WAITING).update(state=State.CANCELED, order=b"")
        progress.finish(locked, canceled_at=clock.now())
    return spared


def place(bulk_id: int, number: int) -> str:
    """Where the order of a row is kept."""
    return f"bulk {bulk_id} row {number}"


def _columns(bulk: Bulk, number: int, row: RowOrder) -> tuple[object, ...]:
    state = State.WAITING if row.order is not None else State.FAILED
    kept = seal_order(row.order, place(bulk.pk, number)) if row.order is not None else b""
    error = Jsonb(row.error) if row.error is not None else None
    return bulk.pk, number, row.reference, str(state), 0, kept, error, Jsonb(row.warnings)
