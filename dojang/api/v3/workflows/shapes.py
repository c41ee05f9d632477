"""Shapes of the vendor's calls of v3. `*` in a description marks what is our own where its documents are silent."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from dojang.api.formats import Status
from dojang.api.start.request import MAX_COPIES, MAX_SIGNERS
from dojang.api.v3.base import AtMost, Id, RequestShape, ResponseShape
from dojang.library.layout import MAX_FIELDS

Number = int | str
# In the order of the coded calls' one: it shows in the OpenAPI document, and Python takes both unions for one.
Switch = Literal["true", "false", ""] | bool


class _Open(RequestShape):
    """Keys of the coded calls are understood as well."""

    model_config = ConfigDict(frozen=True, extra="allow")


class Recipient(_Open):
    """A signer."""

    order: Number | None = Field(None, description="The signer's place: 1, 2, 3 …; given for all or for none.")
    email: str | None = Field(None, description="An email address or a phone number.")
    name: str | None = Field(None, description="At most 64 characters.")
    language: str | None = Field(None, description="* ko, en, ja, vi or zh; else the contract's.")
    mobile_number: str | None = Field(None, description="* The signer proves this phone by a one-time code.")
    password: str | None = Field(None, description="* The signer enters it. 4–15 characters, no Hangul.")
    password_hint: str | None = Field(None, description="* At most 50 characters.")


class NamedValue(_Open):
    """The value of a box before the first signer acts."""

    name: str | None = None
    value: str | int | float | bool | None = Field(
        None, description="Check and radio: Y/N, 1/0 or true/false. Date: YYYY-MM-DD. Picture: base64."
    )


class Copy(_Open):
    """* Someone who gets copies."""

    email: str | None = None
    name: str | None = None
    language: str | None = None


class NewName(_Open):
    """A box that exports name otherwise."""

    field_name: str | None = None
    new_name: str | None = None


class WorkflowExport(_Open):
    """The webhook that every step of the contract is exported to."""

    url: str | None = Field(None, description="https and public. Blank: no exports.")
    api_type: str | None = Field(None, description="ALL or StartAndEnd.")
    authorization: str | None = Field(None, description="The exports' `Authorization` header.")
    is_embed: Switch | None = Field(None, description="No signer is notified; you deliver `sign_url`.")
    link_type: str | None = Field(None, description="download, or viewer.")
    field_names: Annotated[list[NewName], AtMost(MAX_FIELDS)] | None = None


class WorkflowOrder(_Open):
    """A contract to be started. The starter is whose token it is."""

    workflow_name: str | None = Field(None, description="The title: 1–128 characters, none of ' \" \\ / : | < > * ?")
    template_id: Number | None = None
    language: str | None = Field(None, description="ko, en or ja.")
    is_preview: Switch | None = Field(None, description="Nothing is started; `preview_url` shows it for an hour.")
    expiry_date: str | None = Field(
        None, description="YYYY-MM-DD HH:MM:SS where `offset` says, else in the company's zone."
    )
    comment: str | None = Field(None, description="* A message to the first signer, at most 250 characters.")
    comment_to: str | None = Field(None, description="* Who gets `comment`: `first`, or `all` signers.")
    recipient_list: Annotated[list[Recipient], AtMost(MAX_SIGNERS)] | None = Field(
        None, description="As many as the template has steps."
    )
    field_list: Annotated[list[NamedValue], AtMost(MAX_FIELDS)] | None = None
    customer_list: Annotated[list[Copy], AtMost(MAX_COPIES)] | None = Field(None, description="* Who gets copies.")
    export_api_info: WorkflowExport | Annotated[list[WorkflowExport], AtMost(1)] | None = None


class WorkflowStarted(ResponseShape):
    """A contract that was started; of a preview only `preview_url`."""

    workflow_id: int | None = None
    workflow_name: str | None = None
    token: str | None = Field(default=None, description="The starter's: `/mail/sign?token=…`")
    sign_url: str | None = Field(default=None, description="Of `is_embed`: where the first signer signs.")
    next_play_user: str | None = Field(default=None, description="* Of `is_embed`: the first signer's address.")
    next_user_name: str | None = Field(default=None, description="* Of `is_embed`: the first signer's name.")
    preview_url: str | None = Field(default=None, description="* Of `is_preview`.")
    warnings: list[str] | None = Field(default=None, description="* What was not used, in sentences.")


class WorkflowEntry(ResponseShape):
    """* A contract in a list."""

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


class WorkflowList(ResponseShape):
    """A page of contracts, the newest first."""

    workflow_list: list[WorkflowEntry]
    page: int
    rows: int
    has_next: bool = Field(description="* Whether there is another page.")


class FoundWorkflow(WorkflowEntry):
    """A contract in which a box has the value."""

    field_name: str
    field_value: str


class WorkflowsFound(ResponseShape):
    """The newest thousand contracts in which a box has the value."""

    workflow_list: list[FoundWorkflow]
    has_more: bool = Field(description="* Whether there are more than a thousand.")


class Box(ResponseShape):
    """A box; a picture or drawing in it as a URL that shows it."""

    name: str
    value: str
    order: int | None = Field(description="* Whose box it is.")


class RecipientShape(ResponseShape):
    """* A signer."""

    order: int
    name: str
    email: str
    is_turn: bool
    status: Literal["", "approved", "rejected"]
    acted_date: str
    opinion: str


class Referer(ResponseShape):
    """* The starter, or someone who gets copies."""

    name: str
    email: str
    type: Literal["starter", "referer"]


class WorkflowShape(WorkflowEntry):
    """A contract."""

    workflow_status: Status = Field(description="The same as `status`; clients read either.")
    language: str
    playing_url: str = Field(
        description="Where the signer whose turn it is signs; empty after the end, and for tokens that only read."
    )
    download_url: str = Field(description="Empty until the contract is complete.")
    view_url: str
    certificate_url: str
    recipient_list: list[RecipientShape]
    referer_list: list[Referer]
    field_list: list[Box]
    action_history_list: list[dict[str, Any]] = Field(description="* As in `/api/v2/workflows/{id}`.")


class WorkflowFilter(RequestShape):
    """Which contracts are wanted."""

    page: int = Field(1, ge=1, le=10_000)
    rows: int = Field(50, ge=1, le=200, description="*")
    offset: str | None = Field(None, description="The zone of dates, given and returned: ±hh:mm, encoded as %2B09:00.")
    step: Literal["all", "progress", "complete"] | None = Field(None, description="progress: still being signed.")
    status: Status | None = Field(None, description="*")
    date_condition: Literal["created_date", "completed_date"] = Field("created_date")
    start_date: str | None = Field(None, description="* YYYY-MM-DD, the first day of `date_condition`.")
    end_date: str | None = Field(None, description="* YYYY-MM-DD, the last day.")
    imminent: bool = Field(False, description="Only contracts whose deadline is less than three days away (*).")
    important: bool = Field(False, description="Nothing is starred here, so with `true` nothing is found.")
    template_id: Id | None = None


class ValueQuery(RequestShape):
    """What is looked for: contracts of a template in whose box the value is exactly this."""

    template_id: Id = Field(json_schema_extra={"example": 1})
    field_name: str = Field(min_length=1, json_schema_extra={"example": "name"})
    field_value: str = Field(min_length=1, json_schema_extra={"example": "Lee"})
    offset: str | None = None
