"""What the database says was to be sent, beside what the receiver says came."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.torture.book import Arrival, Book

_DELIVERIES = """
SELECT d.contract_id, d.seq, replace(d.webhook_id::text, '-', ''), encode(sha256(d.body), 'hex')
  FROM export_delivery d JOIN contracts_contract c ON c.id = d.contract_id WHERE c.company_id = %s
"""
_ATTEMPTS = """
SELECT replace(d.webhook_id::text, '-', ''), a.number, a.status, a.error
  FROM export_attempt a JOIN export_delivery d ON d.id = a.delivery_id
  JOIN contracts_contract c ON c.id = d.contract_id WHERE c.company_id = %s
"""
# The counter of a stream against the deliveries that it counts; at the end nothing is left of either.
_UNSETTLED = """
SELECT count(*) FROM export_stream s JOIN contracts_contract c ON c.id = s.contract_id
 WHERE c.company_id = %s AND (s.state <> 'running' OR s.owner IS NOT NULL OR s.pending <> 0 OR EXISTS
       (SELECT FROM export_delivery d WHERE d.contract_id = s.contract_id AND d.state = 'pending'))
"""
# Only after these may a receiver get again what it has: no dispatcher could know that it has it.
EXCUSES = {"interrupted": "crash", "timeout": "timeout"}
_EXCUSED = {*EXCUSES.values(), "replay"}
_NEVER_SENT = {"interrupted", "not-connected", "timeout"}

_FAULTS = (
    "lost", "deleted", "out_of_order", "overlaps", "changed", "unknown", "uncalled", "unwritten", "invented", "unsettled",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Account:
    """Counts of what came and of each way in which a promise was broken."""

    planned: int
    arrived: int
    lost: int = 0  # committed and never taken
    deleted: int = 0  # committed and without a row by now
    out_of_order: int = 0
    overlaps: int = 0  # two requests of one contract at the same time
    changed: int = 0  # came with other bytes than were planned
    unknown: int = 0  # came, though it was never committed
    uncalled: int = 0  # came again though the answer had been read
    duplicates: Counter[str] = field(default_factory=Counter)  # came again after it was taken, by cause
    unwritten: int = 0  # tries without a row
    invented: int = 0  # rows that tell of an answer to a try that never came
    unsettled: int = 0  # streams that are not at rest with nothing left to send

    def broken(self) -> list[str]:
        """The promises that were not kept."""
        faults = {name: getattr(self, name) for name in _FAULTS}
        return [f"{count} {name.replace('_', ' ')}" for name, count in faults.items() if count]


def take(
    conninfo: str, company: int, book: Book, committed: Mapping[int, int], crashes: Sequence[float] = ()
) -> Account:
    """Compare. `committed` says how many exports of each contract were committed, by those who committed them.

    `crashes` are the moments of kills, which may leave no other trace: a result that was read before its dispatcher lost the
    database is written down when it is back, and by then another may have sent again.
    """
    with psycopg.connect(conninfo) as database:
        deliveries = {row[2]: (row[0], row[1], row[3]) for row in database.execute(_DELIVERIES, [company])}
        attempts = {(row[0], row[1]): (row[2], row[3]) for row in database.execute(_ATTEMPTS, [company])}
        (unsettled,) = database.execute(_UNSETTLED, [company]).fetchone() or (0,)
    taken, came = book.taken(), {(one.webhook_id, one.attempt) for one in book.arrivals}
    due = {(contract, seq) for contract, count in committed.items() for seq in range(1, count + 1)}
    causes = Counter(
        "replay" if _between(before, again, book.replays) else _cause(before, again, attempts, crashes)
        for before, again in book.duplicates()
    )
    return Account(
        planned=len(due),
        arrived=len(book.arrivals),
        lost=sum(seq not in taken.get(contract, ()) for contract, seq in due),
        deleted=len(due - {(contract, seq) for contract, seq, _ in deliveries.values()}),
        out_of_order=len(book.out_of_order()),
        overlaps=len(book.overlaps()),
        changed=sum(one.webhook_id in deliveries and not _is(one, deliveries) for one in book.arrivals),
        unknown=sum(one.webhook_id not in deliveries or (one.contract, one.seq) not in due for one in book.arrivals),
        duplicates=causes,
        uncalled=sum(count for cause, count in causes.items() if cause not in _EXCUSED),
        unwritten=len(book.arrivals) - len(came & attempts.keys()),
        invented=sum(key not in came and error not in _NEVER_SENT for key, (_, error) in attempts.items()),
        unsettled=unsettled,
    )


def _is(arrival: Arrival, deliveries: Mapping[str, tuple[Any, ...]]) -> bool:
    return deliveries[arrival.webhook_id] == (arrival.contract, arrival.seq, arrival.digest)


def _cause(before: Arrival, again: Arrival, attempts: Mapping[Any, tuple[Any, str]], crashes: Sequence[float]) -> str:
    """Why it was sent again: what the row of the try that was taken says."""
    status, error = attempts.get((before.webhook_id, before.attempt), (None, "no row"))
    if error in EXCUSES:
        return EXCUSES[error]
    if _between(before, again, crashes):
        return "crash"
    return error or str(status)


def _between(before: Arrival, again: Arrival, moments: Sequence[float]) -> bool:
    return any(before.began <= moment <= again.began for moment in moments)
