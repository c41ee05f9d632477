"""Shapes of the vendor's calls of v3. `*` in a description marks what is our own where its documents are silent."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field

from dojang.api import formats
from dojang.api.formats import Status
from dojang.api.history import HistoryEntry
from dojang.api.start.request import MAX_COPIES, MAX_SIGNERS
from dojang.api.v3.base import AtMost, Id, RequestShape, ResponseShape
from dojang.contracts import links, progress
from dojang.contracts.models import Contract, Signer
from dojang.flow import sealed_files
from dojang.lib import addresses
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

    @classmethod
    def of(cls, contract: Contract, zone: tzinfo, **more: object) -> Self:
        """The contract as lists show it, and the fields in `more`."""
        is_complete = contract.status in (Contract.Status.COMPLETE, Contract.Status.DISPOSED)
        own = {
            "workflow_id": contract.pk,
            "workflow_name": contract.title,
            "status": formats.status(contract),
            "template_id": contract.template.number,
            "created_date": formats.time(contract.started_at, zone),
            "expiry_date": formats.time(contract.expires_at, zone),
            "completed_date": formats.time(contract.ended_at, zone) if is_complete else "",
            "creator_email": contract.starter.email,
            "creator_name": contract.starter.display_name,
            "current_order": progress.current(contract),
            "total_order": contract.step_count,
        }
        return cls.model_validate(own | more)


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

    @classmethod
    def all_of(cls, contract: Contract) -> "Iterator[Box]":
        values = {value.name: value for value in contract.values.all()}
        for field in contract.read_layout().fields:
            yield cls(name=field.name, value=formats.shown(values.get(field.name)), order=field.step)


class RecipientShape(ResponseShape):
    """* A signer."""

    order: int
    name: str
    email: str
    is_turn: bool
    status: Literal["", "approved", "rejected"]
    acted_date: str
    opinion: str

    @classmethod
    def of(cls, signer: Signer, turn: int, zone: tzinfo) -> "RecipientShape":
        acted = 0 < signer.round == signer.acted_round
        own = {
            "order": signer.step,
            "name": signer.name,
            "email": signer.contact_address,
            "is_turn": turn == signer.step,
            "status": signer.act if acted else "",
            "acted_date": formats.time(signer.acted_at, zone) if acted else "",
            "opinion": signer.opinion if acted else "",
        }
        return cls.model_validate(own)


class Referer(ResponseShape):
    """* The starter, or someone who gets copies."""

    name: str
    email: str
    type: Literal["starter", "referer"]

    @classmethod
    def all_of(cls, contract: Contract) -> "Iterator[Referer]":
        yield cls(name=contract.starter.display_name, email=contract.starter.email, type="starter")
        for copy in contract.copies.order_by("pk"):
            yield cls(name=copy.name, email=copy.contact_address, type="referer")


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

    @classmethod
    def whole(cls, contract: Contract, zone: tzinfo, happened: Sequence[HistoryEntry], *, may_sign: bool) -> Self:
        """The contract with everything about it; `may_sign` says whether the caller gets the way to sign it."""
        urls, signers = sealed_files.urls(contract), contract.signers.all()
        secrets = [links.signing_secret(signer) for signer in signers if may_sign and signer.step == contract.turn]
        return cls.of(
            contract,
            zone,
            workflow_status=formats.status(contract),
            language=contract.language,
            playing_url=addresses.sign(secrets[0]) if any(secrets) else "",
            download_url=urls.document_download if urls else "",
            view_url=urls.document_view if urls else "",
            certificate_url=urls.certificate_download if urls else "",
            recipient_list=[RecipientShape.of(signer, contract.turn, zone) for signer in signers],
            referer_list=list(Referer.all_of(contract)),
            field_list=list(Box.all_of(contract)),
            action_history_list=[entry.model_dump() for entry in happened],
        )


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
