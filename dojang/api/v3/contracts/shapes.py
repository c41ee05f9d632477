"""Shapes of the calls about contracts."""

from typing import Literal, Self

from pydantic import AwareDatetime, Field

from dojang.api import formats
from dojang.api.formats import Status
from dojang.api.v3.base import Id, Moment, PageQuery, RequestShape, ResponseShape, Trimmed
from dojang.contracts import sealing_failures
from dojang.contracts.models import Contract, SealingFailure, Signer

MAX_REASON = 250
Act = Literal["", "approved", "rejected"]


class ContractFilter(PageQuery):
    """Which contracts are listed; what is absent does not count."""

    status: list[Status] | None = Field(None, max_length=5, description="One or more. Without it all but `Truncate`.")
    template_id: Id | None = None
    title: Trimmed | None = Field(None, max_length=128, description="A part of the title, in any case.")
    since: Moment | None = Field(None, description="Started then or later.")
    until: Moment | None = Field(None, description="Started before.")
    link_id: Id | None = Field(None, description="Started through this link.")
    sealing_failure: bool | None = Field(
        None, description="`true`: all signers have approved, and sealing has failed so far. `false`: all others."
    )


class Why(RequestShape):
    """The reason, which the history and the notifications have."""

    reason: Trimmed = Field("", max_length=MAX_REASON)


class Expiry(RequestShape):
    """When the contract expires: `expires_at`, or `never`."""

    expires_at: Moment | None = None
    never: bool = False


class SignerChanges(RequestShape):
    """What is to change of a signer; what is absent or null stays as it is."""

    name: Trimmed | None = Field(None, description="1–64 characters.")
    email: Trimmed | None = Field(None, description="An email address or phone number.")
    language: Trimmed | None = Field(None, description="ko, en, ja, vi or zh.")
    mobile_number: Trimmed | None = Field(
        None, description="The phone that they prove by a one-time code; empty: they prove none."
    )
    password: str | None = Field(None, description="The access code, 4–15 characters; empty: they are asked for none.")
    password_hint: Trimmed | None = Field(None, description="At most 50 characters; empty: there is none.")


class ContractEntry(ResponseShape):
    """A contract in a list."""

    workflow_id: int
    workflow_name: str
    status: Status
    template_id: int
    started_at: AwareDatetime
    expires_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    starter: str = Field(description="The email address of the member who started it.")
    via: Literal["api", "bulk", "link"] = Field(description="By what it was started: a call, a bulk, or a link.")
    link_id: int | None = Field(description="The link through which it was started.")
    turn: int = Field(description="The step that has the turn; 0: none.")
    steps: int

    @classmethod
    def of(cls, contract: Contract, **more: object) -> Self:
        own = {
            "workflow_id": contract.pk,
            "workflow_name": contract.title,
            "status": formats.status(contract),
            "template_id": contract.template.number,
            "started_at": contract.started_at,
            "expires_at": contract.expires_at,
            "ended_at": contract.ended_at,
            "starter": contract.starter.email,
            "via": contract.via,
            "link_id": contract.public_link_use.link_id if contract.via == Contract.Via.LINK else None,
            "turn": contract.turn,
            "steps": contract.step_count,
        }
        return cls.model_validate(own | more)


class ContractSigner(ResponseShape):
    """A signer. Access codes are never returned."""

    step: int
    role: str
    name: str
    email: str
    language: str
    mobile_number: str = Field(description="The phone that they have to prove; empty: none.")
    has_password: bool = Field(description="Whether they are asked for an access code.")
    password_hint: str
    act: Act = Field(description="What they did when it was last their turn.")
    acted_at: AwareDatetime | None
    opinion: str

    @classmethod
    def of(cls, signer: Signer) -> "ContractSigner":
        acted = 0 < signer.round == signer.acted_round
        return cls.model_validate(
            {
                "step": signer.step,
                "role": signer.role,
                "name": signer.name,
                "email": signer.contact_address,
                "language": signer.language,
                "mobile_number": signer.mobile_number,
                "has_password": bool(signer.access_code),
                "password_hint": signer.access_hint,
                "act": signer.act if acted else "",
                "acted_at": signer.acted_at if acted else None,
                "opinion": signer.opinion if acted else "",
            }
        )


class ContractCopy(ResponseShape):
    """Someone who gets copies."""

    name: str
    email: str = Field(validation_alias="contact_address")
    language: str


class SealingTrouble(ResponseShape):
    """Why a contract that all signers have approved is not complete yet. Sealing is retried until it is."""

    since: AwareDatetime
    tries: int = Field(description="How many have failed.")
    reason: SealingFailure.Reason = Field(
        description="What kept the last try from its end. `template-…`, `picture-…`: a stored file is missing or has changed; "
        "`document`, `certificate`: it cannot be made; `key`, `fonts`, `storage`, `memory`, `worker`: the server's operator has "
        "to look after them; `internal`: an error of the server, whose log says more."
    )
    next_try_at: AwareDatetime = Field(validation_alias="next_at")


class ContractShape(ContractEntry):
    """A contract with its people."""

    template_version: int
    language: str
    comment: str
    comment_to: Literal["first", "all"]
    is_embed: bool
    end_reason: str
    sealing_failure: SealingTrouble | None = Field(
        description="Of a contract that all signers have approved and that cannot be sealed. It can be canceled."
    )
    signers: list[ContractSigner]
    copies: list[ContractCopy]

    @classmethod
    def whole(cls, contract: Contract) -> Self:
        """The contract with everything about it."""
        return cls.of(
            contract,
            template_version=contract.template_version.number,
            language=contract.language,
            comment=contract.comment,
            comment_to="all" if contract.comment_to_all else "first",
            is_embed=contract.embed,
            end_reason=contract.end_reason,
            sealing_failure=sealing_failures.of(contract),
            signers=[ContractSigner.of(signer) for signer in contract.signers.all()],
            copies=list(contract.copies.order_by("pk")),
        )


class ContractList(ResponseShape):
    """Contracts, the newest first. A page of a filtered list may have few of them, or none, while there are more to come."""

    contracts: list[ContractEntry]
    next: int | None = Field(description="The `before` of the next page; null, and only null: there is none.")


class Resent(ResponseShape):
    """Who was reminded."""

    workflow_id: int
    step: int
    email: str
    sign_url: str | None = Field(None, description="Of an embedded contract: where they sign now.")


class ChangedSigner(ContractSigner):
    """The signer as they are now."""

    sign_url: str | None = Field(
        None, description="Of an embedded contract, when it is their turn: where they sign now."
    )
