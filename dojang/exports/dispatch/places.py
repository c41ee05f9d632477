"""Which company gets how many of the places in flight, and which of its endpoints.

Places cannot be taken back while a receiver is slow, so some are always kept for those who come next. A company may have at most
twice as many as are free: alone it gets two thirds of all, of two each gets two fifths. Of what a company may still take, an
endpoint may have at most as much as it leaves to the company's others.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple, TypeVar

K = TypeVar("K")


class Endpoint(NamedTuple):
    """One server of one company, by their ids."""

    company: int
    id: int


@dataclass(frozen=True)
class Room:
    """What may be taken at one look: by each company, and by each endpoint; `usual` for those that hold nothing."""

    usual: int
    usual_of_company: int
    endpoints: Mapping[Endpoint, int] = field(default_factory=dict)
    companies: Mapping[int, int] = field(default_factory=dict)


class Places:
    """The places in flight of one dispatcher."""

    def __init__(self, count: int) -> None:
        self.free = count
        self._companies, self._endpoints = Counter[int](), Counter[Endpoint]()

    @property
    def usual(self) -> int:
        """How many a company may take that has none."""
        return (2 * self.free + 2) // 3

    def enter(self, endpoint: Endpoint) -> None:
        self._count(endpoint, 1)

    def leave(self, endpoint: Endpoint) -> None:
        self._count(endpoint, -1)

    def left(self, company: int) -> int:
        """How many more the company may take."""
        return max(0, (2 * self.free - self._companies[company] + 2) // 3)

    def left_to(self, endpoint: Endpoint) -> int:
        """How many more the endpoint may take."""
        return max(0, (self.left(endpoint.company) - self._endpoints[endpoint] + 1) // 2)

    def room(self, share: int, left: Mapping[Endpoint, int]) -> Room:
        """For a look at what is due. `share` is the most of one endpoint, `left` names the endpoints that have less left."""
        narrow = {*left, *self._endpoints}
        endpoints = {one: min(left.get(one, share), self.left_to(one)) for one in narrow}
        return Room(share, self.usual, endpoints, {one: self.left(one) for one in self._companies})

    def dealt(self, wanted: Mapping[Endpoint, int]) -> dict[Endpoint, int]:
        """Of what the endpoints could take now, what each may: those of companies that have least come first."""
        own, dealt = defaultdict[int, list[Endpoint]](list), dict[Endpoint, int]()
        for endpoint in sorted(wanted, key=wanted.__getitem__):
            own[endpoint.company].append(endpoint)
        for company in sorted(own, key=self._companies.__getitem__):
            left = self.left(company)
            for others, endpoint in zip(range(len(own[company]) - 1, -1, -1), own[company], strict=True):
                part = ceil(left / (others + 1))
                dealt[endpoint] = min(part, wanted[endpoint], self.left_to(endpoint))
                left -= dealt[endpoint]
        return {endpoint: places for endpoint, places in dealt.items() if places}

    def crowded_out(self) -> list[int]:
        """Companies that have more than they may since others came: they let go before they take again."""
        return [one for one, count in self._companies.items() if count > 2 * (self.free + 1)]

    def is_full(self, company: int) -> bool:
        return self.left(company) == 0

    def _count(self, endpoint: Endpoint, step: int) -> None:
        self.free -= step
        _add(self._companies, endpoint.company, step)
        _add(self._endpoints, endpoint, step)


def _add(counter: Counter[K], key: K, step: int) -> None:
    counter[key] += step
    if not counter[key]:
        del counter[key]
