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
    """One endpoint, as this dispatcher has seen it recently."""

    in_flight: int = 0
    failures: int = 0  # in a row
    paused_until: float = 0.0

    @property
    def is_open(self) -> bool:
        return self.failures >= FAILURES_UNTIL_OPEN


class CircuitBreaker:
    """The endpoints this dispatcher knows something about; of all others it knows of no failures."""

    def __init__(
        self, share: int = PER_ENDPOINT, max_pause: float = MAX_PAUSE, now: Callable[[], float] = monotonic
    ) -> None:
        self.share, self._max_pause, self._now = share, max_pause, now
        self._circuits: dict[Endpoint, Circuit] = {}
        self._narrow: set[Endpoint] = set()  # those that may have less than their share left, of perhaps very many

    def free(self, endpoint: Endpoint) -> int:
        """How many more deliveries the endpoint may get now."""
        circuit = self._circuits.get(endpoint, Circuit())
        if not circuit.is_open:
            return max(0, self.share - circuit.in_flight)
        return 1 if circuit.in_flight == 0 and self._now() >= circuit.paused_until else 0

    def room(self) -> dict[Endpoint, int]:
        """The endpoints that have less than their share left, and how much."""
        return {endpoint: self.free(endpoint) for endpoint in self._narrow}

    def open_endpoints(self) -> list[Endpoint]:
        """The endpoints that keep failing."""
        return [endpoint for endpoint in self._narrow if self._circuits[endpoint].is_open]

    def is_open(self, endpoint: Endpoint) -> bool:
        circuit = self._circuits.get(endpoint)
        return circuit is not None and circuit.is_open

    def enter(self, endpoint: Endpoint) -> None:
        self._circuits.setdefault(endpoint, Circuit()).in_flight += 1
        self._narrow.add(endpoint)

    def hear(self, endpoint: Endpoint, *, troubled: bool | None) -> None:
        """What came of a delivery. `troubled`: whether the endpoint as a whole seemed out of order; None: it does not show."""
        circuit = self._circuits[endpoint]
        if troubled:
            circuit.failures += 1
            pause = min(self._max_pause, 2.0 ** min(circuit.failures - FAILURES_UNTIL_OPEN, 10))
            circuit.paused_until = self._now() + pause
        elif troubled is False:
            circuit.failures = 0

    def leave(self, endpoint: Endpoint) -> None:
        """A delivery is over."""
        circuit = self._circuits[endpoint]
        circuit.in_flight -= 1
        if circuit.in_flight == 0 and not circuit.is_open:
            self._narrow.discard(endpoint)
            if circuit.failures == 0:
                del self._circuits[endpoint]
