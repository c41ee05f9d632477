"""How far a contract has come, by its steps. A canceled contract and the last act need its signers loaded."""

from dojang.contracts.models import Contract, Event, Signer

Status, Kind = Contract.Status, Event.Kind


def finished(contract: Contract) -> int:
    """How many steps are approved and have not been sent back."""
    if contract.status == Status.PLAYING:
        return contract.turn - 1
    if contract.status in (Status.CANCELED, Status.DELETED):
        return sum(
            signer.act == Signer.Act.APPROVED and signer.acted_round == signer.round
            for signer in contract.signers.all()
        )
    return contract.step_count


def current(contract: Contract) -> int:
    """The step that has the turn; in a contract that has ended, the last one that had it."""
    return min(finished(contract) + 1, contract.step_count)


def last_act(contract: Contract) -> Signer | None:
    """The signer who acted last; None before the first act."""
    acted = [signer for signer in contract.signers.all() if signer.acted_at is not None]
    return max(acted, key=lambda signer: (signer.acted_at, signer.step), default=None)


def turn_after(contract: Contract, event: Event) -> int:
    """The step to which the turn came by the event, or 0. After a rejection 0 means that it ended the contract."""
    if event.kind == Kind.STARTED:
        return 1
    if event.kind == Kind.APPROVED and event.step and event.step < contract.step_count:
        return event.step + 1
    return event.step - 1 if event.kind == Kind.REJECTED and event.step else 0
