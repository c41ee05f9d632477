"""Contracts in the words of the vendor's own calls of v3. Times are as those calls write them, where `offset` says."""

from typing import Any, Literal, TypedDict

from dojang_client.answers.contracts import Act, Status


class WorkflowStarted(TypedDict):
    """A contract that was started. With `is_embed`, `sign_url` is where the first signs."""

    workflow_id: int
    workflow_name: str
    token: str
    sign_url: str | None
    next_play_user: str | None
    next_user_name: str | None
    warnings: list[str] | None


class WorkflowEntry(TypedDict):
    """A contract in a list."""

    workflow_id: int
    workflow_name: str
    status: Status
    template_id: int
    created_date: str
    expiry_date: str
    completed_date: str
    creator_email: str
    creator_name: str
    current_order: int
    total_order: int


class FoundWorkflow(WorkflowEntry):
    """A contract in which the value stands."""

    field_name: str
    field_value: str


class Box(TypedDict):
    """A box; a picture or drawing in it as a URL that shows it."""

    name: str
    value: str
    order: int | None


class WorkflowRecipient(TypedDict):
    """A signer."""

    order: int
    name: str
    email: str
    is_turn: bool
    status: Act
    acted_date: str
    opinion: str


class Referer(TypedDict):
    """The starter, or someone who gets copies."""

    name: str
    email: str
    type: Literal["starter", "referer"]


class Workflow(WorkflowEntry):
    """A contract. `playing_url` is where the signer signs whose turn it is; the other addresses come with the end."""

    workflow_status: Status
    language: str
    playing_url: str
    download_url: str
    view_url: str
    certificate_url: str
    recipient_list: list[WorkflowRecipient]
    referer_list: list[Referer]
    field_list: list[Box]
    action_history_list: list[dict[str, Any]]
