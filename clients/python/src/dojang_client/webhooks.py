"""Exports as they arrive at your server: whether one is genuine, and what it says."""

import base64
import binascii
import hmac
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from dojang_client.errors import NotGenuine

_FIXED = frozenset(
    ["wfluid", "clientid", "processid", "requestid", "actionid", "workdatetime", "worktype", "wfuid", "useremail", "opinion",
     "next_play_user", "play_url", "cert_url", "download_url", "status", "next_user_name", "user_name"]
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Export:
    """One thing that happened to a contract, whether it was started by v3 or by the eSignon API.

    Keep `webhook_id` where it is unique, in the transaction in which you use the export: the same one may come again.
    """

    webhook_id: str
    sequence: int  # 1, 2, 3 …: which of its contract's exports this is; as the next, it is not signed
    attempt: int
    sent_at: datetime
    workflow_id: int  # 0: a test export, which is of no contract
    happened_at: datetime
    worktype: Literal["CF", "RT"]  # CF: approved; RT: rejected, canceled, expired
    status: Literal["Playing", "Complete", "Canceled"]
    step: int
    contact: str  # the email address or phone number of the person who acted; empty for an expiry
    name: str  # empty where the export does not tell it
    opinion: str
    values: Mapping[str, str] = field(repr=False)  # what was asked for of the boxes, by its name
    sign_url: str = field(repr=False)  # embedded contracts: where the next signer signs; empty: no signer is next
    next_contact: str
    next_name: str
    document_url: str = field(repr=False)  # embedded contracts, once they are complete
    certificate_url: str = field(repr=False)
    body: Mapping[str, Any] = field(repr=False)  # the JSON as it came, with the keys that are missing here


def verify_export(
    body: bytes, headers: Mapping[str, str], secrets: str | Sequence[str], *, tolerance: float = 300.0
) -> Export:
    """What an export says, once it is sure that Dojang sent it, less than `tolerance` seconds ago.

    `body` are the bytes as they arrived, before any framework parsed them; `secrets` the company's `whsec_…`, or several while
    it is being replaced. Raises `NotGenuine`, and `ValueError` for a secret that is none.
    """
    told = {name.lower(): value for name, value in headers.items()}
    webhook_id, timestamp = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not webhook_id or _number(timestamp) is None:
        raise NotGenuine(f"It has no webhook-id or no webhook-timestamp. {NotGenuine.todo}")
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    given = [one.encode() for one in told.get("webhook-signature", "").split(" ")]
    expected = [b"v1," + base64.b64encode(hmac.digest(key, signed, "sha256")) for key in _keys(secrets)]
    # Every pair is compared, so that the time it takes says nothing about which one fits.
    if not any([hmac.compare_digest(one, other) for one in expected for other in given]):  # noqa: C419
        raise NotGenuine(f"No signature of it is made with your secret. {NotGenuine.todo}")
    if abs(time.time() - int(timestamp)) > tolerance:
        raise NotGenuine(f"It was sent too long ago, or a clock is wrong. {NotGenuine.todo}")
    return _read(body, told)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def _keys(secrets: str | Sequence[str]) -> Iterator[bytes]:
    for secret in [secrets] if isinstance(secrets, str) else secrets:
        try:
            key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            key = b""
        if not key:
            raise ValueError("a secret has to be whsec_ and base64, as the server shows it")
        yield key


def _read(body: bytes, headers: Mapping[str, str]) -> Export:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise NotGenuine(f"Its body is no JSON object. {NotGenuine.todo}")
    coded = told.get("body")
    event = coded if isinstance(coded, dict) else told
    return Export(
        webhook_id=headers["webhook-id"],
        sequence=_number(headers.get("dojang-sequence", "")) or 0,
        attempt=_number(headers.get("dojang-attempt", "")) or 0,
        sent_at=datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC),
        workflow_id=int(event.get("wfuid") or event.get("workflow_id") or 0),
        happened_at=datetime.fromisoformat(event["workdatetime"]).replace(tzinfo=UTC),
        worktype=event["worktype"],
        status=event["status"],
        step=int(event["actionid"]),
        contact=event.get("useremail", ""),
        name=event.get("user_name", ""),
        opinion=event.get("opinion", ""),
        values=_values(event),
        sign_url=event.get("sign_url") or event.get("play_url") or "",
        next_contact=event.get("next_play_user", ""),
        next_name=event.get("next_user_name", ""),
        document_url=event.get("download_url", ""),
        certificate_url=event.get("cert_url", ""),
        body=told,
    )


def _values(event: Mapping[str, Any]) -> dict[str, str]:
    """Of v3 every box by its name; of the coded protocol the parameters that the start asked for."""
    if "wfuid" in event:
        return {name: value for name, value in event.items() if name not in _FIXED}
    return {box["name"]: box["value"] for box in event.get("field_list", ())}
