"""Shapes of the calls about bulk starts."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from dojang.api.v3.base import AtMost, Next, RequestShape, ResponseShape
from dojang.api.v3.bulk.rows import warned, why
from dojang.api.v3.workflows.shapes import WorkflowOrder
from dojang.bulk.models import Bulk, BulkRow
from dojang.bulk.progress import Counts
from dojang.flow.bulk import MAX_ROWS
from dojang.flow.maintenance import BULK_ROWS_KEPT_FOR
from dojang.lib.texts import Language

State = BulkRow.State
BulkStatus = Literal["running", "finished", "canceled"]


class BulkOrder(WorkflowOrder):
    """Many contracts of one template. Keys beside `rows` hold for every row, unless the row has its own."""

    rows: Annotated[list[Any], AtMost(MAX_ROWS)] = Field(
        min_length=1,
        description="Each an object of what `POST /workflows/start` takes, and a `reference` of your own.",
    )


class RowPage(RequestShape):
    """Which rows are wanted: in their order, `limit` of them, after number `after`."""

    state: State | None = None
    limit: int = Field(100, ge=1, le=1000, description="How many at most.")
    after: int = Field(0, ge=0, le=MAX_ROWS, description="The `next` of the page before.")


class BulkShape(ResponseShape):
    """A bulk start, and how far it is."""

    bulk_id: int
    template_id: int
    starter: str
    status: BulkStatus
    created_at: AwareDatetime
    finished_at: AwareDatetime | None
    rows_kept_until: AwareDatetime | None = Field(description="Then the rows are removed, and only the counts stay.")
    total: int
    waiting: int
    started: int
    failed: int
    canceled: int

    @classmethod
    def of(cls, bulk: Bulk, counts: Counts) -> "BulkShape":
        status: BulkStatus = "canceled" if bulk.canceled_at else "finished" if bulk.finished_at else "running"
        return cls(
            bulk_id=bulk.pk,
            template_id=bulk.template.number,
            starter=bulk.member.email,
            status=status,
            created_at=bulk.created_at,
            finished_at=bulk.finished_at,
            rows_kept_until=bulk.finished_at + BULK_ROWS_KEPT_FOR if bulk.finished_at else None,
            total=bulk.total,
            waiting=counts[State.WAITING],
            started=counts[State.STARTED],
            failed=counts[State.FAILED],
            canceled=counts[State.CANCELED],
        )


class BulkList(ResponseShape):
    """Bulk starts, the newest first."""

    bulks: list[BulkShape]
    next: Next


class RowError(ResponseShape):
    """Why a row was not started: a word for programs, a sentence for people."""

    code: str
    message: str


class BulkRowShape(ResponseShape):
    """A row, and what became of it."""

    row: int = Field(description="Its place among the rows, from 1.")
    reference: str
    state: State
    workflow_id: int | None
    error: RowError | None
    warnings: list[str] = Field(description="What was not used, in sentences.")

    @classmethod
    def of(cls, row: BulkRow, language: Language) -> "BulkRowShape":
        code, message = why(row.error, language) if row.error else ("", "")
        return cls(
            row=row.number,
            reference=row.reference,
            state=State(row.state),
            workflow_id=row.contract_id,
            error=RowError(code=code, message=message) if code else None,
            warnings=warned(row.warnings, language),
        )


class BulkRows(ResponseShape):
    """Rows in their order."""

    rows: list[BulkRowShape]
    next: int | None = Field(description="The `after` of the next page; null: there is none.")
