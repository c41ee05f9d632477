"""What a careful receiver checks of each arrival: its signature, its order, and whether it came before."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dojang.cli.listen.receiver import Arrival
from dojang.exports.dispatch.signature import BadSecret, sign

TOLERANCE = 300  # seconds that a timestamp may be off
_MAX_REMEMBERED = 100_000


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The result of one check, in words."""

    good: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The checks of an arrival. `tries` counts the arrivals of this export, with this one."""

    contract: str
    sequence: str
    attempt: str
    webhook_id: str
    what: str
    tries: int
    signature: Finding | None  # none where there was no secret to check with
    order: Finding
    problems: tuple[str, ...]


class Book:
    """Remembers what has arrived."""

    def __init__(self) -> None:
        self._bodies: dict[str, tuple[int, bytes]] = {}  # tries and bytes, by webhook-id
        self._highest: dict[str, int] = {}  # sequence, by contract

    def enter(self, arrival: Arrival, secrets: Sequence[str]) -> Entry:
        """Look at an arrival and remember it."""
        body, problems = _read(arrival)
        contract = str(body.get("wfuid", body.get("workflow_id", "?")))
        webhook_id = arrival.headers.get("webhook-id", "")
        what = " ".join(str(body[key]) for key in ("worktype", "status") if key in body)
        tries, before = self._bodies.get(webhook_id, (0, arrival.body))
        if before != arrival.body:
            problems.append("The bytes differ from those that came under this webhook-id before.")
        order = self._order(contract, arrival.headers.get("dojang-sequence", ""), tries)
        _remember(self._bodies, webhook_id, (tries + 1, before))
        return Entry(
            contract=contract, sequence=arrival.headers.get("dojang-sequence", "?"),
            attempt=arrival.headers.get("dojang-attempt", "?"), webhook_id=webhook_id or "no webhook-id", what=what,
            tries=tries + 1, signature=check_signature(arrival, secrets) if secrets else None, order=order,
            problems=tuple(problems),
        )  # fmt: skip

    def _order(self, contract: str, sequence: str, tries: int) -> Finding:
        if not (sequence.isascii() and sequence.isdigit()):
            return Finding(good=False, text="no dojang-sequence")
        number, highest = int(sequence), self._highest.get(contract)
        _remember(self._highest, contract, max(number, highest or 0))
        if tries:
            return Finding(good=True, text="again")
        if highest is None or number == highest + 1:
            return Finding(good=True, text="in order")
        if number > highest:
            return Finding(good=False, text=f"out of order: {highest + 1} has not come")
        return Finding(good=False, text=f"out of order: {highest} came before")


def check_signature(arrival: Arrival, secrets: Sequence[str]) -> Finding:
    """By Standard Webhooks: the headers are there, the time is about now, one signature is by one of the secrets."""
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    if missing := [name for name in names if not arrival.headers.get(name)]:
        return Finding(good=False, text=f"not signed: {' and '.join(missing)} missing")
    webhook_id, timestamp, signatures = (arrival.headers[name] for name in names)
    if not (timestamp.isascii() and timestamp.isdigit()):
        return Finding(good=False, text="wrong: webhook-timestamp is no number of seconds")
    if not _is_signed(signatures, secrets, webhook_id, int(timestamp), arrival.body):
        return Finding(good=False, text="WRONG: made with another secret, or the body was changed on its way")
    late = int(arrival.at.timestamp()) - int(timestamp)
    if abs(late) > TOLERANCE:
        text = f"right, but made {abs(late):,} s {'ago' if late > 0 else 'in the future'}: is this clock right?"
        return Finding(good=False, text=text)
    return Finding(good=True, text="right")


def is_secret(text: str) -> bool:
    """Whether exports can be signed with it."""
    try:
        return bool(sign([text], "", 0, b""))
    except BadSecret:
        return False


def _is_signed(signatures: str, secrets: Sequence[str], webhook_id: str, timestamp: int, body: bytes) -> bool:
    right = [signature.encode() for signature in sign(secrets, webhook_id, timestamp, body).split()]
    return any(hmac.compare_digest(one.encode(), other) for one in signatures.split() for other in right)


def _read(arrival: Arrival) -> tuple[Mapping[str, Any], list[str]]:
    """The body's values, whichever protocol it is in, and what is wrong with it."""
    try:
        message = json.loads(arrival.body)
    except (ValueError, RecursionError):
        return {}, ["The body is no JSON."]
    if not isinstance(message, dict):
        return {}, ["The body is no JSON object."]
    body = message.get("body", message)
    return (body, []) if isinstance(body, dict) else ({}, ["The body holds no object under `body`."])


def _remember(book: dict[str, Any], key: str, value: object) -> None:
    """The oldest make room, so that listening for weeks does not fill the memory."""
    book.pop(key, None)
    book[key] = value
    if len(book) > _MAX_REMEMBERED:
        del book[next(iter(book))]
