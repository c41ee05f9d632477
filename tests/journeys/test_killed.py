"""kill -9 of each part in turn while contracts are under way: everybody gets on with it, and nothing is lost."""

import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import pairwise
from typing import Any, TypeVar

import psycopg
import pytest

from dojang.cli.demo_receiver import Receiver
from dojang.lib.postgres import url_of
from tests.journeys.integrator import CallRefused, Integrator
from tests.journeys.people import PageRefused, Person
from tests.journeys.server import Server, running, wait_until
from tests.journeys.stories import TESTAPI, Signing, posted

CONTRACTS, AT_ONCE = 14, 3
# After how many approvals of the 28 each part dies.
KILLS = {"web": 4, "dispatcher": 10, "worker": 16, "postgres": 22}
LONGEST = 90.0  # seconds until the last export; the longest wait is for the jobs of a worker that died
T = TypeVar("T")


class Archive:
    """Every export that arrived, by contract and in the order of arrival."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver, self._exports = receiver, dict[str, list[dict[str, Any]]]()
        self._ended = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def of(self, contract: str) -> list[dict[str, Any]]:
        return list(self._exports.get(contract, []))

    def wait_for(self, contract: str, status: str) -> dict[str, Any]:
        """The body of the contract's first export with the status."""
        wait_until(lambda: any(one["body"]["status"] == status for one in self.of(contract)), LONGEST)
        body: dict[str, Any] = next(one["body"] for one in self.of(contract) if one["body"]["status"] == status)
        return body

    def end(self) -> None:
        self._ended.set()
        self._reader.join()

    def _read(self) -> None:
        while not self._ended.is_set():
            try:
                export = self._receiver.next(0.2)
            except TimeoutError:
                continue
            self._exports.setdefault(export["body"]["wfuid"], []).append(export)


class Approvals:
    """Counts them, and kills the part whose turn has come."""

    def __init__(self, server: Server) -> None:
        self._server, self._count, self._lock = server, 0, threading.Lock()
        self.killed: list[str] = []

    def add(self) -> None:
        with self._lock:
            self._count += 1
            part = next((part for part, at in KILLS.items() if at == self._count), None)
            if part is not None:
                self._server.kill(part)
                self.killed.append(part)


@pytest.fixture
def doomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("killed")) as one:
        yield one


def test_contracts_under_way_survive_the_death_of_every_part(doomed: Server, receiver: Receiver) -> None:
    kim, archive, approvals = Integrator(doomed, receiver), Archive(receiver), Approvals(doomed)
    with ThreadPoolExecutor(AT_ONCE) as people:
        contracts = list(people.map(lambda _: carry_through(kim, archive, approvals), range(CONTRACTS)))
    assert approvals.killed == list(KILLS)
    for contract in contracts:
        archive.wait_for(contract, "Complete")
    archive.end()
    for contract in contracts:
        assert_told_in_order(archive.of(contract))
    with psycopg.connect(url_of(doomed.data), autocommit=True) as database:
        assert_history_has_no_gap(database, contracts)
        assert_nothing_is_stuck(database, contracts)


def carry_through(kim: Integrator, archive: Archive, approvals: Approvals) -> str:
    """One contract from its start to the second approval."""
    lee, park = TESTAPI.steps
    started = patiently(lambda: kim.start(TESTAPI.body(**kim.exports())))
    approve(started["play_url"], lee, approvals)
    contract = str(started["workflow_id"])
    approve(archive.wait_for(contract, "Playing")["play_url"], park, approvals)
    return contract


def approve(url: str, signing: Signing, approvals: Approvals) -> None:
    """As people do it when a page does not load: again, until it says that they approved."""
    person = Person(signing.name)
    page = patiently(lambda: person.follow(url))
    after = patiently(lambda: person.approve(page, posted("testapi", signing)))
    assert after.standing in ("approved", "sealing", "finished"), after.html
    approvals.add()


def patiently(act: Callable[[], T]) -> T:
    """Whoever meets a server that is down comes again; whoever is refused is refused for good."""
    deadline = time.monotonic() + LONGEST
    while True:
        try:
            return act()
        except (OSError, HTTPException, PageRefused, CallRefused) as error:
            if time.monotonic() > deadline or not _is_down(error):
                raise
            time.sleep(0.2)


def _is_down(error: Exception) -> bool:
    if isinstance(error, CallRefused):
        return error.code == "99"
    cause = error.__cause__ if isinstance(error, PageRefused) else error
    return cause.code >= 500 if isinstance(cause, urllib.error.HTTPError) else cause is not None


def assert_told_in_order(exports: list[dict[str, Any]]) -> None:
    """Each export first arrives in its turn; one that arrives again, after a crash, is word for word the same."""
    numbers = [int(one["headers"]["dojang-sequence"]) for one in exports]
    assert list(dict.fromkeys(numbers)) == [1, 2]
    assert numbers == sorted(numbers)
    assert len({(one["headers"]["dojang-sequence"], str(one["body"])) for one in exports}) == 2
    assert exports[-1]["body"]["status"] == "Complete"


def assert_history_has_no_gap(database: psycopg.Connection, contracts: list[str]) -> None:
    """The events of a contract are numbered 1, 2, 3 …, and each carries the hash of the one before."""
    for contract in contracts:
        events = database.execute(
            "SELECT seq, previous_hash, hash FROM contracts_event WHERE contract_id = %s ORDER BY seq", [int(contract)]
        ).fetchall()
        assert [seq for seq, _, _ in events] == list(range(1, len(events) + 1))
        assert all(one[1] == before[2] for before, one in pairwise(events))


def assert_nothing_is_stuck(database: psycopg.Connection, contracts: list[str]) -> None:
    numbers = [int(contract) for contract in contracts]
    left = (
        "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') AND scheduled_at IS NULL"
    )
    wait_until(lambda: database.execute(left).fetchone() == (0,), LONGEST)
    states = database.execute("SELECT DISTINCT status FROM contracts_contract WHERE id = ANY(%s)", [numbers]).fetchall()
    assert states == [("complete",)]
    open_streams = (
        "SELECT count(*) FROM export_stream WHERE contract_id = ANY(%s) AND (pending > 0 OR owner IS NOT NULL)"
    )
    wait_until(lambda: database.execute(open_streams, [numbers]).fetchone() == (0,))
