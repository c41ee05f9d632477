"""Where the holder of a session stands: a pure function of what was loaded with the session and the clock."""

from enum import StrEnum

from dojang.contracts import consents, sealing_failures
from dojang.contracts.models import Contract, Link, Session, Signer

Status = Contract.Status


class Standing(StrEnum):
    """What the session's page shows. Those from USED on are the ends of a link and show nothing of the contract."""

    CODE = "code"  # asks for the access code
    PHONE = "phone"  # asks for the one-time code
    CONSENT = "consent"  # what this is, and the text to agree to
    SIGN = "sign"  # the document, to be filled
    PROGRESS = "progress"  # reads only: the starter, copy recipients
    WAITING = "waiting"
    APPROVED = "approved"
    SEALING = "sealing"
    DELAYED = "delayed"  # it cannot be sealed, or waits long: its signer should not wait on the page
    FINISHED = "finished"
    REJECTED = "rejected"
    ENDED = "ended"
    DISCARDED = "discarded"  # what its starter still sees of a contract that was disposed of
    USED = "used"
    REPLACED = "replaced"
    CANCELED = "canceled"
    EXPIRED = "expired"
    LOCKED = "locked"
    DISPOSED = "disposed"
    DELETED = "deleted"

    @property
    def is_dead(self) -> bool:
        return self in _DEAD

    @property
    def is_done(self) -> bool:
        """Whether its holder has acted, so that nothing here waits for them any more."""
        return self in (Standing.APPROVED, *_UNSEALED, Standing.FINISHED, Standing.REJECTED)

    @property
    def may_look(self) -> bool:
        """Whether its holder may look at the document as it is so far."""
        return self in (Standing.PROGRESS, Standing.APPROVED, *_UNSEALED)

    @property
    def named(self) -> str:
        """What an integrator's page hears, to whom a delay makes no difference."""
        return str(Standing.SEALING if self is Standing.DELAYED else self)

    @property
    def may_download(self) -> bool:
        """Whether the sealed document exists and its holder may fetch it."""
        return self is Standing.FINISHED


_DEAD = frozenset(
    {Standing.USED, Standing.REPLACED, Standing.CANCELED, Standing.EXPIRED, Standing.LOCKED, Standing.DISPOSED,
     Standing.DELETED}
)  # fmt: skip
_UNSEALED = (Standing.SEALING, Standing.DELAYED)
_OVERALL = {
    Status.SEALING: Standing.SEALING,
    Status.COMPLETE: Standing.FINISHED,
    Status.CANCELED: Standing.ENDED,
    Status.DISPOSED: Standing.DISPOSED,
    Status.DELETED: Standing.DELETED,
}


def standing(session: Session) -> Standing:
    """Where the session's holder stands. Needs the link, its contract and the signer loaded; reads no more but to see a delay."""
    contract, signer = session.link.contract, session.signer
    overall = _OVERALL.get(Status(contract.status))
    if overall is Standing.SEALING and sealing_failures.takes_long(contract):
        overall = Standing.DELAYED
    if overall is Standing.DELETED:
        return Standing.DELETED
    if signer is None:
        return _reading(session.link, overall)
    if session.link.revoked_at is not None and session.link.revoke_reason != Link.RevokeReason.USED:
        # A session of a link that was taken back stays out, even after the signer has acted through another one.
        return Standing(Link.RevokeReason(session.link.revoke_reason).value)
    if signer.acted_round >= session.round:
        return _after_the_act(session, signer, overall)
    if session.link.revoked_at is not None:
        return Standing.USED
    if overall is not None:
        return Standing.CANCELED if overall is Standing.ENDED else Standing.USED
    return _before_the_act(session, signer, contract)


def _reading(link: Link, overall: Standing | None) -> Standing:
    """Copy recipients lose a contract that is disposed of; the starter is of the company that did so."""
    if link.revoked_at is not None:
        return Standing(Link.RevokeReason(link.revoke_reason).value)
    return Standing.DISCARDED if overall is Standing.DISPOSED else overall or Standing.PROGRESS


def _after_the_act(session: Session, signer: Signer, overall: Standing | None) -> Standing:
    """Someone who never proved who they are, or whose round is long over, learns only that the link has done its work."""
    if signer.acted_round > session.round or not session.proves(signer):
        return Standing.USED
    if signer.act == Signer.Act.REJECTED and overall in (None, Standing.ENDED):
        return Standing.REJECTED
    return overall or Standing.APPROVED


def _before_the_act(session: Session, signer: Signer, contract: Contract) -> Standing:
    if contract.is_past_deadline:
        return Standing.EXPIRED
    if signer.access_code and session.code_proved_at is None:
        return Standing.CODE
    if signer.mobile_number and session.phone_proved_at is None:
        return Standing.PHONE
    if contract.turn != signer.step:
        return Standing.WAITING
    return Standing.SIGN if signer.consented == consents.CURRENT else Standing.CONSENT
