"""Contracts, as the server returns them. Times are ISO 8601 in UTC."""

from typing import Any, Literal, TypedDict

Status = Literal["Playing", "Complete", "Canceled", "Disposal", "Truncate"]
Act = Literal["", "approved", "rejected"]
Via = Literal["api", "bulk", "link"]
Kind = Literal["text", "check", "radio", "date", "picture", "signature", "stamp", "label"]


class ContractEntry(TypedDict):
    """A contract in a list. `turn` is the step whose turn it is, 0 for none; `link_id` the link that started it."""

    workflow_id: int
    workflow_name: str
    status: Status
    template_id: int
    started_at: str
    expires_at: str | None
    ended_at: str | None
    starter: str
    turn: int
    steps: int
    via: Via
    link_id: int | None


class ContractSigner(TypedDict):
    """A signer. `email` may be a phone number; access codes are never returned."""

    step: int
    role: str
    name: str
    email: str
    language: str
    mobile_number: str
    has_password: bool
    password_hint: str
    act: Act
    acted_at: str | None
    opinion: str


class ContractCopy(TypedDict):
    """Someone who gets copies."""

    name: str
    email: str
    language: str


SealingReason = Literal[
    "template-missing", "template-changed", "picture-missing", "picture-changed", "document", "certificate", "key", "fonts",
    "storage", "memory", "worker", "internal",
]  # fmt: skip


class SealingFailure(TypedDict):
    """Why a contract that all signers have approved is not complete yet, and when the next try is."""

    since: str
    tries: int
    reason: SealingReason
    next_try_at: str


class Contract(ContractEntry):
    """A contract with its people. `sealing_failure` says why it cannot be sealed."""

    template_version: int
    language: str
    comment: str
    comment_to: Literal["first", "all"]
    is_embed: bool
    end_reason: str
    sealing_failure: SealingFailure | None
    signers: list[ContractSigner]
    copies: list[ContractCopy]


class Resent(TypedDict):
    """Who was reminded; of an embedded contract with where they sign now."""

    workflow_id: int
    step: int
    email: str
    sign_url: str | None


class ChangedSigner(ContractSigner):
    """The signer as they are now; of an embedded contract, if it is their turn, with where they sign."""

    sign_url: str | None


class ContractField(TypedDict):
    """A field and its value; a picture or drawing as a URL that shows it."""

    name: str
    kind: Kind
    step: int | None
    required: bool
    value: str
    set_by: int | None
    set_at: str | None


class PersonalValue(TypedDict):
    """A person in the history, and what its digest is made of."""

    value: str
    salt: str
    digest: str


class ContractEvent(TypedDict):
    """What happened. `hash` binds it to the event before, whose hash is `previous`."""

    seq: int
    at: str
    kind: str
    actor: str
    step: int | None
    payload: dict[str, Any]
    digests: dict[str, str]
    personal: dict[str, PersonalValue]
    previous: str
    hash: str
