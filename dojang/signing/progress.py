"""Who has done what, and when: the lines of the progress page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dojang.contracts.models import Contract, Event, Link, Session, Signer
from dojang.lib.times import to_the_minute
from dojang.signing.standing import Standing
from dojang.signing.texts import TEXTS, addressed

Status, Kind = Contract.Status, Event.Kind


@dataclass(frozen=True, kw_only=True)
class Line:
    """One signer. `state` is approved, rejected, current, waiting or never; `signs` says that the step has a signature.

    Who started the contract also sees when they last opened it, and when a message did not reach them.
    """

    step: int
    role: str
    person: str
    state: str
    signs: bool
    moment: str
    opinion: str
    is_reader: bool
    opened: str = ""
    unreached: str = ""


def lines(session: Session, language: str) -> tuple[Line, ...]:
    """The signers of the session's contract in their order."""
    contract = session.link.contract
    newest = _newest_events(contract) if session.link.purpose == Link.Purpose.STARTER else {}
    return tuple(
        _line(contract, signer, session, language, newest.get(signer.step, {})) for signer in contract.signers.all()
    )


def _newest_events(contract: Contract) -> dict[int, dict[str, datetime]]:
    """The newest such event of each step since its signer came, by kind."""
    newest: dict[int, dict[str, datetime]] = {}
    wanted = (Kind.OPENED, Kind.MESSAGE_SENT, Kind.MESSAGE_FAILED, Kind.SIGNER_CHANGED)
    for event in Event.objects.filter(contract=contract, kind__in=wanted).order_by("seq"):
        step = event.payload["signer"] if event.kind == Kind.SIGNER_CHANGED else event.step
        if step is None:
            continue
        if event.kind == Kind.SIGNER_CHANGED:
            newest[step] = {}
        else:
            newest.setdefault(step, {})[event.kind] = event.at
    return newest


def _line(contract: Contract, signer: Signer, session: Session, language: str, newest: Mapping[str, datetime]) -> Line:
    state = _state(contract, signer)
    acted = state in ("approved", "rejected") and signer.acted_at is not None
    return Line(
        step=signer.step,
        role=signer.role,
        person=addressed(signer.name, language),
        state=state,
        signs=contract.read_layout().asks_to_sign(signer.step),
        moment=to_the_minute(signer.acted_at, contract.timezone, language) if acted and signer.acted_at else "",
        opinion=signer.opinion if state == "rejected" else "",
        is_reader=signer.pk == session.signer_id,
        opened=_at(newest.get(Kind.OPENED), contract, language),
        unreached=_at(_unreached(newest), contract, language) if state == "current" else "",
    )


def _unreached(newest: Mapping[str, datetime]) -> datetime | None:
    """When the newest message failed; one that arrived later makes up for it."""
    failed, sent = newest.get(Kind.MESSAGE_FAILED), newest.get(Kind.MESSAGE_SENT)
    return failed if failed and (sent is None or sent < failed) else None


def _at(moment: datetime | None, contract: Contract, language: str) -> str:
    return to_the_minute(moment, contract.timezone, language) if moment else ""


def _state(contract: Contract, signer: Signer) -> str:
    if contract.status == Status.PLAYING and contract.turn == signer.step:
        return "current"
    if signer.round and signer.acted_round == signer.round:
        return str(signer.act)
    return "waiting" if contract.status == Status.PLAYING else "never"


def words(standing: Standing, session: Session) -> tuple[str, str]:
    """The names of the headline and of the sentence below it."""
    contract, signer = session.link.contract, session.signer
    if standing is Standing.REJECTED and contract.status == Status.CANCELED:
        # Who sent it back reads that it was canceled since then.
        ended = "declined" if signer is not None and signer.step == 1 else "ended"
        return f"stand.{ended}.title", f"stand.{ended}.text"
    # Where the integrator notifies people, nothing is promised in our name.
    embedded = f"stand.{standing}.embed"
    text = embedded if contract.embed and embedded in TEXTS else f"stand.{standing}.text"
    signed = standing is Standing.APPROVED and signer is not None and contract.read_layout().asks_to_sign(signer.step)
    return f"stand.{'signed' if signed else standing}.title", text
