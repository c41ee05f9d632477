"""The only code that lends a contract for a change: checked, and with its row locked until the transaction ends."""

from dataclasses import dataclass

from dojang.contracts import consents, sealing_failures
from dojang.contracts.errors import (
    ConsentRequired,
    ContractEnded,
    LinkDead,
    NotTheSigner,
    NotYourTurn,
    ProofRequired,
    SignerHasActed,
    UnknownSigner,
    WrongState,
)
from dojang.contracts.models import Contract, Event, Link, Session, Signer
from dojang.lib.contact import Contact

Status = Contract.Status
_ACTS = (Event.Kind.APPROVED, Event.Kind.REJECTED)


@dataclass(frozen=True)
class Turn:
    """A locked contract and the signer who may act; `done` names the act that already closed this round."""

    contract: Contract
    signer: Signer
    done: Signer.Act


def for_act(session: Session) -> Turn:
    """The contract in which the session's signer has the turn and has agreed to sign electronically.

    Raises `ConsentRequired`, and what `for_reading` raises.
    """
    turn = for_reading(session)
    if not turn.done and turn.signer.consented != consents.CURRENT:
        raise ConsentRequired
    return turn


def for_reading(session: Session) -> Turn:
    """The contract in which the session's signer has the turn.

    If the signer has already acted in this session's round, `done` names the act, and the caller returns the same answer again.

    Raises `LinkDead`, `ProofRequired`, `ContractEnded`, `NotYourTurn`.
    """
    if session.signer_id is None:
        raise NotYourTurn
    contract = _locked(session.link.contract_id)
    signer = Signer.objects.get(pk=session.signer_id)
    signer.contract = contract
    if not session.proves(signer):
        raise ProofRequired
    if signer.acted_round >= session.round:
        if signer.acted_round > session.round:
            raise LinkDead(Link.RevokeReason.USED)
        return Turn(contract, signer, Signer.Act(signer.act))
    link = Link.objects.get(pk=session.link_id)
    if link.revoked_at is not None:
        raise LinkDead(link.revoke_reason)
    _require_turn(contract, signer)
    return Turn(contract, signer, Signer.Act.NONE)


def for_company_act(contract_id: int, step: int, contact: Contact) -> Turn:
    """The contract in which the signer of `step` has the turn, for the company to act in the name of that signer.

    If the company itself closed the signer's last round, `done` names its act, as with `for_act`.
    Raises `NotTheSigner`, `ContractEnded`, `NotYourTurn`.
    """
    contract = _locked(contract_id)
    signer = Signer.objects.filter(contract=contract, step=step).first()
    if signer is None or not signer.contact.is_same(contact):
        raise NotTheSigner
    signer.contract = contract
    if 0 < signer.round == signer.acted_round:
        acts = Event.objects.filter(contract=contract, step=step, kind__in=_ACTS).order_by("-seq")
        if acts.values_list("actor", flat=True).first() == "member":
            return Turn(contract, signer, Signer.Act(signer.act))
    _require_turn(contract, signer)
    return Turn(contract, signer, Signer.Act.NONE)


def in_progress(contract_id: int) -> Contract:
    """A contract in progress. Raises `WrongState` with its status otherwise."""
    return _in(contract_id, Status.PLAYING)


def cancelable(contract_id: int) -> Contract:
    """A contract in progress, or one that cannot be sealed. Raises `WrongState` with its status otherwise."""
    contract = _locked(contract_id)
    if contract.status != Status.PLAYING and sealing_failures.of(contract) is None:
        raise WrongState(contract.status)
    return contract


def approved_by_all(contract_id: int) -> Contract:
    """A contract that waits for its seal, or has it. Raises `WrongState`."""
    contract = _locked(contract_id)
    if contract.status not in (Status.SEALING, Status.COMPLETE):
        raise WrongState(contract.status)
    return contract


def before_deadline(contract_id: int) -> Contract:
    """A contract in progress whose deadline has not passed. Raises `WrongState`."""
    contract = in_progress(contract_id)
    if contract.is_past_deadline:
        raise WrongState("expired")
    return contract


def before_first_act(contract_id: int, step: int) -> tuple[Contract, Signer]:
    """A contract in progress, and its signer of `step`, who has not acted. Raises `WrongState`, `UnknownSigner`, `SignerHasActed`."""
    contract = before_deadline(contract_id)
    signer = Signer.objects.filter(contract=contract, step=step).first()
    if signer is None:
        raise UnknownSigner(step)
    if signer.acted_round:
        raise SignerHasActed(step)
    return contract, signer


def complete(contract_id: int) -> Contract:
    """A completed contract. Raises `WrongState`."""
    return _in(contract_id, Status.COMPLETE)


def canceled(contract_id: int) -> Contract:
    """A canceled contract. Raises `WrongState`."""
    return _in(contract_id, Status.CANCELED)


def to_erase(contract_id: int) -> Contract | None:
    """The contract if it is deleted and its people are not erased yet."""
    contract = _locked(contract_id)
    return contract if contract.status == Status.DELETED and contract.erased_at is None else None


def due_to_expire(contract_id: int) -> Contract | None:
    """The contract if it is in progress and past its deadline."""
    contract = _locked(contract_id)
    return contract if contract.status == Status.PLAYING and contract.is_past_deadline else None


def sealing(contract_id: int) -> Contract | None:
    """The contract if it waits for its seal."""
    contract = _locked(contract_id)
    return contract if contract.status == Status.SEALING else None


def in_any_state(contract_id: int) -> Contract:
    """Any contract, to append an event that does not move it."""
    return _locked(contract_id)


def _require_turn(contract: Contract, signer: Signer) -> None:
    if contract.status != Status.PLAYING:
        raise ContractEnded(contract.status)
    if contract.is_past_deadline:
        raise ContractEnded("expired")
    if contract.turn != signer.step:
        raise NotYourTurn


def _in(contract_id: int, status: Contract.Status) -> Contract:
    contract = _locked(contract_id)
    if contract.status != status:
        raise WrongState(contract.status)
    return contract


def _locked(contract_id: int) -> Contract:
    # Announcements need the company and the starter; only the contract is locked.
    wanted = Contract.objects.select_related("company", "starter").select_for_update(of=("self",))
    return wanted.get(pk=contract_id)
