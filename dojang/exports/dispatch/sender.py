"""Sending one delivery once, and judging what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from dojang.exports.dispatch.retry_schedule import SCHEDULE, delay_after, read_retry_after
from dojang.exports.dispatch.signature import BadSecret, sign
from dojang.exports.dispatch.statements import INTERRUPTED
from dojang.exports.dispatch.store import Claimed, Outcome, Result
from dojang.exports.redaction import redacted_answer
from dojang.lib.outgoing.client import CallFailed, Fault, Outgoing

log = structlog.get_logger(__name__)

# No outage is waited for longer than this, however slowly a failing endpoint's streams get their probes.
LONGEST_TRYING = timedelta(seconds=sum(SCHEDULE) * 1.2)
OUR_FAULT = "internal-error"
_GONE = 410
_OVERLOADED = {429, 502, 503, 504}  # said of the whole endpoint rather than of this export
_OUT_OF_ORDER = {Fault.NAME, Fault.CONNECT, Fault.TLS, Fault.TIMEOUT, Fault.ANSWER}


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a try brought: an HTTP status, or the error because of which there was none."""

    status: int | None = None
    error: str = ""
    remote_ip: str | None = None
    answer: str = ""
    wish: float = 0.0  # seconds that the receiver asked us to wait

    @property
    def troubled(self) -> bool | None:
        """Whether the endpoint as a whole seems out of order; None when the try says nothing about it."""
        if self.status is not None:
            return self.status in _OVERLOADED
        return True if self.error in _OUT_OF_ORDER else None


BROKEN_OFF = Reply(error=INTERRUPTED)


async def call(outgoing: Outgoing, claimed: Claimed, now: datetime) -> Reply:
    """Send the delivery and tell what came back; an error is a reply as well."""
    try:
        answer = await outgoing.post(claimed.url, claimed.body, _headers(claimed, int(now.timestamp())))
    except CallFailed as failure:
        return Reply(error=failure.fault.value)
    except BadSecret:
        return Reply(error="bad-secret")
    except Exception:
        # Our own fault with one delivery must not keep all others from their receivers.
        log.exception("export could not be sent", delivery=claimed.delivery_id)
        return Reply(error=OUR_FAULT)
    return Reply(
        status=answer.status,
        remote_ip=answer.remote_ip,
        answer=redacted_answer(answer.head, claimed.authorization, claimed.secrets, claimed.body),
        wish=read_retry_after(answer.status, answer.headers.get("Retry-After"), now),
    )


def judge(
    claimed: Claimed, reply: Reply, started_at: datetime, milliseconds: int, schedule: tuple[float, ...] = SCHEDULE
) -> Result:
    """What the reply means for the contract's line of exports."""
    verdict, delay = _verdict(claimed, reply, started_at, schedule)
    return Result(
        contract_id=claimed.contract_id, claim=claimed.claim, delivery_id=claimed.delivery_id, number=claimed.number,
        started_at=started_at, duration=milliseconds, status=reply.status, error=reply.error, remote_ip=reply.remote_ip,
        answer=reply.answer, verdict=verdict, delay=delay,
    )  # fmt: skip


def _verdict(
    claimed: Claimed, reply: Reply, started_at: datetime, schedule: tuple[float, ...]
) -> tuple[Outcome, float]:
    if reply.error == INTERRUPTED:
        return Outcome.RELEASED, 0.0
    if reply.status is not None and 200 <= reply.status < 300:
        return Outcome.DELIVERED, 0.0
    if reply.status == _GONE:
        return Outcome.STOPPED, 0.0
    delay = delay_after(claimed.fails + 1, reply.wish, schedule)
    failing_for = started_at - (claimed.failing_since or started_at)
    if delay is None or failing_for > LONGEST_TRYING:
        return Outcome.PARKED, 0.0
    return Outcome.RETRY, delay


def _headers(claimed: Claimed, timestamp: int) -> dict[str, str]:
    webhook_id = f"msg_{claimed.webhook_id.hex}"
    given = {"Authorization": claimed.authorization} if claimed.authorization else {}
    return given | {
        # JSON is UTF-8 anyway, but not every receiver knows.
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(claimed.secrets, webhook_id, timestamp, claimed.body),
        "dojang-sequence": str(claimed.seq),
        "dojang-attempt": str(claimed.number),
    }
