"""Leads generated calls to things that exist, and never to another machine."""

from collections.abc import Mapping
from random import Random
from typing import Any

from schemathesis import Case

from dojang.api.v3.templates.examples import UPLOAD
from tests.fuzz.ground import Ground

_CONTRACT = {"contract_id", "workflow_id", "workflowId"}
_FOREIGN = ("http://", "https://")
_OFTEN, _SELDOM, _RARELY = 0.75, 0.25, 0.1
_CHAINS = ("stateful", "walks")  # there the ids in paths come from an answer
# How often a body becomes the example. Walks bring it along; coverage is made up with care, as it is.
_SHOWN = {"examples": 1.0, "coverage": 0.0, "fuzzing": 0.2, "stateful": 0.75, "walks": 0.0}
_NOBODYS = 2**40
_NEW_MEMBER = "POST /api/v3/members"
_KEPT = {"frame_origins"}  # Dojang does not call them
_SIGNERS = "@example.test"


class Steering:
    """Most ids, in paths and bodies alike, become those of things that the company has; the others stay as they came.

    Many bodies become the example of their operation, whole or with some of what was made up in it, so that calls get
    beyond the first thing that is wrong.
    """

    def __init__(self, ground: Ground, seed: int) -> None:
        self._ground, self._chance = ground, Random(seed)  # noqa: S311 - the same choices in each run

    def steer(self, case: Case[Any]) -> None:
        """Change what a call is about to send."""
        phase = case.meta.phase.name if case.meta is not None else "walks"
        self._lead(case, phase)
        if _number(case.path_parameters.get("token_id")) == self._ground.token_id:
            # Who revokes the token it calls with hears nothing more.
            case.path_parameters["token_id"] = _NOBODYS
        if _number(case.path_parameters.get("member_id")) == self._ground.member_id:
            # Nor does who is removed, or gets a new password.
            case.path_parameters["member_id"] = _NOBODYS
        case.body = self._at_home(case.body)

    def learn(self, answer: object) -> None:
        """Record what an answer names."""
        self._ground.things.learn(answer)

    def _lead(self, case: Case[Any], phase: str) -> None:
        shown, is_whole = examples(case), phase in ("examples", "walks")
        if shown and self._is(_SHOWN[phase]):
            is_whole, example = is_whole or self._is(_OFTEN), self._chance.choice(shown)
            case.body = example if is_whole else self._mixed(example, case.body)
        fresh = self._fresh(case) if is_whole or (phase == "fuzzing" and self._is(_RARELY)) else {}
        if phase not in _CHAINS:
            case.path_parameters = self._known(case.path_parameters, fresh, always=is_whole)
            case.query = self._known(case.query, {}, always=False)
        case.body = self._known(case.body, fresh, always=is_whole)

    def _fresh(self, case: Case[Any]) -> dict[str, str]:
        """A contract that is as the operation wants it, where it wants one; an address that no member has."""
        if case.operation.label == _NEW_MEMBER:
            return {"email": f"member{self._chance.getrandbits(40)}@example.org"}
        named = _CONTRACT & set(_names([case.path_parameters, case.body]))
        contract = str(self._ground.program.suited(case.operation.label)) if named else ""
        return dict.fromkeys(named, contract)

    def _mixed(self, shown: Any, made_up: Any) -> Any:
        """The example with some of what was made up in it."""
        if not (isinstance(shown, dict) and isinstance(made_up, dict)):
            return made_up if self._is(_SELDOM) else shown
        taken = {name: value for name, value in made_up.items() if name in shown or self._is(_SELDOM)}
        return shown | {name: self._mixed(shown.get(name), value) for name, value in taken.items()}

    def _known(self, given: Any, fresh: Mapping[str, str], *, always: bool) -> Any:
        if isinstance(given, Mapping):
            return {
                name: self._thing(str(name), self._known(value, fresh, always=always), fresh, always=always)
                for name, value in given.items()
            }
        if isinstance(given, list):
            return [self._known(value, fresh, always=always) for value in given]
        return self._ground.pdf if given == UPLOAD["pdf"] else given

    def _thing(self, name: str, value: Any, fresh: Mapping[str, str], *, always: bool) -> Any:
        chosen = fresh.get(name) or self._ground.things.some(name, self._chance)
        if chosen is None or str(value).endswith(_SIGNERS) or not (always or self._is(_OFTEN)):
            return value
        return int(chosen) if isinstance(value, int) and chosen.isdecimal() else chosen

    def _at_home(self, given: Any) -> Any:
        """Dojang calls URLs that it is given; all of them become the receiver's."""
        if isinstance(given, dict):
            return {name: value if name in _KEPT else self._at_home(value) for name, value in given.items()}
        if isinstance(given, list):
            return [self._at_home(value) for value in given]
        is_url = isinstance(given, str) and given.strip().lower().startswith(_FOREIGN)
        return self._ground.receiver if is_url else given

    def _is(self, likely: float) -> bool:
        return self._chance.random() < likely


def _number(value: object) -> float | None:
    """The number that it may be read as."""
    try:
        return float(str(value))
    except ValueError:
        return None


def examples(case: Case[Any]) -> list[Any]:
    """What the document shows as the body of the operation."""
    content = case.operation.definition.raw.get("requestBody", {}).get("content", {}).get(case.media_type, {})
    return [one["value"] for one in content.get("examples", {}).values()] or (
        [content["example"]] if "example" in content else []
    )


def _names(values: list[Any]) -> list[str]:
    found = []
    for value in values:
        if isinstance(value, Mapping):
            found += [*value, *_names(list(value.values()))]
        elif isinstance(value, list):
            found += _names(value)
    return found
