"""Starting the rows of bulk starts: many in one transaction, each exactly once whatever dies meanwhile.

That rows are begun is written down before anything else. Rows that were begun and came to no end are tried one by one, and one
that never comes to its end is given up, so that it cannot hold up the others for ever.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import takewhile
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from psycopg.types.json import Jsonb

from dojang.bulk import progress
from dojang.bulk.models import Bulk, BulkRow
from dojang.companies import quota
from dojang.contracts.models import Contract
from dojang.flow.bulk import place
from dojang.flow.errors import StartGivenUp
from dojang.flow.orders import StartOrder, open_order
from dojang.flow.start import PreparedStart, StartContext, StartedContract, prepare, start_all
from dojang.lib.errors import DojangError
from dojang.lib.texts import can_be_kept

AT_ONCE = 50  # rows of a bulk in one transaction; then the next bulk has its turn
MAX_TRIES = 3
_log = logging.getLogger(__name__)
State = BulkRow.State
_TOO_LARGE, _BROKEN_OFF = "54", "57014"  # more than a row takes; a statement that ran into its time limit
_KEEP = """
update bulk_bulkrow set state = 'started', "order" = '', contract_id = done.contract, warnings = done.warnings
from unnest(%s::bigint[], %s::bigint[], %s::jsonb[]) as done (id, contract, warnings) where bulk_bulkrow.id = done.id
"""


def work(should_stop: Callable[[], bool]) -> bool:
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
    """The rows to begin next, no more than the plan has room for; one that was begun before comes alone, to take none with it."""
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
    waiting.update(state=State.FAILED, error=_told(exc), order=b"")


def _told(exc: Exception) -> dict[str, Any]:
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
