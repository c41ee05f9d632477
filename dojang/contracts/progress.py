"""How far a contract has come, told by its steps. Signers are asked for where it was canceled, and for the last act."""

from dojang.contracts.models import Contract, Signer

Status = Contract.Status


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
    """The step that has the turn; of a contract that has ended, the last one that had it."""
    return min(finished(contract) + 1, contract.step_count)


def last_act(contract: Contract) -> Signer | None:
    """The signer who acted last; None before anybody has."""
    acted = [signer for signer in contract.signers.all() if signer.acted_at is not None]
    return max(acted, key=lambda signer: (signer.acted_at, signer.step), default=None)
