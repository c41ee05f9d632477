"""Contracts and what they export, written as rows: thousands in a second, where acts of people would take minutes. Needs Django."""

import json
from collections.abc import Sequence
from typing import LiteralString

import psycopg
from django.conf import settings

from benchmarks.conductor import signers
from benchmarks.exports.machine import wait_until
from benchmarks.world import TEMPLATE
from dojang.cli import samples
from dojang.cli.demo.story import FILLED
from dojang.companies.tokens import find_company
from dojang.exports.dispatch.presence import CHANNEL
from dojang.exports.order import ExportOrder
from dojang.flow.orders import StartOrder
from dojang.flow.start import start
from dojang.lib.texts import Language

_BODY = json.dumps(
    {
        "header": {"api_name": "export", "session_id": "S1001", "request_code": "embed"},
        "body": {
            "wfluid": "0", "clientid": "acme", "processid": "1", "requestid": "embed", "actionid": "1",
            "workdatetime": "2026-01-31 04:23:28.0", "worktype": "CF", "wfuid": "1", "useremail": "lee@example.com",
            "opinion": "", "name": "이영희", "address": "서울특별시 종로구 사직로 161", "next_play_user": "park@example.com",
            "play_url": "https://dojang.example/mail/sign?token=0123456789012345678901234567890123456789012",
            "status": "Playing", "next_user_name": "박지훈", "user_name": "이영희",
        },
    }, ensure_ascii=False,
).encode()  # fmt: skip

_CONTRACTS = """
WITH numbers AS (
  SELECT row_number() OVER () + (SELECT max(id) FROM contracts_contract) AS number, url, endpoint_id
    FROM unnest(%(urls)s::text[], %(endpoints)s::bigint[]) AS given(url, endpoint_id)
), contracts AS (
  INSERT INTO contracts_contract
  SELECT (jsonb_populate_record(c, jsonb_build_object('id', number))).* FROM contracts_contract c, numbers WHERE c.id = %(like)s
), targets AS (
  INSERT INTO export_target
  SELECT (jsonb_populate_record(t, jsonb_build_object('contract_id', n.number, 'url', n.url))).*
    FROM export_target t, numbers n WHERE t.contract_id = %(like)s
), streams AS (
  INSERT INTO export_stream
  SELECT (jsonb_populate_record(s, jsonb_build_object('contract_id', n.number, 'endpoint_id', n.endpoint_id))).*
    FROM export_stream s, numbers n WHERE s.contract_id = %(like)s
)
SELECT number FROM numbers ORDER BY number
"""

_ENDPOINTS = """
INSERT INTO export_endpoint (company_id, origin) SELECT %(company)s, unnest(%(origins)s::text[])
ON CONFLICT (company_id, origin) DO UPDATE SET origin = excluded.origin RETURNING origin, id
"""

# What `plan` writes for each event, for all these contracts at once.
_PLAN = """
WITH moved AS (
  UPDATE export_stream SET seq = seq + %(each)s, pending = pending + %(each)s, next_at = coalesce(next_at, now())
   WHERE contract_id = ANY(%(contracts)s) RETURNING contract_id, seq
), events AS (
  INSERT INTO contracts_event (contract_id, seq, at, kind, actor, step, payload, digests, previous_hash, hash)
  SELECT contract_id, 1000 + seq - %(each)s + place, now(), 'signer:approved', 'signer', 1, '{}', '{}', '', ''
    FROM moved, generate_series(1, %(each)s) place ORDER BY contract_id, place
  RETURNING id, contract_id, seq - 1000 AS seq
)
INSERT INTO export_delivery (contract_id, event_id, seq, webhook_id, url, body, state, planned_at)
SELECT contract_id, events.id, events.seq, gen_random_uuid(), url, %(body)s, 'pending', now()
  FROM events JOIN export_target USING (contract_id) ORDER BY contract_id, events.seq
RETURNING id, contract_id, replace(webhook_id::text, '-', '')
"""
_DEFER = """
SELECT procrastinate_defer_jobs_v1(array_agg(
  ROW('exports', 'deliver', 0, lock, NULL, jsonb_build_object('delivery_id', id), NULL)::procrastinate_job_to_defer_v1 ORDER BY id))
  FROM unnest(%s::bigint[], %s::text[]) AS planned(id, lock)
"""

