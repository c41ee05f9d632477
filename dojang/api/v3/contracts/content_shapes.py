"""Shapes of the calls about what is in a contract: its boxes and its history."""

from typing import Any

from pydantic import AwareDatetime, Field

from dojang.api import formats
from dojang.api.v3.base import MAX_ID, RequestShape, ResponseShape
from dojang.contracts.models import Event, FieldValue
from dojang.contracts.record import timestamp
from dojang.library import layout
from dojang.library.kinds import Kind


class EventPage(RequestShape):
    """Which part of a history is wanted: the oldest first."""

    limit: int = Field(100, ge=1, le=1000, description="How many at most.")
    after: int = Field(0, ge=0, le=MAX_ID, description="The `next` of the page before.")


class ContractField(ResponseShape):
    """A box of the contract, and its value; a picture or drawing as a URL that shows it."""

    name: str
    kind: Kind
    step: int | None
    required: bool
    value: str
    set_by: int | None = Field(description="The step whose signer put it there; null: the start.")
    set_at: AwareDatetime | None = Field(description="Null: it never had a value.")

    @classmethod
    def of(cls, box: layout.Field, value: FieldValue | None) -> "ContractField":
        return cls(
            name=box.name,
            kind=box.kind,
            step=box.step,
            required=box.required,
            value=formats.shown(value),
            set_by=value.step if value else None,
            set_at=value.set_at if value else None,
        )


class ContractFields(ResponseShape):
    """All boxes, in the order of the template."""

    fields: list[ContractField]


class PersonalValue(ResponseShape):
    """What the history knows of a person. `digest` is SHA-256 in hex of the salt's bytes and then the value in UTF-8."""

    value: str
    salt: str = Field(description="In hex.")
    digest: str


class ContractEvent(ResponseShape):
    """What happened. `hash` is SHA-256 of a zero byte and the canonical JSON of the event, in which `previous` is a part."""

    seq: int
    at: str = Field(description="UTC, exactly as it is hashed.")
    kind: str
    actor: str = Field(description="signer, member, recipient or system.")
    step: int | None
    payload: dict[str, Any]
    digests: dict[str, str] = Field(description="Of what is personal; they stay when that is erased.")
    personal: dict[str, PersonalValue] = Field(description="Empty once it was erased.")
    previous: str
    hash: str

    @classmethod
    def of(cls, event: Event) -> "ContractEvent":
        known = event.person.values if hasattr(event, "person") else {}
        personal = {
            name: PersonalValue(value=value, salt=salt, digest=event.digests[name])
            for name, (salt, value) in known.items()
        }
        return cls(
            seq=event.seq, at=timestamp(event.at), kind=event.kind, actor=event.actor, step=event.step,
            payload=event.payload, digests=event.digests, personal=personal,
            previous=bytes(event.previous_hash).hex(), hash=bytes(event.hash).hex(),
        )  # fmt: skip


class ContractEvents(ResponseShape):
    """The history, the oldest first."""

    events: list[ContractEvent]
    count: int = Field(description="How many there are in all.")
    head: str = Field(
        description="The hash of the newest event. Keep it, and you can see later whether the history was changed."
    )
    next: int | None = Field(description="The `after` of the next page; null: there is none.")
