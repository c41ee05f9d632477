"""Bulk starts, as the server returns them."""

from typing import Literal, TypedDict

BulkStatus = Literal["running", "finished", "canceled"]
RowState = Literal["waiting", "started", "failed", "canceled"]


class Bulk(TypedDict):
    """A bulk start, and how far it is."""

    bulk_id: int
    template_id: int
    starter: str
    status: BulkStatus
    created_at: str
    finished_at: str | None
    total: int
    waiting: int
    started: int
    failed: int
    canceled: int
    rows_kept_until: str | None


class RowError(TypedDict):
    """Why a row was not started: a word for programs, a sentence for people."""

    code: str
    message: str


class BulkRow(TypedDict):
    """A row, counted from 1, and what became of it."""

    row: int
    reference: str
    state: RowState
    workflow_id: int | None
    error: RowError | None
    warnings: list[str]
