"""Every part of a Dojang is killed, again and again, while people carry contracts through it over HTTP."""

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import Any

import psycopg

from dojang.lib.postgres.address import url_of
from tests.journeys.carrying import Crowd
from tests.journeys.integrator import COMP_ID, Caller
from tests.journeys.server import Instance
from tests.torture import account
from tests.torture.ground import Ground, Receiver, wait_until
from tests.torture.receiver import Manners
from tests.torture.report import Outcome

VICTIMS = ("web", "backend", "dispatcher", "session", "worker", "web-child", "postgres")
_ANSWER_TIME = 0.3  # so long that an export is often under way when something dies
_PATIENCE = 240.0  # seconds for what people and workers have started, however often it was broken off
_COMMITTED = """
SELECT e.contract_id, count(*) FROM contracts_event e JOIN contracts_contract c ON c.id = e.contract_id
  JOIN export_target t ON t.contract_id = c.id
 WHERE e.kind IN ('signer:rejected', 'contract:sealed', 'contract:canceled', 'contract:expired')
    OR (e.kind = 'signer:approved' AND e.step < c.step_count) GROUP BY 1
"""
_BROKEN = {
    "events out of their chain": """
SELECT count(*) FROM (SELECT seq, previous_hash, lag(hash) OVER chain AS hash_before, row_number() OVER chain AS place
                        FROM contracts_event WINDOW chain AS (PARTITION BY contract_id ORDER BY seq)) e
 WHERE seq <> place OR hash_before <> previous_hash""",
    "exports not in the order of their events": """
SELECT count(*) FROM (SELECT d.seq, row_number() OVER (PARTITION BY d.contract_id ORDER BY e.seq) AS place
                        FROM export_delivery d JOIN contracts_event e ON e.id = d.event_id) x WHERE seq <> place""",
    "jobs left": """
SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded' AND scheduled_at IS NULL""",
    "contracts not at their end": """
SELECT count(*) FROM contracts_contract WHERE id = ANY(%(carried)s) AND status NOT IN ('complete', 'canceled')""",
}
_JOBS = """
SELECT j.task_name, j.status::text, j.args, j.attempts, j.scheduled_at, j.worker_id, now() - w.last_heartbeat
  FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
 WHERE j.status <> 'succeeded' ORDER BY j.id LIMIT 20"""


class _Post:
    """The exports as they come, for many people at once."""

    def __init__(self, receiver: Receiver) -> None:
        self.url, self._receiver, self._lock = receiver.url(), receiver, Lock()

    def of(self, contract: str) -> list[dict[str, Any]]:
        with self._lock:
            came = [one for one in self._receiver.book().arrivals if one.contract == int(contract)]
        bodies = {one.seq: json.loads(one.body)["body"] for one in reversed(came)}
        return [bodies[seq] for seq in sorted(bodies)]


def kills(instance: Instance, *, victims: Sequence[str], people: int, acts_between: int) -> Outcome:
    """Kill one after the other, with so many acts of people in between; then everything comes to its end."""
    began, ground = time.monotonic(), Ground(url_of(instance.data))
    with ground.receiver(Manners(pause=_ANSWER_TIME, keep_bodies=True)) as receiver:
        carried, crashes = _carry(instance, receiver, victims, people, acts_between)
        broken = _broken_at_rest(instance, ground, carried)
        company, committed = _committed(ground)
        ground.drain(company, 60)
        book = receiver.book()
    return Outcome(
        scenario="every part killed, people go on",
        size=f"{len(victims)} kills, {len(carried)} contracts",
        seconds=time.monotonic() - began,
        account=account.take(ground.conninfo, company, book, committed, crashes),
        broken=broken,
        notes=", ".join(f"{count} {victim}" for victim, count in Counter(victims).items()),
    )


def _carry(
    instance: Instance, receiver: Receiver, victims: Sequence[str], people: int, acts_between: int
) -> tuple[list[int], list[float]]:
    """The contracts that were carried to their end, and the moments of the kills."""
    crowd, crashes = Crowd(Caller(instance), _Post(receiver)), list[float]()
    with ThreadPoolExecutor(people) as pool:
        carrying = [pool.submit(crowd.carry, number) for number in range(people)]
        with crowd.at_work():
            for victim in victims:
                due = crowd.acts + acts_between
                _wait(instance, partial(_goes_on, crowd, due, carrying))
                crashes.append(instance.kill(victim))
        _wait(instance, lambda: all(one.done() for one in carrying))
    return [int(contract) for one in carrying for contract in one.result()], crashes


def _goes_on(crowd: Crowd, due: int, carrying: Sequence[Future[list[str]]]) -> bool:
    """Whether people have acted so often; one who gave up ends the waiting too, and is heard of later."""
    return crowd.acts >= due or any(one.done() for one in carrying)


def _broken_at_rest(instance: Instance, ground: Ground, carried: list[int]) -> list[str]:
    """What is still wrong once the workers have had their time."""
    with psycopg.connect(ground.conninfo, autocommit=True) as database:

        def wrong() -> list[str]:
            counts = {what: database.execute(question, {"carried": carried}) for what, question in _BROKEN.items()}
            return [f"{count} {what}" for what, rows in counts.items() for (count,) in rows if count]

        with suppress(TimeoutError):
            _wait(instance, lambda: not wrong())
        found = wrong()
        return found and [*found, *(str(row) for row in database.execute(_JOBS).fetchall())]


def _committed(ground: Ground) -> tuple[int, dict[int, int]]:
    """The company, and by contract how many of its events are to be exported."""
    with psycopg.connect(ground.conninfo) as database:
        rows = database.execute("SELECT id FROM companies_company WHERE comp_id = %s", [COMP_ID]).fetchall()
        return rows[0][0], dict(database.execute(_COMMITTED).fetchall())


def _wait(instance: Instance, true: Callable[[], bool]) -> None:
    def kept_up() -> bool:
        instance.look_after()
        return true()

    wait_until(kept_up, _PATIENCE)
