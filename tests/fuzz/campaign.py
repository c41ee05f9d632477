"""Calls made up from the OpenAPI document, and what came of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, hooks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.engine import events, from_schema

from tests.fuzz.counting import Campaign, answer_of, take
from tests.fuzz.ground import Ground
from tests.fuzz.steering import Steering
from tests.fuzz.walking import PATIENCE, Walker

PHASES = ("examples", "coverage", "fuzzing", "stateful", "walks")
_CALLS_A_WALK = 2  # most of its eight are repetitions; a link that needs another call before it comes up in few of them
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)


def fuzz(
    ground: Ground,
    *,
    each: int,
    seed: int,
    phases: tuple[str, ...] = PHASES,
    minutes: int | None = None,
    tell: Callable[[str], object] = lambda _told: None,
) -> Campaign:
    """Ask every operation about `each` times, by generated calls alone and in chains; what went wrong is in the campaign.

    `tell` gets its progress.
    """
    headers = {"Authorization": f"Bearer {ground.token}"}
    config = SchemathesisConfig.from_dict(_config(headers, each, seed, phases))
    config.max_time = minutes and minutes * 60
    schema = schemathesis.openapi.from_url(f"{ground.url}/api/openapi.json", config=config)
    # A copy: the fuzzer writes the links that it guesses into its own.
    campaign = Campaign(document=deepcopy(schema.raw_schema))
    with _steered(Steering(ground, seed)):
        for event in from_schema(schema).execute():
            take(campaign, event)
            if isinstance(event, events.PhaseFinished) and event.phase.is_enabled:
                tell(f"{event.phase.name}: {campaign.cases} calls so far")
        if "walks" in phases:
            walker = Walker(schema, campaign, headers, seed)
            for _ in range(max(1, each // _CALLS_A_WALK)):
                walker.walk()
    campaign.errors += _unexpected(ground.log())
    return campaign


@contextmanager
def _steered(steering: Steering) -> Iterator[None]:
    # Its name and the names of its arguments are how it is recognised.
    def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
        steering.steer(case)

    def after_call(context: HookContext, case: Case[Any], response: Response) -> None:
        steering.learn(answer_of(response))

    ours = (before_call, after_call)  # there are such hooks for all schemas only
    for hook in ours:
        schemathesis.hook(hook)
    try:
        yield
    finally:
        for hook in ours:
            hooks.unregister(hook)


def _config(headers: Mapping[str, str], each: int, seed: int, phases: tuple[str, ...]) -> dict[str, Any]:
    return {
        "seed": seed,
        "headers": headers,
        "request-timeout": PATIENCE,
        "continue-on-failure": True,
        "suppress-health-check": ["all"],
        "generation": {"max-examples": each, "database": "none", "no-shrink": True},
        "checks": {"enabled": False} | {name: {"enabled": True} for name in _CHECKS},
        "phases": {name: {"enabled": name in phases} for name in PHASES if name != "walks"},
        "warnings": False,
    }


def _unexpected(log: str) -> Iterator[str]:
    """Faults of the server that an answer need not show: the coded calls answer 200 to whatever happens."""
    for trace in log.split("Traceback (most recent call last)")[1:]:
        yield "in the server's log: " + trace[:4000]
