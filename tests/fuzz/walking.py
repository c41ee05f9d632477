"""Chains of calls along the links of the document: what a program does with a contract, a template or a bulk since its start.

The fuzzer's own chains seldom get beyond the second call; these are led by the document's examples.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation, BaseSchema

from tests.fuzz.counting import Campaign, answer_of, is_good, result_of
from tests.fuzz.steering import examples

STEPS = 8
PATIENCE = 60.0  # seconds for one answer
_ODD: tuple[Any, ...] = (None, "", -1, 0, True, "x" * 300, [], {}, "\ud7ff", 2**70)
_SELDOM = 0.2
Operation = APIOperation[Any, Any, Any, Any]


@dataclass(frozen=True)
class _Link:
    """The links that lead on from an earlier answer."""

    before: str
    target: Operation
    parameters: Mapping[str, Any]


class Walker:
    """Walks through one server; what comes of it is in the campaign."""

    def __init__(self, schema: BaseSchema, campaign: Campaign, headers: Mapping[str, str], seed: int) -> None:
        found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
        self._operations = {one.definition.raw["operationId"]: one for one in found}
        self._starts = [one for one in found if one.method == "post" and list(_links(one))]
        self._campaign, self._headers = campaign, headers
        self._chance = Random(seed)  # noqa: S311 - the same choices in each run

    def walk(self) -> None:
        """Start something, and continue with it in any order; sometimes something else starts in between."""
        known: list[_Link] = []
        done = 0
        for _ in range(STEPS):
            start = _Link("", self._chance.choice(self._starts), {})
            is_new = not known or self._chance.random() < _SELDOM
            is_done, more = self._take(start if is_new else self._chance.choice(known))
            known, done = [*known, *more], done + is_done
        self._campaign.longest = max(self._campaign.longest, done)

    def _take(self, link: _Link) -> tuple[bool, list[_Link]]:
        """Whether the call did what it is for, and the links that lead on from there."""
        operation = link.target
        case = self._case(operation, link.parameters)
        response = case.call(headers=dict(self._headers), timeout=PATIENCE)
        call, result = result_of(case, response)
        tally = self._campaign.tallies[call]
        tally.results[result] += 1
        if link.before:
            self._campaign.walks[link.before, operation.label].results[result] += 1
        try:
            case.validate_response(response)
        except FailureGroup as exc:
            for failure in exc.exceptions:
                tally.failures.setdefault(f"in a chain: {failure}", case.as_curl_command())
        return is_good(result), list(self._followed(operation, response)) if is_good(result) else []

    def _case(self, operation: Operation, parameters: Mapping[str, Any]) -> Case[Any]:
        content = operation.definition.raw.get("requestBody", {}).get("content", {})
        media = next(iter(content), None)
        in_path = {one.name: one.definition.get("example") for one in operation.path_parameters}
        case: Case[Any] = operation.Case(path_parameters={**in_path, **parameters}, media_type=media)
        if media:
            case.body = self._odd(self._chance.choice(examples(case)))
        return case

    def _odd(self, body: Any) -> Any:
        """The example, or one with something odd in it."""
        if isinstance(body, dict) and body and self._chance.random() < _SELDOM:
            return body | {self._chance.choice(list(body)): self._chance.choice(_ODD)}
        return body

    def _followed(self, operation: Operation, response: Response) -> Iterator[_Link]:
        answer = answer_of(response)
        for target, parameters in _links(operation):
            taken = {name: _part(answer, said) for name, said in parameters.items()}
            if None not in taken.values():
                yield _Link(operation.label, self._operations[target], taken)


def _links(operation: Operation) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The links of the document itself; those that the fuzzer guesses have no `operationId`."""
    for answer in operation.definition.raw["responses"].values():
        for link in answer.get("links", {}).values():
            if "operationId" in link:
                yield link["operationId"], link["parameters"]


def _part(answer: Any, said: Any) -> Any:
    """What a link's expression stands for: a part of the answer, or itself."""
    if not str(said).startswith("$response.body#/"):
        return said
    for name in said.removeprefix("$response.body#/").split("/"):
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer
