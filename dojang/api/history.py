"""A contract's history in the words of the eSignon API. What has no word there is in v3 and on the certificate alone."""

from collections.abc import Iterator
from datetime import tzinfo

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.contracts import progress
from dojang.contracts.models import Contract, Event

MAX_EVENTS = 1_000  # the newest; a page that is opened again and again makes the history long, not the answer

_Kind = Event.Kind
_CODES = {
    _Kind.STARTED: "WORKFLOW_START",
    _Kind.SEALED: "WORKFLOW_COMPLETE",
    _Kind.CANCELED: "WORKFLOW_CANCEL",
    _Kind.EXPIRED: "WORKFLOW_CANCEL",
    _Kind.DISPOSED: "DISPOSAL",
    _Kind.DELETED: "TRUNCATE",
    _Kind.OPENED: "SIGN_START",
    _Kind.APPROVED: "SIGN_COMPLETE",
    _Kind.LINK_ROTATED: "RESEND",
    _Kind.DOCUMENT_VIEWED: "VIEW",
    _Kind.CERTIFICATE_VIEWED: "VIEW",
    _Kind.DOCUMENT_DOWNLOADED: "DOC_DOWN",
    _Kind.CERTIFICATE_DOWNLOADED: "CERT_DOWN",
}
# As the OpenAPI document shows it.
EXAMPLE = [
    {
        "step_code": code, "action_id": step, "confirm_date": "2026-01-31 10:00:00", "name": name, "confirm_email": email,
        "comment": "",
    }
    for code, step, name, email in (
        ("WORKFLOW_START", "", "Kim", "kim@acme.test"),
        ("SIGN_REQ", "1", "Lee", "lee@example.test"),
    )
]  # fmt: skip
_PROOFS = {"phone": "MOBILE_CERT", "access-code": "PASSWORD_CERT"}


class HistoryEntry(BaseModel):
    """Something that happened."""

    step_code: str = Field(description="WORKFLOW_START, SIGN_REQ, SIGN_START, SIGN_COMPLETE, …")
    action_id: str
    confirm_date: str
    name: str
    confirm_email: str = Field(description="An email address or a phone number.")
    comment: str


def history(contract: Contract, zone: tzinfo) -> list[HistoryEntry]:
    """`action_history_list`: what happened, in order, with each time that a signer got the turn."""
    events = contract.events.select_related("person").order_by("-seq")[:MAX_EVENTS]
    return [entry for event in reversed(events) for entry in _entries(contract, event, zone)]


def _entries(contract: Contract, event: Event, zone: tzinfo) -> Iterator[HistoryEntry]:
    code, at = _code(contract, event), formats.time(event.at, zone)
    if not code:
        return
    values = event.person.values if hasattr(event, "person") else {}  # none once they were erased
    person = {name: value for name, (_salt, value) in values.items()}
    yield HistoryEntry(
        step_code=code,
        action_id=str(event.step or event.payload.get("turn", "")),
        confirm_date=at,
        name=person.get("name", ""),
        confirm_email=person.get("contact", ""),
        comment=contract.comment if event.kind == _Kind.STARTED else person.get("opinion", ""),
    )
    asked = progress.turn_after(contract, event)
    for signer in contract.signers.all():
        if signer.step == asked:
            yield HistoryEntry(
                step_code="SIGN_REQ",
                action_id=str(asked),
                confirm_date=at,
                name=signer.name,
                confirm_email=signer.contact_address,
                comment="",
            )


def _code(contract: Contract, event: Event) -> str:
    kind = _Kind(event.kind)
    if kind is _Kind.REJECTED:
        return "SIGN_RETURN" if progress.turn_after(contract, event) else "WORKFLOW_REJECT"
    if kind is _Kind.PROVED:
        return _PROOFS.get(event.payload["method"], "")
    return _CODES.get(kind, "")