_FAILED = "SELECT count(*) FROM export_stream WHERE fails > 0"
_FAIL_JOBS = """
UPDATE procrastinate_jobs SET attempts = 1, scheduled_at = now() + interval '5 minutes'
 WHERE id IN (SELECT min(id) FROM procrastinate_jobs GROUP BY lock HAVING count(*) = 10)
"""


class Ground:
    """A session that writes. One contract is started in earnest, and all others are like it."""

    def __init__(self) -> None:
        self._like = like = _start()
        self._session = psycopg.connect(settings.DATABASE_URL, autocommit=True)
        row = self._session.execute("SELECT company_id FROM contracts_contract WHERE id = %s", [like]).fetchone()
        assert row is not None
        self._company = row[0]

    def contracts(self, urls: Sequence[str]) -> list[int]:
        """One contract for each URL."""
        origins = [url.rpartition("/")[0] for url in urls]
        known: dict[str, int] = dict(
            self._session.execute(_ENDPOINTS, {"company": self._company, "origins": sorted(set(origins))})
        )
        asked = {"urls": list(urls), "endpoints": [known[one] for one in origins], "like": self._like}
        made = [row[0] for row in self._session.execute(_CONTRACTS, asked)]
        self._session.execute("ANALYZE export_stream, export_target, contracts_contract")
        return made

    def plan(self, contracts: Sequence[int], each: int = 1) -> list[str]:
        """Have each contract export `each` events, in one transaction. Returns their webhook-ids."""
        with self._session.transaction():
            planned = self._planned(contracts, each)
            self._session.execute("SELECT pg_notify(%s, '')", [CHANNEL])
        return [f"msg_{row[2]}" for row in planned]

    def defer(self, contracts: Sequence[int], each: int = 1) -> list[str]:
        """The same as jobs of Procrastinate, which keep a contract's order by a lock."""
        with self._session.transaction():
            planned = self._planned(contracts, each)
            jobs = [[row[0] for row in planned], [f"contract-{row[1]}" for row in planned]]
            self._session.execute(_DEFER, jobs)
        return [f"msg_{row[2]}" for row in planned]

    def plan_blocked(self, contracts: Sequence[int]) -> None:
        """Ten events of each contract, of which none can arrive; returns when each first one has been tried."""
        self.plan(contracts, 10)
        wait_until(lambda: self.count(_FAILED) == len(contracts))

    def defer_blocked(self, contracts: Sequence[int]) -> None:
        """The same; that the first ones have been tried is only written down, since trying them all takes an hour."""
        self.defer(contracts, 10)
        self._session.execute(_FAIL_JOBS)

    def count(self, query: LiteralString) -> int:
        row = self._session.execute(query).fetchone()
        return int(row[0]) if row else 0

    def clear(self) -> None:
        """Nothing is left to deliver."""
        self._session.execute(
            "TRUNCATE export_attempt, export_delivery, procrastinate_jobs, procrastinate_events CASCADE"
        )
        self._session.execute("DELETE FROM export_stream WHERE contract_id <> %s", [self._like])
        self._session.execute("VACUUM ANALYZE export_stream, export_delivery, export_attempt, procrastinate_jobs")

    def close(self) -> None:
        self._session.close()

    def _planned(self, contracts: Sequence[int], each: int) -> list[tuple[int, int, str]]:
        asked = {"contracts": list(contracts), "each": each, "body": _BODY}
        return self._session.execute(_PLAN, asked).fetchall()


def _start() -> int:
    company = find_company(samples.COMP_ID)
    assert company is not None
    order = StartOrder(
        company=company, starter_email=samples.EMAIL, template_number=TEMPLATE, title="근로계약서 박지훈",
        language=Language.KO, timezone="Asia/Seoul", signers=signers(2), values=FILLED,
        export=ExportOrder(url="http://127.0.0.1:1/0", scope="ALL"),
    )  # fmt: skip
    return start(order).contract.pk
