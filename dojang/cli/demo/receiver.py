"""The demo's company: it keeps what arrives and says 200."""

import json
from queue import Empty, Queue
from typing import Any

from dojang.cli.listen import receiver


class Receiver(receiver.Receiver):
    """Listens on 127.0.0.1 and a free port."""

    def __init__(self) -> None:
        self._exports: Queue[dict[str, Any]] = Queue()
        super().__init__(self._keep)

    def next(self, seconds: float) -> dict[str, Any]:
        """The next export, waited for: its HTTP `headers`, and `header` and `body` of its JSON. Raises TimeoutError."""
        try:
            return self._exports.get(timeout=seconds)
        except Empty:
            raise TimeoutError(f"no export arrived within {seconds:.0f} seconds") from None

    def _keep(self, arrival: receiver.Arrival) -> int:
        self._exports.put({"headers": arrival.headers, **json.loads(arrival.body)})
        return 200
