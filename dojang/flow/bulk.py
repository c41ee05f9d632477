"""Starting contracts in bulk: taken down at once, started one by one by the worker, each exactly once whatever dies meanwhile."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from dojang.bulk.models import Bulk, BulkRow
from dojang.companies.models import Company, Member
from dojang.contracts.models import Contract
from dojang.flow import kept_orders, queue
from dojang.flow.orders import StartOrder
from dojang.flow.start import start
from dojang.lib import clock
from dojang.lib.errors import DojangError
from dojang.library.models import Template

MOST_ROWS = 10_000
SLICE = 20  # rows of one bulk before the next one has its turn
_INSERTED_AT_ONCE = 1_000
_log = logging.getLogger(__name__)
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
        made = (_row(bulk, number, row) for number, row in enumerate(rows, start=1))
        BulkRow.objects.bulk_create(made, batch_size=_INSERTED_AT_ONCE)
        queue.bulk()
    return bulk


def cancel(bulk: Bulk) -> int:
    """Start no more of its rows; how many that spares. What was started goes on. Again, it changes nothing."""
    with transaction.atomic():
        locked = Bulk.objects.select_for_update().get(pk=bulk.pk)
        spared = BulkRow.objects.filter(bulk=locked, state=State.WAITING).update(state=State.CANCELED, order=b"")
        if locked.finished_at is None:
            locked.canceled_at = locked.finished_at = clock.now()
            locked.save(update_fields=["canceled_at", "finished_at"])
    return spared


def work(should_stop: Callable[[], bool]) -> bool:
    """Start what waits, the bulks in turn so that none waits for another's end; whether nothing waits any more."""
    while bulks := list(Bulk.objects.filter(finished_at=None).order_by("pk")):
        for bulk in bulks:
            for _ in range(SLICE):
                if should_stop():
                    return False
                if not _start_next(bulk):
                    break
    return True


def place(bulk_id: int, number: int) -> str:
    """Where the order of a row is kept."""
    return f"bulk {bulk_id} row {number}"


def _start_next(bulk: Bulk) -> bool:
    """Start the first row that waits, and write down what came of it in the same transaction; False when none waits."""
    with transaction.atomic():
        waiting = BulkRow.objects.select_for_update().filter(bulk=bulk, state=State.WAITING)
        row = waiting.order_by("number").first()
        if row is None:
            Bulk.objects.filter(pk=bulk.pk, finished_at=None).update(finished_at=clock.now())
            return False
        _start(bulk, row)
        row.order = b""
        row.save(update_fields=["state", "contract", "error", "warnings", "order"])
    return True


def _start(bulk: Bulk, row: BulkRow) -> None:
    try:
        with transaction.atomic():
            started = start(_order(bulk, row))
    except DojangError as exc:
        row.state, row.error = State.FAILED, _told(exc)
    except (OperationalError, InterfaceError):
        raise  # the database is away, for the other rows too
    except Exception:  # noqa: BLE001 - told in the log, and in the row that something was
        _log.exception("Row %s of bulk %s could not be started", row.number, bulk.pk)
        row.state, row.error = State.FAILED, {"error": "Unexpected", "values": {}}
    else:
        row.state, row.contract = State.STARTED, started.contract
        row.warnings = [*row.warnings, *({"unknown": name[:100]} for name in started.unknown_fields)]


def _told(exc: DojangError) -> dict[str, Any]:
    """The error as it is kept: its name, and the values that its sentence needs."""
    return {"error": type(exc).__name__, "values": json.loads(json.dumps(vars(exc), default=str))}


def _row(bulk: Bulk, number: int, row: RowOrder) -> BulkRow:
    kept = b""
    if row.order is not None:
        kept = kept_orders.lock(row.order, place(bulk.pk, number))
    return BulkRow(
        bulk=bulk, number=number, reference=row.reference, order=kept, error=row.error, warnings=list(row.warnings),
        state=State.WAITING if row.order is not None else State.FAILED,
    )  # fmt: skip


def _order(bulk: Bulk, row: BulkRow) -> StartOrder:
    return StartOrder(
        company=bulk.company,
        starter_email=bulk.member.email,
        template_number=str(bulk.template.number),
        via=Contract.Via.BULK,
        **kept_orders.unlock(bytes(row.order), place(bulk.pk, row.number)),
    )
