"""Calls made up from the OpenAPI document, and what came of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, hooks
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from tests.fuzz.ground import Ground
from tests.fuzz.steering import Steering

PHASES = ("examples", "coverage", "fuzzing", "stateful")
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)
_PATIENCE = 60.0  # seconds for one answer


@dataclass
class Tally:
    """What one operation was asked and answered."""

    statuses: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)  # what was wrong → a call that shows it

    @property
    def cases(self) -> int:
        return self.statuses.total()


@dataclass
class Campaign:
    """The tallies by operation; `errors` are those of the fuzzer itself, and of the server's log."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

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


def fuzz(
    ground: Ground, *, each: int, seed: int, phases: tuple[str, ...] = PHASES, minutes: int | None = None
) -> Campaign:
    """Ask every operation about `each` times, by generated calls alone and in chains; what went wrong is in the campaign."""
    config = SchemathesisConfig.from_dict(_config(ground, each, seed, phases))
    config.max_time = minutes and minutes * 60
    schema = schemathesis.openapi.from_url(f"{ground.server.url}/api/openapi.json", config=config)
    campaign = Campaign()
    with _steered(Steering(ground, seed)):
        for event in from_schema(schema).execute():
            _take(campaign, event)
    campaign.errors += _unexpected(ground.server.log())
    return campaign


@contextmanager
def _steered(steering: Steering) -> Iterator[None]:
    # Its name and the names of its arguments are how it is recognised.
    def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        steering.steer(case)

    schemathesis.hook(before_call)  # there are such hooks for all schemas only
    try:
        yield
    finally:
        hooks.unregister(before_call)


def _config(ground: Ground, each: int, seed: int, phases: tuple[str, ...]) -> dict[str, Any]:
    return {
        "seed": seed,
        "headers": {"Authorization": f"Bearer {ground.token}"},
        "request-timeout": _PATIENCE,
        "continue-on-failure": True,
        "suppress-health-check": ["all"],
        "generation": {"max-examples": each, "database": "none", "no-shrink": True},
        "checks": {"enabled": False} | {name: {"enabled": True} for name in _CHECKS},
        "phases": {name: {"enabled": name in phases} for name in PHASES},
        "warnings": False,
    }


def _take(campaign: Campaign, event: events.EngineEvent) -> None:
    if isinstance(event, events.ScenarioFinished):
        _count(campaign, event.recorder)
    elif isinstance(event, events.NonFatalError):
        campaign.errors.append(f"{event.label}: {event.value!r}")
    elif isinstance(event, events.FatalError):
        campaign.errors.append(repr(event.exception))


def _count(campaign: Campaign, recorder: ScenarioRecorder) -> None:
    for case_id, node in recorder.cases.items():
        tally = campaign.tallies[node.value.operation.label]
        done = recorder.interactions.get(case_id)
        if done is not None:
            tally.statuses[str(done.response.status_code) if done.response else "none"] += 1
        for check in recorder.checks.get(case_id, []):
            if check.status is Status.FAILURE and check.failure_info:
                told = f"{check.name}: {check.failure_info.failure}"
                tally.failures.setdefault(told, check.failure_info.code_sample)


def _unexpected(log: str) -> Iterator[str]:
    """Faults of the server that an answer need not show: the coded calls answer 200 to whatever happens."""
    for trace in log.split("Traceback (most recent call last)")[1:]:
        yield "in the server's log: " + trace[:4000]
