"""When a request is sent again, and after how long."""

from dataclasses import dataclass
from random import uniform

from dojang_client.errors import Conflict, DojangError, NotReached, Refused, TooManyRequests

_PASSING = (502, 503, 504)  # from servers and proxies during a restart


@dataclass(frozen=True, kw_only=True)
class Retries:
    """How patiently a failed request is sent again; all times are seconds.

    Only what can be repeated without harm is: reads, and what starts something under an `Idempotency-Key`. Anything else is
    sent again only if it cannot have arrived, or if the server said that it came too early.
    """

    most: int = 3
    first_pause: float = 0.5
    longest_pause: float = 8.0
    patience: float = 60.0  # the longest `Retry-After` that is waited for

    def pause(self, tries: int, failure: DojangError, *, harmless: bool) -> float | None:
        """How long to wait after so many tries; None: it is not tried again. `harmless`: whether it may arrive twice."""
        if tries > self.most or not _passes(failure, harmless=harmless):
            return None
        asked = (failure.retry_after or 0.0) if isinstance(failure, Refused) else 0.0
        if asked > self.patience:
            return None
        growing = min(self.longest_pause, self.first_pause * 2.0 ** (tries - 1))
        return asked + uniform(0.5, 1.0) * growing  # noqa: S311 — so that not all who failed together come back together


def _passes(failure: DojangError, *, harmless: bool) -> bool:
    """Whether the same request may go well later."""
    if isinstance(failure, NotReached):
        return harmless or not failure.may_have_arrived
    if isinstance(failure, TooManyRequests):  # it may also be a rule that no waiting of some seconds gets around
        return failure.retry_after is not None or not failure.code
    if isinstance(failure, Conflict):
        return harmless and failure.code == "still_running"  # the first one with the key is still at work
    return harmless and isinstance(failure, Refused) and failure.status in _PASSING
