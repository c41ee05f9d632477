"""What a signer does: agrees, reads to the end, approves, rejects; by the page, or by the company through the API.

Each function does its slow work first. Then it takes the contract's row, checks, moves it, records the event and plans messages and
exports, all in one short transaction.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import rfc8785
from django.db import transaction
from django.db.models import Max

from dojang.companies import rate_limits
from dojang.companies.models import Member
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import consents, locking, machine, values
from dojang.contracts.announcement import Invitation
from dojang.contracts.contents import Content, Contents, is_filled, to_row
from dojang.contracts.errors import ConsentRequired, ValueRefused, WrongState
from dojang.contracts.models import Contract, Event, Session, Signer
from dojang.contracts.readers import Raw, read_value
from dojang.contracts.record import Actor, member_actor, record, signer_actor
from dojang.flow import queue
from dojang.flow.errors import BoxesEmpty, OpinionTooLong
from dojang.flow.outbox import invite, publish
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.lib.visitor import NOBODY, Visitor
from dojang.library.kinds import Holds
from dojang.library.layout import Layout
from dojang.library.queries import page_sizes

MAX_OPINION = 250
# Each may bring a pageful of pictures, which are decoded and kept before anything is refused.
APPROVALS = RateLimit("approve", 30, timedelta(minutes=10))
APPROVALS_A_DAY = RateLimit("approve-day", 100, timedelta(days=1))


@dataclass(frozen=True, kw_only=True)
class ActResult:
    """How the contract stands after an act; `moved` is false when this act had been done before."""

    contract: Contract
    signer: Signer
    act: Signer.Act
    moved: bool


def approve(session: Session, raw: Mapping[str, Raw | Content], opinion: str, visitor: Visitor) -> ActResult:
    """The session's signer fills their boxes with `raw` and approves.

    An approval repeated in the same session changes nothing and gives the same answer. Raises `ValueRefused`, `BoxesEmpty`,
    `OpinionTooLong`, `TooManyRequests`, and what `locking.for_act` raises; after an error nothing has changed.
    """
    rate_limits.take(APPROVALS, session.link_id)
    rate_limits.take(APPROVALS_A_DAY, session.link_id)
    contents = _read_values(session, session.link.contract.read_layout(), raw)
    with transaction.atomic():
        turn = locking.for_act(session)
        return pass_on(turn, signer_actor(turn.signer, visitor), opinion, contents, {})


def reject(session: Session, opinion: str, visitor: Visitor) -> ActResult:
    """The session's signer sends the contract back: to the step before, or from step 1 to its end.

    Repeating is harmless, as with `approve`. Raises `OpinionTooLong`, and what `locking.for_act` raises.
    """
    with transaction.atomic():
        turn = locking.for_act(session)
        return send_back(turn, signer_actor(turn.signer, visitor), opinion, {})


def pass_on(turn: locking.Turn, actor: Actor, opinion: str, contents: Contents, facts: Mapping[str, Any]) -> ActResult:
    """What an approval does once the turn is lent, to the page's session or to the company by its API."""
    if turn.done:
        return _repeated(turn, Signer.Act.APPROVED)
    contract, signer = turn.contract, turn.signer
    _require_short(opinion)
    layout, filled = contract.read_layout(), values.kept(contract) | dict(contents)
    if empty := still_empty(layout, signer.step, filled):
        raise BoxesEmpty(empty)
    values.keep(contract, contents, signer.step)
    personal = {"values": _fingerprint(layout, signer, filled)}
    event = machine.approve(contract, signer, actor, opinion, personal, facts)
    _after_approval(contract, signer, event)
    return ActResult(contract=contract, signer=signer, act=Signer.Act.APPROVED, moved=True)


def send_back(turn: locking.Turn, actor: Actor, opinion: str, facts: Mapping[str, Any]) -> ActResult:
    """What a rejection does once the turn is lent."""
    if turn.done:
        return _repeated(turn, Signer.Act.REJECTED)
    contract, signer = turn.contract, turn.signer
    _require_short(opinion)
    event = machine.reject(contract, signer, actor, opinion, facts)
    publish(contract, event, acted=signer, invitation=_next_invitation(contract))
    return ActResult(contract=contract, signer=signer, act=Signer.Act.REJECTED, moved=True)


def _after_approval(contract: Contract, signer: Signer, event: Event) -> None:
    if contract.status == Contract.Status.SEALING:
        # The last approval is published when the document exists, so that the URLs in it work at once.
        queue.seal(contract.pk)
    else:
        publish(contract, event, acted=signer, invitation=_next_invitation(contract))


def _next_invitation(contract: Contract) -> Invitation | None:
    return invite(contract) if contract.status == Contract.Status.PLAYING else None


def _repeated(turn: locking.Turn, act: Signer.Act) -> ActResult:
    if turn.done != act:
        raise WrongState(turn.done)
    return ActResult(contract=turn.contract, signer=turn.signer, act=act, moved=False)


