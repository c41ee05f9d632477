"""People who carry contracts through, again and again, though the server under them dies now and then."""

import threading
import time
import urllib.error
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from random import Random
from typing import Any, Protocol, TypeVar

from tests.journeys.integrator import Caller, CallRefused
from tests.journeys.people import PageRefused, Person
from tests.journeys.stories import TESTAPI, posted

LONGEST = 180.0  # seconds until an export; the longest wait is for the jobs of workers that died one after the other
_REJECTIONS, _MAX_ACTS = 0.15, 6
T = TypeVar("T")


class Exports(Protocol):
    """Where exports arrive."""

    url: str

    def of(self, contract: str) -> Sequence[dict[str, Any]]:
        """The bodies of the contract's exports, in the order in which each came first."""


class Crowd:
    """People with one program that starts their contracts. What they have started they finish."""

    def __init__(self, caller: Caller, exports: Exports) -> None:
        self._caller, self._exports, self._lock = caller, exports, threading.Lock()
        self.acts, self._done = 0, threading.Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """As long as the block lasts, people start new contracts."""
        try:
            yield
        finally:
            self._done.set()

    def carry(self, number: int) -> list[str]:
        """What one person does; the contracts they carried to an end. Each draws other lots."""
        chance, contracts = Random(number), []  # noqa: S311 — the same lots in each run
        while not self._done.is_set():
            contracts.append(self._carry_through(chance))
        return contracts

    def _carry_through(self, chance: Random) -> str:
        exports = {"export_api_info": {"api_type": "ALL", "url": self._exports.url, "request_code": "embed"}}
        started = patiently(lambda: self._caller.start(TESTAPI.body(**exports)))
        contract, url, step = str(started["workflow_id"]), started["play_url"], 1
        for acts in range(1, _MAX_ACTS + 1):
            rejects = chance.random() < _REJECTIONS and acts < _MAX_ACTS - 1
            act(url, step, rejects=rejects)
            with self._lock:
                self.acts += 1
            told = self._wait_for_export(contract, acts)
            if told["status"] != "Playing":
                break
            url, step = told["play_url"], step - 1 if rejects else step + 1
        return contract

    def _wait_for_export(self, contract: str, number: int) -> dict[str, Any]:
        deadline = time.monotonic() + LONGEST
        while len(exports := self._exports.of(contract)) < number:
            assert time.monotonic() < deadline, f"export {number} of contract {contract} does not come"
            time.sleep(0.05)
        return exports[number - 1]


def act(url: str, step: int, *, rejects: bool) -> None:
    """As people do it when a page does not load: again, until it says what they did."""
    signing = TESTAPI.steps[step - 1]
    person = Person(signing.name)
    page = patiently(lambda: person.follow(url))
    if rejects:
        after = patiently(lambda: person.reject(page, "again, please"))
        assert after.standing in ("rejected", "canceled"), after.html
    else:
        after = patiently(lambda: person.approve(page, posted("testapi", signing)))
        assert after.standing in ("approved", "sealing", "finished"), after.html


def patiently(do: Callable[[], T]) -> T:
    """People who meet a server that is down come again. Those who are refused are refused for good."""
    deadline = time.monotonic() + LONGEST
    while True:
        try:
            return do()
        except (OSError, HTTPException, PageRefused, CallRefused) as error:
            if time.monotonic() > deadline or not _is_down(error):
                raise
            time.sleep(0.2)


def _is_down(error: Exception) -> bool:
    if isinstance(error, CallRefused):
        return error.code == "99"
    cause = error.__cause__ if isinstance(error, PageRefused) else error
    return cause.code >= 500 if isinstance(cause, urllib.error.HTTPError) else cause is not None
