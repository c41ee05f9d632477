"""Events: append-only, numbered without gaps, each with the hash of the one before.

The leaf that is hashed is canonical JSON (RFC 8785) behind a zero byte. RFC 6962 hashes the leaves of its log so: the same
hashes can enter a Merkle log. Personal values are in it only as salted hashes.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785

from dojang.companies.models import Member
from dojang.contracts.models import Contract, Event, EventPerson, Signer
from dojang.lib import clock
from dojang.lib.visitor import NOBODY, Visitor


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person or system that acted: `kind` is signer, member, recipient or system."""

    kind: str
    step: int | None = None
    name: str = ""
    contact: str = ""
    visitor: Visitor = NOBODY

    @property
    def personal(self) -> dict[str, str]:
        """The actor's personal values, without empty ones."""
        values = {"name": self.name, "contact": self.contact, "ip": self.visitor.ip, "peer": self.visitor.peer,
                 "user_agent": self.visitor.user_agent[:400]}  # fmt: skip
        return {key: value for key, value in values.items() if value}


SYSTEM = Actor(kind="system")
OPERATOR = Actor(kind="system", name="operator")  # the person at the server's command line


@dataclass(frozen=True)
class PendingEvent:
    """An event that is not saved yet, and its personal values."""

    event: Event
    person: EventPerson | None


def signer_actor(signer: Signer, visitor: Visitor) -> Actor:
    return Actor(kind="signer", step=signer.step, name=signer.name, contact=signer.contact_address, visitor=visitor)


def member_actor(member: Member, visitor: Visitor, step: int | None = None) -> Actor:
    """A member of the company; with `step` they act in the name of that step's signer."""
    return Actor(kind="member", step=step, name=member.display_name, contact=member.email, visitor=visitor)


def record(
    contract: Contract,
    kind: Event.Kind,
    actor: Actor,
    payload: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
    *,
    changed: Sequence[str] = (),
) -> Event:
    """Append an event to the contract's chain. The caller has locked the contract's row; `clock` has the time.

    `changed` names other attributes of the contract that the event is about; they are saved by the same statement.
    """
    new = pending(contract, kind, actor, payload, personal)
    keep([new])
    contract.save(update_fields=["event_count", "chain_head", *changed])
    return new.event


def pending(
    contract: Contract,
    kind: Event.Kind,
    actor: Actor,
    payload: Mapping[str, Any] | None = None,
    personal: Mapping[str, str] | None = None,
) -> PendingEvent:
    """The next event of the contract's chain; the contract in memory then ends with it. The caller saves both."""
    values = {name: (secrets.token_bytes(16), value) for name, value in (actor.personal | dict(personal or {})).items()}
    event = Event(
        contract=contract,
        seq=contract.event_count + 1,
        at=clock.now(),
        kind=kind,
        actor=actor.kind,
        step=actor.step,
        payload=dict(payload or {}),
        digests={name: personal_digest(salt, value) for name, (salt, value) in values.items()},
        previous_hash=bytes(contract.chain_head),
    )
    event.hash = leaf_hash(event)
    contract.event_count, contract.chain_head = event.seq, event.hash
    kept = {name: [salt.hex(), value] for name, (salt, value) in values.items()}
    return PendingEvent(event, EventPerson(event=event, values=kept) if kept else None)


def keep(events: Sequence[PendingEvent]) -> None:
    """Save the events."""
    Event.objects.bulk_create([one.event for one in events])
    EventPerson.objects.bulk_create([one.person for one in events if one.person])


def personal_digest(salt: bytes, value: str) -> str:
    """SHA-256(salt ‖ UTF-8 value) in hex: what the chain keeps of a personal value."""
    return hashlib.sha256(salt + value.encode()).hexdigest()


def leaf(event: Event) -> bytes:
    """The canonical JSON of an event, from the row alone."""
    return rfc8785.dumps(
        {
            "v": 1,
            "contract": str(event.contract_id),
            "seq": event.seq,
            "at": timestamp(event.at),
            "kind": str(event.kind),
            "actor": event.actor,
            "step": event.step,
            "payload": event.payload,
            "personal": event.digests,
            "previous": bytes(event.previous_hash).hex(),
        }
    )


def leaf_hash(event: Event) -> bytes:
    """SHA-256(0x00 ‖ leaf), the leaf hash of RFC 6962."""
    return hashlib.sha256(b"\x00" + leaf(event)).digest()


def timestamp(moment: datetime) -> str:
    """UTC with microseconds, as PostgreSQL keeps it: `2026-01-31T04:23:28.123456Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