def _read_values(session: Session, layout: Layout, raw: Mapping[str, Raw | Content]) -> dict[str, Content | None]:
    folder = session.link.contract.pictures
    step = session.signer.step if session.signer else 0
    own = {field.name: field for field in layout.of_step(step)}
    written = any(value and name in own and own[name].kind.holds is Holds.TEXT for name, value in raw.items())
    sizes = page_sizes(session.link.contract.template_version_id) if written else ()
    contents = dict[str, Content | None]()
    for name, value in raw.items():
        if name not in own:
            raise ValueRefused(name, "not-yours")
        if own[name].locked:
            raise ValueRefused(name, "locked")
        contents[name] = value if isinstance(value, Content) else read_value(own[name], value, folder, sizes)
    return values.one_per_group(layout, contents)


def _require_short(opinion: str) -> None:
    # Not a character of what a signer says to their act is left out of the record.
    if len(opinion) > MAX_OPINION:
        raise OpinionTooLong(len(opinion), MAX_OPINION)


def still_empty(layout: Layout, step: int, filled: Contents) -> list[str]:
    """The names of the boxes that the signer of `step` has to fill before an approval and that hold nothing."""
    groups = {field.group for field in layout.fields if field.group and is_filled(filled.get(field.name))}
    return [
        field.name for field in layout.of_step(step)
        if field.required and not field.locked and field.group not in groups
        and not is_filled(filled.get(field.name))
    ]  # fmt: skip


def _fingerprint(layout: Layout, signer: Signer, filled: Contents) -> str:
    """What the history keeps of the signer's boxes: one hash over all of them, so that a later change would show."""
    own = {field.name for field in layout.of_step(signer.step)}
    kept = {name: list(to_row(content)) for name, content in filled.items() if name in own}
    return hashlib.sha256(rfc8785.dumps(kept)).hexdigest()


@dataclass(frozen=True, kw_only=True)
class ActOrder:
    """Who acts for which signer: the one of `step`, whom `contact` reaches. The contract is one of the member's company."""

    contract_id: int
    step: int
    contact: Contact
    member: Member
    opinion: str = field(default="")
    visitor: Visitor = NOBODY

    @property
    def actor(self) -> Actor:
        return member_actor(self.member, self.visitor, self.step)


def approve_on_behalf(order: ActOrder) -> ActResult:
    """Approve the values in the signer's boxes.

    A repeat of the company's own last act changes nothing and gives the same answer. Raises `NotTheSigner`, `NotYourTurn`,
    `ContractEnded`, `BoxesEmpty`, and `WrongState` when the company has done the other act.
    """
    with transaction.atomic():
        turn = locking.for_company_act(order.contract_id, order.step, order.contact)
        return pass_on(turn, order.actor, order.opinion, {}, _unproved(turn.signer))


def reject_on_behalf(order: ActOrder) -> ActResult:
    """Send the contract back. Repeats and errors as with `approve`, without those of boxes."""
    with transaction.atomic():
        turn = locking.for_company_act(order.contract_id, order.step, order.contact)
        return send_back(turn, order.actor, order.opinion, _unproved(turn.signer))


def _unproved(signer: Signer) -> dict[str, object]:
    """What the history says beyond the act: that it came by the API, and which proofs the signer had not made."""
    asked = {"access-code": bool(signer.access_code), "phone": bool(signer.mobile_number)}
    changed = Event.objects.filter(
        contract=signer.contract_id, kind=Event.Kind.SIGNER_CHANGED, payload__signer=signer.step
    )
    proved = Event.objects.filter(
        contract=signer.contract_id, step=signer.step, kind=Event.Kind.PROVED,
        seq__gt=changed.aggregate(last=Max("seq"))["last"] or 0,  # the proofs of an earlier signer no longer count
    )  # fmt: skip
    made = set(proved.values_list("payload__method", flat=True))
    return {"by": "api", "unproved": [method for method, wanted in asked.items() if wanted and method not in made]}


def consent(session: Session, version: str, language: str, visitor: Visitor) -> None:
    """The session's signer agrees to the text of this version, as it was shown to them in `language`.

    Asked once of a signer, in whatever round: agreeing again changes nothing. Raises `ConsentRequired` for a version that is
    not the current one, and what `locking.for_reading` raises.
    """
    if version != consents.CURRENT:
        raise ConsentRequired
    with transaction.atomic():
        turn = locking.for_reading(session)
        if turn.done or turn.signer.consented == version:
            return
        Signer.objects.filter(pk=turn.signer.pk).update(consented=version)
        facts = {"version": version, "language": str(language), "sha256": consents.sha256(version, language)}
        record(turn.contract, Event.Kind.CONSENTED, signer_actor(turn.signer, visitor), facts)


def last_page_displayed(session: Session, visitor: Visitor) -> None:
    """The end of the last page was seen. Recorded once for a session. Raises what `locking.for_act` raises."""
    with transaction.atomic():
        turn = locking.for_act(session)
        unseen = Session.objects.filter(pk=session.pk, viewed_at=None)
        if turn.done or not unseen.update(viewed_at=clock.now()):
            return
        facts = {"round": turn.signer.round, "pages": len(turn.contract.template_version.pages)}
        record(turn.contract, Event.Kind.VIEWED, signer_actor(turn.signer, visitor), facts)
