"""A bulk start of many rows: how long it takes to queue and to start them, while single contracts continue.

    python -m benchmarks.bulk --rows 10000 [--kill]

`--kill` ends the worker by kill -9 in the middle. Then it looks whether every row became exactly one contract.
"""

import argparse
import json
import re
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import psycopg

from dojang.lib.postgres.address import url_of
from tests.journeys.integrator import Caller
from tests.journeys.server import Server, children, running, wait_until

_PARTS = ("worker", "web")
_SIGNER = {"email": "lee@example.test", "name": "Lee"}
_TWICE = """
select (select count(*) from bulk_bulkrow where state = 'started'), (select count(distinct contract_id) from bulk_bulkrow),
       (select count(*) from contracts_contract where via = 'bulk'), (select usage from companies_company where usage > 0),
       (select count(*) from contracts_contract)
"""
_UNSENT = """
select count(*) from procrastinate_jobs j join notifications_message m on (j.args->>'message_id')::bigint = m.id
 where j.task_name = 'messages.send' and m.contract_id = %s
"""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--template", type=int, default=1)
    asked.add_argument("--kill", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
        _measure(server, Caller(server), given)


def _measure(server: Server, caller: Caller, given: argparse.Namespace) -> None:
    recipients = [_SIGNER] * _call(caller, "GET", f"/templates/{given.template}")["steps"]
    rows = [{"reference": number, "recipient_list": recipients} for number in range(given.rows)]
    began = time.monotonic()
    bulk = _call(caller, "POST", "/bulk", {"template_id": given.template, "workflow_name": "NDA", "rows": rows})
    taken = time.monotonic()
    print(f"taken down: {given.rows} rows in {taken - began:.1f} s")
    path = f"/bulk/{bulk['bulk_id']}"
    wait_until(lambda: bool(_call(caller, "GET", path)["waiting"] < given.rows * 3 / 4), 600)
    print(
        f"a single contract's message meanwhile: sent after {_single(server, caller, given.template, recipients):.1f} s"
    )
    if given.kill:
        server.kill("worker")
        print(f"worker killed at {_call(caller, 'GET', path)['started']} rows")
    wait_until(lambda: bool(_call(caller, "GET", path)["status"] == "finished"), 3600)
    spent = time.monotonic() - taken
    print(f"started: {spent:.1f} s, {given.rows / spent:.0f} rows/s", _call(caller, "GET", path))
    with psycopg.connect(url_of(server.data)) as database:
        counted = database.execute(_TWICE).fetchone()
        print("rows started, contracts named by rows, contracts in bulk, plan used, contracts in all:", counted)
    print(
        "most memory of the worker, of the web server:", *(f"{_most_memory(server.part(name))} MB" for name in _PARTS)
    )


def _most_memory(pid: int | None) -> int:
    """In megabytes, of the process and those that it started."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    own = int(found[1]) // 1024 if found else 0
    return own + sum(_most_memory(child) for child in children(pid or 0))


def _single(server: Server, caller: Caller, template: int, recipients: list[dict[str, str]]) -> float:
    body = {"template_id": template, "workflow_name": "One", "recipient_list": recipients}
    contract = _call(caller, "POST", "/workflows/start", body)["workflow_id"]
    began = time.monotonic()
    with psycopg.connect(url_of(server.data), autocommit=True) as database:
        wait_until(lambda: database.execute(_UNSENT, [contract]).fetchone() == (0,), 600)
    return time.monotonic() - began


def _call(caller: Caller, method: str, path: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {caller.token}", "Content-Type": "application/json"}
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{caller.server.url}/api/v3{path}", content, headers, method=method)  # noqa: S310 — our own server
    with urllib.request.urlopen(request, timeout=120) as reply:  # noqa: S310
        return json.load(reply)


if __name__ == "__main__":
    main()
