"""Endpoints whose streams were set aside for want of room, and which of them may have room again."""

from collections.abc import Iterable

from dojang.exports.dispatch.circuit_breaker import CircuitBreaker
from dojang.exports.dispatch.places import Endpoint, Places


class Crowd:
    """What one dispatcher knows of streams that wait."""

    def __init__(self, breaker: CircuitBreaker, places: Places) -> None:
        self._breaker, self._places = breaker, places
        self._endpoints: frozenset[Endpoint] = frozenset()
        self._roomy: set[Endpoint] = set()
        self._eased: set[int] = set()  # companies that had no place left, and may have one again

    @property
    def may_go_on(self) -> bool:
        """Whether it is worth looking for room."""
        return bool(self._roomy or self._eased)

    def found(self, endpoints: frozenset[Endpoint]) -> None:
        """These are all."""
        self._endpoints = frozenset()
        self.joined(endpoints)

    def joined(self, endpoints: Iterable[Endpoint]) -> None:
        """More of them; they may have room already."""
        self._endpoints |= frozenset(endpoints)
        self._roomy |= {one for one in endpoints if self._breaker.free(one) and self._places.left_to(one)}

    def looked_at(self, endpoints: Iterable[Endpoint]) -> None:
        """There may be more of these for the next free place."""
        self._roomy |= set(endpoints)

    def leave(self, endpoint: Endpoint) -> None:
        """A delivery to this endpoint is over, and its place free."""
        if self._places.is_full(endpoint.company):
            self._eased.add(endpoint.company)
        self._breaker.leave(endpoint)
        self._places.leave(endpoint)
        if endpoint in self._endpoints:
            self._roomy.add(endpoint)

    def room(self, doubts: int) -> dict[Endpoint, int]:
        """The roomy endpoints with their places; of those that keep failing only as many as may be doubted now."""
        self._roomy |= {endpoint for endpoint in self._endpoints if endpoint.company in self._eased}
        self._eased.clear()
        free = {endpoint: places for endpoint in self._roomy if (places := self._breaker.free(endpoint))}
        failing = [endpoint for endpoint in free if self._breaker.is_open(endpoint)]
        self._roomy = set(failing[doubts:])
        return self._places.dealt({one: places for one, places in free.items() if one not in self._roomy})
