"""Acting by the API: the company approves or rejects in the name of a signer.

It is the page's act in everything but one: it is the company that acted, and the history says so. A company that had asked the
signer to prove who they are may waive its own demand; the event names the proofs that were not made.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from dojang.companies.models import Member
from dojang.contracts import locking
from dojang.contracts.models import Event, Signer
from dojang.contracts.record import Actor, member_actor
from dojang.flow import journey
from dojang.flow.journey import Outcome
from dojang.lib.contact import Contact
from dojang.lib.visitor import NOBODY, Visitor


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


def approve(order: ActOrder) -> Outcome:
    """Approve what stands in the signer's boxes.

    A repeat of the company's own last act changes nothing and gives the same answer. Raises `NotTheSigner`, `NotYourTurn`,
    `ContractEnded`, `BoxesEmpty`, and `WrongState` when the company has done the other act.
    """
    with transaction.atomic():
        turn = locking.for_company_act(order.contract_id, order.step, order.contact)
        return journey.pass_on(turn, order.actor, order.opinion, {}, _facts(turn.signer))


def reject(order: ActOrder) -> Outcome:
    """Send the contract back. Repeats and errors as with `approve`, but for the boxes."""
    with transaction.atomic():
        turn = locking.for_company_act(order.contract_id, order.step, order.contact)
        return journey.send_back(turn, order.actor, order.opinion, _facts(turn.signer))


def _facts(signer: Signer) -> dict[str, object]:
    """What the history says beyond the act: that it came by the API, and which proofs nobody had made for it."""
    asked = {"access-code": bool(signer.access_code), "phone": bool(signer.mobile_number)}
    changed = Event.objects.filter(
        contract=signer.contract_id, kind=Event.Kind.SIGNER_CHANGED, payload__signer=signer.step
    )
    proved = Event.objects.filter(
        contract=signer.contract_id, step=signer.step, kind=Event.Kind.PROVED,
        seq__gt=changed.aggregate(last=Max("seq"))["last"] or 0,  # what somebody else proved counts no more
    )  # fmt: skip
    made = set(proved.values_list("payload__method", flat=True))
    return {"by": "api", "unproved": [method for method, wanted in asked.items() if wanted and method not in made]}
