"""A test export: one signed call, made as the dispatcher makes them, of which no contract knows."""

import asyncio
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from dojang.companies import export_secrets, rate_limits
from dojang.exports.dispatch import sender
from dojang.exports.dispatch.dispatcher import USER_AGENT
from dojang.exports.dispatch.store import Claimed, Outcome
from dojang.exports.models import Intervention
from dojang.exports.redaction import mask_url
from dojang.exports.streams import Operator, record_intervention
from dojang.lib import clock
from dojang.lib.outgoing.client import EXCHANGE_SECONDS, Outgoing, Policy, check_url
from dojang.lib.waiting_room import WaitingRoom

TESTS = rate_limits.RateLimit("export-tests", most=10, per=timedelta(minutes=1))
# Test exports of one company, and of all, that wait for their receivers at once, in each web process.
MAX_WAITING, MAX_WAITING_IN_ALL = 5, 50
_WAITING = WaitingRoom(MAX_WAITING, MAX_WAITING_IN_ALL, timedelta(seconds=EXCHANGE_SECONDS))
_FAKE = {
    "wfluid": "0", "clientid": "test", "processid": "1", "requestid": "test", "actionid": "1", "worktype": "CF", "wfuid": "0",
    "useremail": "test@dojang.invalid", "opinion": "This is a test export. Nobody has signed anything.",
    "next_play_user": "", "play_url": "", "cert_url": "", "download_url": "", "status": "Playing", "next_user_name": "",
    "user_name": "Test",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Probe:
    """What came of a test export. `delivered` says whether a real one would have counted as delivered."""

    url: str
    webhook_id: str
    delivered: bool
    status: int | None
    error: str
    milliseconds: int
    remote_ip: str | None
    answer: str


def probe(operator: Operator, url: str, authorization: str = "") -> Probe:
    """Send a test export to the URL and wait for the answer, 20 seconds at most.

    Raises `UrlRefused` for a URL that is never called, `TooManyRequests` after ten in a minute.
    """
    return noted(operator, asyncio.run(send(prepared(operator, url, authorization))))


def prepared(operator: Operator, url: str, authorization: str = "") -> Claimed:
    """The test export as it will be sent: one of ten in a minute. Raises as `probe` does."""
    check_url(url, Policy.of_settings())
    rate_limits.take(TESTS, operator.company.pk)
    return _claimed(operator, url, authorization)


async def send(claimed: Claimed) -> Probe:
    """Send it, and wait for the answer without a thread. Raises `TooManyRequests` where too many wait already."""
    with _WAITING.room(claimed.company_id):
        return await _send(Policy.of_settings(), claimed)


def noted(operator: Operator, probed: Probe) -> Probe:
    """Written down, as what people do to exports is."""
    outcome = Operator(company=operator.company, name=operator.name, reason=f"got {probed.status or probed.error}")
    record_intervention(outcome, Intervention.Kind.TEST, target=probed.url)
    return probed


async def _send(policy: Policy, claimed: Claimed) -> Probe:
    async with Outgoing(policy, user_agent=USER_AGENT) as outgoing:
        started_at, start = clock.now(), monotonic()
        reply = await sender.call(outgoing, claimed, started_at)
    result = sender.judge(claimed, reply, started_at, round((monotonic() - start) * 1000))
    return Probe(
        url=mask_url(claimed.url), webhook_id=f"msg_{claimed.webhook_id.hex}", delivered=result.verdict == Outcome.DELIVERED,
        status=result.status, error=result.error, milliseconds=result.duration, remote_ip=result.remote_ip,
        answer=result.answer,
    )  # fmt: skip


def _claimed(operator: Operator, url: str, authorization: str) -> Claimed:
    """A delivery as the dispatcher would claim it, of a contract that cannot exist."""
    return Claimed(
        contract_id=0, claim=0, company_id=operator.company.pk, endpoint_id=0, fails=0, failing_since=None, delivery_id=0,
        seq=1, webhook_id=uuid.uuid4(), url=url, body=_body(authorization), authorization=authorization,
        secrets=list(export_secrets.live(operator.company)), number=1,
    )  # fmt: skip


def _body(authorization: str) -> bytes:
    header = {"api_name": "export", "session_id": "S1001", "request_code": "test"}
    if authorization:
        header["authorization"] = authorization
    now = clock.now().strftime("%Y-%m-%d %H:%M:%S.0")
    return json.dumps({"header": header, "body": _FAKE | {"workdatetime": now}}, separators=(",", ":")).encode()
