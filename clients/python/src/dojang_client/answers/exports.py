"""Exports and the servers that they go to, as Dojang returns them."""

from typing import Any, Literal, TypedDict

ExportState = Literal["pending", "parked", "stopped", "delivered", "skipped"]
Stuck = Literal["failing", "parked", "stopped"]


class Attempt(TypedDict):
    """One try to deliver; without a `status`, `error` says why there was no answer."""

    number: int
    started_at: str
    milliseconds: int
    status: int | None
    error: str
    remote_ip: str | None
    answer: str


class Intervention(TypedDict):
    """What a person did."""

    kind: str
    at: str
    actor: str
    reason: str
    workflow_id: int | None
    sequence: int | None
    endpoint: str
    since: str | None
    until: str | None
    exports: int


class ExportEntry(TypedDict):
    """One export."""

    id: int
    workflow_id: int
    workflow_name: str
    sequence: int
    webhook_id: str
    event: str
    url: str
    state: ExportState
    reason: str
    planned_at: str
    delivered_at: str | None
    attempt_count: int
    last_attempt: Attempt | None
    first_in_line: bool
    next_attempt_at: str | None
    being_sent: bool
    endpoint_paused: bool


class ExportDetail(ExportEntry):
    """One export with all there is about it."""

    attempts: list[Attempt]
    interventions: list[Intervention]
    body: dict[str, Any] | None


class PutInLine(TypedDict):
    """How many exports go out now, or would, and of how many contracts."""

    exports: int
    workflows: int


class Skipped(TypedDict):
    """What was left out."""

    workflow_id: int
    sequence: int


class Endpoint(TypedDict):
    """A server that exports go to. All counts are of contracts."""

    origin: str
    workflows: int
    running: int
    failing: int
    waiting: int
    parked: int
    stopped: int
    paused_at: str | None
    last_attempt: Attempt | None


class ProbeResult(TypedDict):
    """What came of a test export."""

    delivered: bool
    webhook_id: str
    url: str
    status: int | None
    error: str
    milliseconds: int
    remote_ip: str | None
    answer: str


class NewSecret(TypedDict):
    """The secret that signs exports from now on. It is returned only here."""

    secret: str
    previous_until: str | None
