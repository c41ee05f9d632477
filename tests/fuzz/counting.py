"""What came of made-up calls: how often each call of the API answered what, what was wrong, and what followed upon what."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemathesis import Case
from schemathesis.core.transport import Response
from schemathesis.engine import Status, events
from schemathesis.engine.recorder import ScenarioRecorder

DONE = "00"


@dataclass
class Tally:
    """What one call of the API was asked and answered. Asked with another method, `others` counts it."""

    results: Counter[str] = field(default_factory=Counter)
    others: int = 0
    failures: dict[str, str] = field(default_factory=dict)  # what was wrong → a call that shows it

    @property
    def cases(self) -> int:
        return self.results.total() + self.others

    @property
    def done(self) -> int:
        """How often it did what it is for."""
        return sum(times for result, times in self.results.items() if is_good(result))


@dataclass
class Campaign:
    """The tallies by call, and by what calls follow upon one another.

    `errors` are those of the fuzzer itself, and of the server's log.
    """

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    walks: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    longest: int = 0  # calls in one chain that did what they are for
    errors: list[str] = field(default_factory=list)
    document: Mapping[str, Any] = field(default_factory=dict)  # what was tried

    @property
    def cases(self) -> int:
        return sum(tally.cases for tally in self.tallies.values())

    @property
    def faults(self) -> list[str]:
        """What was wrong, each with a call that shows it."""
        shown = [
            f"{operation}\n{what}\n{call}"
            for operation, tally in sorted(self.tallies.items())
            for what, call in tally.failures.items()
        ]
        return [*shown, *self.errors]


def is_good(result: str) -> bool:
    """Whether a call did what it is for: a result code of the coded calls, or a status."""
    return result == DONE or result.startswith("2")


def answer_of(response: Response | None) -> Any:
    """The JSON of an answer; None where there is none."""
    try:
        return json.loads(response.content) if response else None
    except ValueError:
        return None


def take(campaign: Campaign, event: events.EngineEvent) -> None:
    """Count what an event of the fuzzer reports."""
    if isinstance(event, events.ScenarioFinished):
        _count(campaign, event.recorder)
    elif isinstance(event, events.NonFatalError):
        campaign.errors.append(f"{event.label}: {event.value!r}")
    elif isinstance(event, events.FatalError):
        campaign.errors.append(repr(event.exception))


def _count(campaign: Campaign, recorder: ScenarioRecorder) -> None:
    reached: dict[str, int] = {}
    for case_id, node in recorder.cases.items():
        done = recorder.interactions.get(case_id)
        call, result = result_of(node.value, done.response if done else None)
        tally = campaign.tallies[call]
        if done is not None and node.value.method == node.value.operation.method.upper():
            tally.results[result] += 1
        elif done is not None:
            tally.others += 1
        for check in recorder.checks.get(case_id, []):
            if check.status is Status.FAILURE and check.failure_info:
                told = f"{check.name}: {check.failure_info.failure}"
                tally.failures.setdefault(told, check.failure_info.code_sample)
        if node.parent_id is not None and node.parent_id in recorder.cases:
            before = recorder.cases[node.parent_id].value.operation.label
            campaign.walks[before, node.value.operation.label].results[result] += 1
        if is_good(result):
            reached[case_id] = reached.get(node.parent_id or "", 0) + 1
            campaign.longest = max(campaign.longest, reached[case_id])


def result_of(case: Case[Any], response: Response | None) -> tuple[str, str]:
    """Which call it was, and its result: at an address of several calls, the answer's result code shows it."""
    label = case.operation.label
    if response is None:
        return label, "none"
    answer = answer_of(response)
    header = answer.get("header", {}) if isinstance(answer, dict) else {}
    if "response_code" not in header or response.status_code != 200:
        return label, str(response.status_code)
    request_code = f"{header['response_code'][:-1]}Q" if header["response_code"][:1].isdigit() else ""
    return f"{label} {request_code}".strip(), header["result_code"]
