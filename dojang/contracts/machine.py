"""The only code that moves a contract. Each function takes a contract from `locking`, moves it, and records why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from dojang.contracts import links, sealing_failures
from dojang.contracts.models import Contract, Draft, Event, Link, Session, Signer
from dojang.contracts.record import SYSTEM, Actor, PendingEvent, pending, record, timestamp
from dojang.lib import clock

Status, Kind, RevokeReason = Contract.Status, Event.Kind, Link.RevokeReason
_MOVED = ("status", "turn", "ended_at", "end_reason")


def started(
    contract: Contract, first: Signer, actor: Actor, payload: Mapping[str, Any], personal: Mapping[str, str]
) -> PendingEvent:
    """The first step's signer has the turn. The contract, the signer and the event are new; the caller saves them."""
    first.round = 1
    return pending(contract, Kind.STARTED, actor, payload, personal)


def approve(
    contract: Contract,
    signer: Signer,
    actor: Actor,
    opinion: str,
    personal: Mapping[str, str],
    facts: Mapping[str, Any] | None = None,
) -> Event:
    """To the next step, or to sealing after the last one. `facts` say how the act came about."""
    _close_round(signer, Signer.Act.APPROVED, opinion)
    if signer.step == contract.step_count:
        _move(contract, Status.SEALING, 0)
    else:
        _move(contract, Status.PLAYING, signer.step + 1)
        _give_turn(contract)
    payload = {"round": signer.round, **(facts or {})}
    return record(contract, Kind.APPROVED, actor, payload, {**personal, **_opinion(opinion)}, changed=_MOVED)


def reject(
    contract: Contract, signer: Signer, actor: Actor, opinion: str, facts: Mapping[str, Any] | None = None
) -> Event:
    """Back one step; the first step's rejection cancels the contract. `facts` say how the act came about."""
    _close_round(signer, Signer.Act.REJECTED, opinion)
    if signer.step == 1:
        _end(contract, Status.CANCELED, opinion, RevokeReason.CANCELED)
    else:
        _move(contract, Status.PLAYING, signer.step - 1)
        _give_turn(contract)
    payload = {"round": signer.round, **(facts or {})}
    return record(contract, Kind.REJECTED, actor, payload, _opinion(opinion), changed=_MOVED)


def cancel(contract: Contract, actor: Actor, reason: str) -> Event:
    """The company takes back a contract in progress, or one that cannot be sealed.

    The event has the step that had the turn: the last one if all signers had approved. It also says why there is no seal.
    """
    failure = sealing_failures.of(contract)
    facts = {"turn": contract.turn or contract.step_count, **({"unsealed": failure.reason} if failure else {})}
    sealing_failures.end(contract)
    _end(contract, Status.CANCELED, reason, RevokeReason.CANCELED)
    return record(contract, Kind.CANCELED, actor, facts, _opinion(reason), changed=_MOVED)


def expire(contract: Contract) -> Event:
    """The deadline has passed. The event has the step that had the turn."""
    turn = contract.turn
    _end(contract, Status.CANCELED, "", RevokeReason.EXPIRED)
    return record(contract, Kind.EXPIRED, SYSTEM, {"turn": turn}, changed=_MOVED)


def sealed(contract: Contract, payload: Mapping[str, Any]) -> Event:
    """The sealed document and its certificate exist; `payload` names their hashes."""
    contract.ended_at = clock.now()
    _move(contract, Status.COMPLETE, 0)
    return record(contract, Kind.SEALED, SYSTEM, payload, changed=_MOVED)


def dispose(contract: Contract, actor: Actor, reason: str, facts: Mapping[str, Any]) -> Event:
    """The company closes access to a completed contract: from now on only the company reads it."""
    contract.end_reason = reason
    _move(contract, Status.DISPOSED, 0)
    links.revoke_all_but_the_starters(contract, RevokeReason.DISPOSED)
    return record(contract, Kind.DISPOSED, actor, facts, _opinion(reason), changed=_MOVED)


def delete(contract: Contract, actor: Actor) -> Event:
    """The company deletes a canceled contract: no link opens it any more. The caller has its people erased."""
    _move(contract, Status.DELETED, 0)
    links.revoke_all(contract, RevokeReason.DELETED)
    return record(contract, Kind.DELETED, actor, changed=_MOVED)


def set_deadline(contract: Contract, actor: Actor, until: datetime | None) -> Event:
    """The contract expires at `until`, or never. The event has both deadlines."""
    before, contract.expires_at = contract.expires_at, until
    deadlines = {name: timestamp(at) if at else None for name, at in (("before", before), ("after", until))}
    return record(contract, Kind.NEW_DEADLINE, actor, deadlines, changed=["expires_at"])


def change_signer(contract: Contract, signer: Signer, actor: Actor, changes: Mapping[str, str]) -> Event:
    """Another signer, contact or proof. Links and sessions of the signer before open nothing any more.

    The event names the changed attributes, and the signer before and after; never an access code.
    """
    before = {"name_before": signer.name, "contact_before": signer.contact_address}
    for name, value in changes.items():
        setattr(signer, name, value)
    signer.consented = ""
    signer.save(update_fields=[*changes, "consented"])
    Draft.objects.filter(signer=signer).delete()
    links.revoke_signers_links(signer, RevokeReason.REPLACED)
    # A starter who was the signer came in by the starter's link, which stays alive.
    Session.objects.filter(signer=signer, link__signer=None).delete()
    after = {"name_after": signer.name, "contact_after": signer.contact_address}
    facts = {"signer": signer.step, "changed": sorted(changes)}
    return record(contract, Kind.SIGNER_CHANGED, actor, facts, before | after)


def _opinion(opinion: str) -> dict[str, str]:
    return {"opinion": opinion} if opinion else {}


def _close_round(signer: Signer, act: Signer.Act, opinion: str) -> None:
    signer.act, signer.acted_at, signer.opinion = act, clock.now(), opinion
    signer.acted_round = signer.round
    signer.save(update_fields=["act", "acted_at", "opinion", "acted_round"])
    Draft.objects.filter(signer=signer).delete()
    links.revoke_signers_links(signer, RevokeReason.USED)


def _give_turn(contract: Contract) -> None:
    contract.signers.filter(step=contract.turn).update(round=F("round") + 1)


def _end(contract: Contract, status: Contract.Status, reason: str, revoked: Link.RevokeReason) -> None:
    contract.ended_at, contract.end_reason = clock.now(), reason
    _move(contract, status, 0)
    Draft.objects.filter(signer__contract=contract).delete()
    links.revoke_all_signing_links(contract, revoked)


def _move(contract: Contract, status: Contract.Status, turn: int) -> None:
    """The event that follows saves it."""
    contract.status, contract.turn = status, turn
