"""How much an endpoint gets at once: a share, and only a probe while it keeps failing."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from dojang.exports.dispatch.places import Endpoint

PER_ENDPOINT = 50
FAILURES_UNTIL_OPEN = 5
MAX_PAUSE = 30.0  # seconds between two probes


@dataclass
class Circuit:
    """One endpoint, as this dispatcher has seen it lately."""

    in_flight: int = 0
    troubles: int = 0  # in a row
    rest_until: float = 0.0

    @property
    def is_sick(self) -> bool:
        return self.troubles >= FAILURES_UNTIL_OPEN


class CircuitBreaker:
    """The endpoints this dispatcher knows something about; of all others it expects the best."""

    def __init__(
        self, share: int = PER_ENDPOINT, longest_rest: float = MAX_PAUSE, now: Callable[[], float] = monotonic
    ) -> None:
        self.share, self._longest_rest, self._now = share, longest_rest, now
        self._gates: dict[Endpoint, Circuit] = {}
        self._narrow: set[Endpoint] = set()  # those that may have less than their share left, of perhaps very many

    def free(self, endpoint: Endpoint) -> int:
        """How many more deliveries the endpoint may get now."""
        gate = self._gates.get(endpoint, Circuit())
        if not gate.is_sick:
            return max(0, self.share - gate.in_flight)
        return 1 if gate.in_flight == 0 and self._now() >= gate.rest_until else 0

    def room(self) -> dict[Endpoint, int]:
        """The endpoints that have less than their share left, and how much."""
        return {endpoint: self.free(endpoint) for endpoint in self._narrow}

    def sick(self) -> list[Endpoint]:
        """The endpoints that keep failing."""
        return [endpoint for endpoint in self._narrow if self._gates[endpoint].is_sick]

    def is_sick(self, endpoint: Endpoint) -> bool:
        gate = self._gates.get(endpoint)
        return gate is not None and gate.is_sick

    def enter(self, endpoint: Endpoint) -> None:
        self._gates.setdefault(endpoint, Circuit()).in_flight += 1
        self._narrow.add(endpoint)

    def hear(self, endpoint: Endpoint, *, troubled: bool | None) -> None:
        """What came of a delivery. `troubled`: whether the endpoint as a whole seemed out of order; None: one cannot say."""
        gate = self._gates[endpoint]
        if troubled:
            gate.troubles += 1
            rest = min(self._longest_rest, 2.0 ** min(gate.troubles - FAILURES_UNTIL_OPEN, 10))
            gate.rest_until = self._now() + rest
        elif troubled is False:
            gate.troubles = 0

    def leave(self, endpoint: Endpoint) -> None:
        """A delivery is over."""
        gate = self._gates[endpoint]
        gate.in_flight -= 1
        if gate.in_flight == 0 and not gate.is_sick:
            self._narrow.discard(endpoint)
            if gate.troubles == 0:
                del self._gates[endpoint]
