"""The same work as a task of Procrastinate, with the same client and signature: `python -m benchmarks.exports.procrastinating`.

A job for each delivery, in order by a lock for each contract, 50 at once; jobs of a dead worker are given to another one with
the times that Dojang sets for its ordinary jobs.
"""

import asyncio
import os
import signal
import time
from datetime import UTC, datetime
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy

from benchmarks.exports.stopwatch import Stopwatch
from dojang.exports.dispatch.signature import sign
from dojang.lib.networks import parse_allowed
from dojang.lib.outgoing.client import CallFailed, Fault, Outgoing, Policy

CONCURRENCY = 50
HEARTBEAT, SILENCE = 5, 20  # seconds, as `flow.jobs` has them
app = App(connector=PsycopgConnector(conninfo=os.environ.get("DATABASE_URL", ""), min_size=4, max_size=20))
policy = Policy(allow=(parse_allowed("127.0.0.0/8"),))
outgoing = Outgoing(policy, user_agent="Dojang-Benchmark/1")

_READ = """
SELECT d.webhook_id, d.url, d.body, d.seq, c.export_secret AS secret
  FROM export_delivery d JOIN contracts_contract k ON k.id = d.contract_id JOIN companies_company c ON c.id = k.company_id
 WHERE d.id = %(delivery_id)s
"""
_WRITE = """
WITH done AS (UPDATE export_delivery SET state = 'delivered', delivered_at = now() WHERE id = %(delivery_id)s)
INSERT INTO export_attempt (delivery_id, number, started_at, duration, status, error, remote_ip, answer)
VALUES (%(delivery_id)s, %(number)s, %(started_at)s, %(duration)s, %(status)s, '', %(remote_ip)s, %(answer)s)
"""


@app.task(name="deliver", queue="exports", pass_context=True, retry=RetryStrategy(max_attempts=9, wait=300))
async def deliver(context: JobContext, delivery_id: int) -> None:
    """Read, sign, send and write down one delivery."""
    row: dict[str, Any] = await app.connector.execute_query_one_async(_READ, delivery_id=delivery_id)
    started_at, start, number = datetime.now(UTC), time.monotonic(), context.job.attempts + 1
    webhook_id, timestamp, body = f"msg_{row['webhook_id'].hex}", int(started_at.timestamp()), bytes(row["body"])
    headers = {
        "Content-Type": "application/json; charset=utf-8", "webhook-id": webhook_id, "webhook-timestamp": str(timestamp),
        "webhook-signature": sign([row["secret"]], webhook_id, timestamp, body), "dojang-sequence": str(row["seq"]),
        "dojang-attempt": str(number),
    }  # fmt: skip
    answer = await outgoing.post(row["url"], body, headers)
    if not 200 <= answer.status < 300:
        raise CallFailed(Fault.ANSWER)
    await app.connector.execute_query_async(
        _WRITE, delivery_id=delivery_id, number=number, started_at=started_at,
        duration=round((time.monotonic() - start) * 1000), status=answer.status, remote_ip=answer.remote_ip,
        answer=answer.head.decode(),
    )  # fmt: skip


@app.periodic(cron="* * * * * */10")
@app.task(name="recover", queue="exports", pass_context=True)
async def recover(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 — Procrastinate gives it
    """Give the jobs of a worker that died to another one."""
    for job in await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        await context.app.job_manager.retry_job(job)


async def main() -> None:
    """Work until the end is asked for; then report what claims took."""
    watch, stop = Stopwatch(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with app.open_async(), outgoing:
        fetch_job = app.job_manager.fetch_job

        async def timed(*asked: Any, **named: Any) -> Any:
            with watch.running():
                return await fetch_job(*asked, **named)

        app.job_manager.fetch_job = timed  # type: ignore[method-assign]
        working = asyncio.create_task(
            app.run_worker_async(
                concurrency=CONCURRENCY, install_signal_handlers=False, delete_jobs="successful",
                update_heartbeat_interval=HEARTBEAT, stalled_worker_timeout=SILENCE,
            )
        )  # fmt: skip
        await stop.wait()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    watch.tell()


if __name__ == "__main__":
    asyncio.run(main())
