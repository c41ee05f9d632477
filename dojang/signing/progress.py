"""Who has done what, and when: the lines of the progress page."""

from dataclasses import dataclass

from dojang.contracts.models import Contract, Session, Signer
from dojang.lib.moments import told_to_the_minute
from dojang.signing.standing import Standing
from dojang.signing.texts import addressed

Status = Contract.Status


@dataclass(frozen=True, kw_only=True)
class Line:
    """One signer. `state` is approved, rejected, current, waiting or never."""

    step: int
    role: str
    person: str
    state: str
    moment: str
    opinion: str
    is_reader: bool


def lines(session: Session, language: str) -> tuple[Line, ...]:
    """The signers of the session's contract in their order."""
    contract = session.link.contract
    return tuple(_line(contract, signer, session, language) for signer in contract.signers.all())


def _line(contract: Contract, signer: Signer, session: Session, language: str) -> Line:
    state = _state(contract, signer)
    acted = state in ("approved", "rejected") and signer.acted_at is not None
    return Line(
        step=signer.step,
        role=signer.role,
        person=addressed(signer.name, language),
        state=state,
        moment=told_to_the_minute(signer.acted_at, contract.timezone) if acted and signer.acted_at else "",
        opinion=signer.opinion if state == "rejected" else "",
        is_reader=signer.pk == session.signer_id,
    )


def _state(contract: Contract, signer: Signer) -> str:
    if contract.status == Status.PLAYING and contract.turn == signer.step:
        return "current"
    if signer.round and signer.acted_round == signer.round:
        return str(signer.act)
    return "waiting" if contract.status == Status.PLAYING else "never"


def words(standing: Standing, contract: Contract) -> tuple[str, str]:
    """The names of the headline and of the sentence below it."""
    if standing is Standing.REJECTED and contract.status == Status.CANCELED:
        return "stand.rejected.title", "stand.rejected.first"
    return f"stand.{standing}.title", f"stand.{standing}.text"
