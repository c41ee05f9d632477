"""A contract that cannot be sealed, on a whole server: it says so, and a fix and a restart finish it; so does a kill of everything."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from dojang.lib.postgres.address import url_of
from dojang.lib.postgres.leftovers import _servers_in
from tests.journeys.carrying import act
from tests.journeys.integrator import Caller
from tests.journeys.server import Server, children, running, wait_until
from tests.journeys.stories import TESTAPI

_NOWHERE = {"export_api_info": {"api_type": "ALL", "url": "http://127.0.0.1:9/", "request_code": "embed"}}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as one:
        yield one


def asked(server: Server, question: str, *values: object) -> list[tuple[object, ...]]:
    with psycopg.connect(url_of(server.data)) as database:
        return database.execute(question, values).fetchall()


def status(server: Server, contract: int) -> object:
    try:
        return asked(server, "SELECT status FROM contracts_contract WHERE id = %s", contract)[0][0]
    except psycopg.OperationalError:
        return None  # the database is not back yet


def begun(server: Server) -> tuple[int, str]:
    """A contract whose first signer has approved, and the address of the last one."""
    started = Caller(server).start(TESTAPI.body(**_NOWHERE))
    act(started["play_url"], 1, rejects=False)
    ((body,),) = asked(server, "SELECT body FROM export_delivery WHERE contract_id = %s", started["workflow_id"])
    assert isinstance(body, bytes)
    return int(started["workflow_id"]), str(json.loads(body)["body"]["play_url"])


def restart(server: Server) -> None:
    server._process.wait()
    server._process = server.spawn("up", "--port", str(server.port))


def everything(pid: int) -> list[int]:
    """The process and all below it."""
    return [pid, *(one for child in children(pid) for one in everything(child))]


def test_a_fix_and_a_restart_finish_what_could_not_be_sealed(server: Server) -> None:
    contract, url = begun(server)
    ((key,),) = asked(
        server,
        "SELECT v.pdf FROM library_templateversion v JOIN contracts_contract c ON c.template_version_id = v.id"
        " WHERE c.id = %s",
        contract,
    )
    template = server.data / "blobs" / str(key)
    away = template.rename(template.with_suffix(".away"))
    act(url, 2, rejects=False)
    wait_until(lambda: "template-missing" in server.run("contracts", "stuck"))
    assert f"contract={contract}" in server.log()
    # As if it had been tried for hours.
    with psycopg.connect(url_of(server.data)) as database:
        database.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '6 h' WHERE task_name = 'contracts.seal'"
        )
    away.rename(template)
    server._process.send_signal(signal.SIGTERM)
    restart(server)
    wait_until(lambda: status(server, contract) == "complete")
    assert "is sealed" in server.run("contracts", "stuck")


def test_a_kill_of_everything_while_a_contract_is_sealed_only_delays_it(server: Server) -> None:
    contract, url = begun(server)
    act(url, 2, rejects=False)
    for pid in [*everything(server._process.pid), *_servers_in(server.data / "postgres")]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    restart(server)
    wait_until(lambda: status(server, contract) == "complete")
