"""Bulk starts as a job: queued at once, started by the worker, each row exactly once. This is Dojang's own."""

from collections.abc import Callable, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router

from dojang.api import json_body
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id, Paged
from dojang.api.v3.bounds import takes
from dojang.api.v3.bulk.rows import SharedRow, read_rows
from dojang.api.v3.bulk.shapes import BulkList, BulkOrder, BulkRows, BulkRowShape, BulkShape, RowPage
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent, idempotent_prepared
from dojang.api.v3.json import language_of
from dojang.bulk.models import Bulk
from dojang.bulk.progress import counted
from dojang.companies.callers import Caller, Scope
from dojang.flow import bulk as flow
from dojang.flow.errors import BulkRowsGone
from dojang.flow.start import Startable
from dojang.lib.client_address import visitor_of
from dojang.lib.visitor import Visitor

_READ, _WRITE = needs(Scope.CONTRACTS_READ), needs(Scope.CONTRACTS_WRITE)
_BULK = {
    "bulk_id": 3, "template_id": 1, "starter": "kim@acme.test", "status": "running",
    "created_at": "2026-01-31T01:00:00Z", "finished_at": None, "rows_kept_until": None, "total": 2, "waiting": 2,
    "started": 0, "failed": 0, "canceled": 0,
}  # fmt: skip
_ORDER = {
    "template_id": 1, "workflow_name": "NDA 2026",
    "rows": [
        {
            "reference": "A-1",
            "recipient_list": [
                {"email": "lee@example.test", "name": "Lee"},
                {"email": "park@example.test", "name": "Park"},
            ],
            "field_list": [{"name": "name", "value": "Lee"}],
        },
        {
            "reference": "A-2", "workflow_name": "NDA 2026 for Choi",
            "recipient_list": [
                {"email": "choi@example.test", "name": "Choi"},
                {"email": "park@example.test", "name": "Park"},
            ],
        },
    ],
}  # fmt: skip
_ROW = {"row": 1, "reference": "A-1", "state": "started", "workflow_id": 17, "error": None, "warnings": []}
_FAILED = _ROW | {
    "row": 2, "reference": "A-2", "state": "failed", "workflow_id": None,
    "error": {"code": "quota_spent", "message": "…"},
}  # fmt: skip
_GO_ON_WITH = dict.fromkeys(("bulk_read", "bulk_rows", "bulk_cancel"), ("bulk_id", "bulk_id"))
router = Router(tags=["bulk"])


@router.post(
    "/bulk",
    auth=_WRITE,
    response={202: BulkShape},
    summary="Start many contracts",
    openapi_extra=example(request=_ORDER, answer=_BULK, status=202, leads_to=_GO_ON_WITH),
)
@idempotent_prepared(202)
@takes(json_body.BULK)
def create(request: Request, body: BulkOrder) -> Callable[[], BulkShape]:
    """Up to 10,000 rows are queued, and started in the background. A row that cannot be read fails alone."""
    take_down = read_bulk(body.model_dump(exclude={"rows"}) | {"rows": body.rows}, request.auth, visitor_of(request))
    return lambda: _shape(take_down())


def read_bulk(body: Mapping[str, Any], caller: Caller, visitor: Visitor) -> Callable[[], Bulk]:
    """Read the rows of `body`; what is given takes them down. Raises what `Startable.find` raises, before any row is looked at."""
    startable = Startable.find(caller.company, str(body.get("template_id") or body.get("doc_id") or ""))
    common = SharedRow(
        shared={name: item for name, item in body.items() if name != "rows"},
        template_number=startable.version.template.number,
        layout=startable.layout,
        caller=caller,
        visitor=visitor,
    )
    rows = list(read_rows(common, body["rows"]))
    return lambda: flow.enqueue(caller.company, caller.member, startable.version.template, rows)


@router.get(
    "/bulk",
    auth=_READ,
    response=BulkList,
    summary="List bulk starts",
    openapi_extra=example(answer={"bulks": [_BULK], "next": None}),
)
def index(request: Request, page: Paged) -> BulkList:
    """The company's, the newest first."""
    bulks, following = page.cut(Bulk.objects.filter(company=request.auth.company).select_related("template", "member"))
    counts = counted(bulks)
    return BulkList(bulks=[BulkShape.of(bulk, counts[bulk.pk]) for bulk in bulks], next=following)


@router.get(
    "/bulk/{bulk_id}",
    auth=_READ,
    response=BulkShape,
    summary="How far a bulk start is",
    openapi_extra=example(answer=_BULK),
)
def read(request: Request, bulk_id: Id) -> BulkShape:
    """By the states of its rows."""
    return _shape(_find(request, bulk_id))


@router.get(
    "/bulk/{bulk_id}/rows",
    auth=_READ,
    response=BulkRows,
    summary="What became of the rows",
    openapi_extra=example(answer={"rows": [_ROW, _FAILED], "next": None}),
)
def rows(request: Request, bulk_id: Id, page: Query[RowPage]) -> BulkRows:
    """In their order; with `state=failed` those that a person has to look at."""
    bulk = _find(request, bulk_id)
    if bulk.emptied_at is not None:
        raise BulkRowsGone
    wanted = bulk.rows.filter(number__gt=page.after).order_by("number").defer("order")
    if page.state is not None:
        wanted = wanted.filter(state=page.state)
    found = list(wanted[: page.limit + 1])
    shapes = [BulkRowShape.of(row, language_of(request)) for row in found[: page.limit]]
    return BulkRows(rows=shapes, next=shapes[-1].row if len(found) > page.limit else None)


@router.post(
    "/bulk/{bulk_id}/cancel",
    auth=_WRITE,
    response=BulkShape,
    summary="Start no more of a bulk",
    openapi_extra=example(
        answer=_BULK
        | {
            "status": "canceled",
            "finished_at": "2026-01-31T02:00:00Z",
            "rows_kept_until": "2026-05-01T02:00:00Z",
            "waiting": 0,
            "canceled": 2,
        }
    ),
)
@idempotent()
def cancel(request: Request, bulk_id: Id) -> BulkShape:
    """Contracts that were started continue. To cancel what has ended changes nothing."""
    bulk = _find(request, bulk_id)
    flow.cancel(bulk)
    bulk.refresh_from_db()
    return _shape(bulk)


def _find(request: Request, bulk_id: int) -> Bulk:
    known = Bulk.objects.filter(company=request.auth.company).select_related("template", "member")
    return get_object_or_404(known, pk=bulk_id)


def _shape(bulk: Bulk) -> BulkShape:
    return BulkShape.of(bulk, counted([bulk])[bulk.pk])
