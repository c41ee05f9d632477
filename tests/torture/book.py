"""What came to the receiver, in the order in which it came, and whether it came as promised."""

import json
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Arrival:
    """One request. Times are of the machine's monotonic clock, which all its processes share."""

    contract: int
    seq: int
    webhook_id: str
    attempt: int
    digest: str  # SHA-256 of the body
    host: str  # the loopback address that it came to
    began: float
    ended: float  # when it was answered, or the wait for an answer ended
    answer: str  # a status, or the name of a fault
    taken: bool  # the receiver has it for good, whether the sender heard so or not
    overlapped: bool  # another one of its contract was still under way
    body: str = ""  # kept only when the receiver was asked to


class Book:
    """The arrivals of one receiver. At the moments of `replays` each contract started again from its first export."""

    def __init__(self, arrivals: Iterable[Arrival], replays: Sequence[float] = ()) -> None:
        self.arrivals = sorted(arrivals, key=lambda one: one.began)
        self.replays = replays

    def by_contract(self) -> dict[int, list[Arrival]]:
        contracts: dict[int, list[Arrival]] = defaultdict(list)
        for one in self.arrivals:
            contracts[one.contract].append(one)
        return contracts

    def taken(self) -> dict[int, set[int]]:
        """By contract, the numbers of the exports that the receiver has."""
        return {contract: {one.seq for one in came if one.taken} for contract, came in self.by_contract().items()}

    def out_of_order(self) -> list[Arrival]:
        """Those that were neither the newest one again nor, once that one had been taken, the next one."""
        return [
            one for came in self.by_contract().values() for part in self._parts(came) for one in _out_of_order(part)
        ]

    def overlaps(self) -> list[Arrival]:
        return [one for one in self.arrivals if one.overlapped]

    def duplicates(self) -> Iterator[tuple[Arrival, Arrival]]:
        """Each that came although it had been taken, behind the arrival with which it was taken last."""
        had: dict[str, Arrival] = {}
        for one in self.arrivals:
            if one.webhook_id in had:
                yield had[one.webhook_id], one
            if one.taken:
                had[one.webhook_id] = one

    def most_at_once(self, host: str) -> int:
        """How many requests to a host were under way at the same time."""
        here = [one for one in self.arrivals if one.host == host]
        steps = sorted([(one.began, 1) for one in here] + [(one.ended, -1) for one in here])
        now = most = 0
        for _, step in steps:
            now += step
            most = max(most, now)
        return most

    def _parts(self, came: list[Arrival]) -> Iterator[list[Arrival]]:
        for _, part in groupby(came, key=lambda one: bisect(self.replays, one.began)):
            yield list(part)

    def since(self, moment: float) -> "Book":
        return Book(one for one in self.arrivals if one.began >= moment)


def _out_of_order(came: list[Arrival]) -> Iterator[Arrival]:
    newest, taken = came[0].seq - 1, True
    if newest != 0:
        yield came[0]
    for one in came:
        if one.seq == newest:
            taken = taken or one.taken
        elif one.seq == newest + 1 and taken:
            newest, taken = one.seq, one.taken
        else:
            yield one


def write(arrival: Arrival) -> str:
    """The arrival as a line of the file."""
    return json.dumps([getattr(arrival, name) for name in Arrival.__slots__]) + "\n"


def read(file: Path, offset: int = 0) -> tuple[list[Arrival], int]:
    """The arrivals whose lines start at `offset`, and where the next line will start."""
    with file.open("rb") as lines:
        lines.seek(offset)
        text = lines.read()
    whole = text[: text.rfind(b"\n") + 1]
    return [Arrival(*json.loads(line)) for line in whole.splitlines()], offset + len(whole)
