"""All of Dojang behind PgBouncer in transaction mode, as an operator's DATABASE_URL may have it."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dojang.exports.tests.receiver import Receiver
from dojang.lib.postgres.server import Postgres
from tests.bouncer import bouncing
from tests.journeys.carrying import act
from tests.journeys.integrator import Integrator
from tests.journeys.server import PASSWORD, Server, wait_until
from tests.journeys.stories import TESTAPI


class Pooled(Server):
    """Its database is elsewhere, and only reached through the pooler."""

    def __init__(self, folder: Path, through: str) -> None:
        self._through = through
        super().__init__(folder)

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {"DATABASE_URL": self._through}


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with Postgres(tmp_path_factory.mktemp("pooled"), fsync=False) as postgres:
        yield postgres


@pytest.fixture
def server(database: Postgres, tmp_path: Path) -> Iterator[Pooled]:
    with bouncing(database.url) as through:
        pooled = Pooled(tmp_path, through)
        another = pooled.spawn("migrate")
        try:
            pooled.wait_until_ready()
            assert another.wait() == 0  # both wanted to be the one that makes the tables
            pooled.run("samples", "--password", PASSWORD)
            yield pooled
        finally:
            pooled.stop()


def test_contracts_are_signed_and_exported_in_order_though_a_dispatcher_dies(
    server: Pooled, database: Postgres, receiver: Receiver
) -> None:
    second = server.spawn("dispatcher")
    kim = Integrator(server, receiver)  # type: ignore[arg-type]  # of which it needs only the URL
    started = [kim.start(TESTAPI.body(**kim.exports())) for _ in range(3)]
    for one in started:
        act(one["play_url"], 1, rejects=False)
    server.kill("dispatcher")
    for told in bodies(receiver, 3):
        act(told["play_url"], 2, rejects=False)
    assert {told["status"] for told in bodies(receiver, 6)[3:]} == {"Complete"}
    for one in started:
        of_one = [int(arrival.sequence) for arrival in receiver.arrivals if arrival.contract == str(one["workflow_id"])]
        assert list(dict.fromkeys(of_one)) == [1, 2]
    second.terminate()
    second.wait()
    with psycopg.connect(database.url) as straight:
        assert straight.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone() == (0,)


def bodies(receiver: Receiver, count: int) -> list[dict[str, str]]:
    """What has arrived once that many different exports have; each once."""
    wait_until(lambda: len({arrival.webhook_id for arrival in receiver.arrivals}) >= count)
    first = {arrival.webhook_id: arrival for arrival in reversed(receiver.arrivals)}
    return [json.loads(arrival.body)["body"] for arrival in sorted(first.values(), key=lambda one: one.ended)]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().serving() as serving:
        yield serving
