"""Leads generated calls to things that exist, and never to another machine."""

from collections.abc import Mapping
from random import Random
from typing import Any

from schemathesis import Case

from tests.fuzz.ground import Ground

_FOREIGN = ("http://", "https://")
_OFTEN = 0.75


class Steering:
    """Most ids, in paths and bodies alike, become those of things that the company has; the others stay as they came."""

    def __init__(self, ground: Ground, seed: int) -> None:
        self._ground, self._chance = ground, Random(seed)  # noqa: S311 - the same choices in each run

    def steer(self, case: Case[Any]) -> None:
        """Change what a call is about to send."""
        followed = case.meta is not None and case.meta.phase.name == "stateful"
        if not followed:
            case.path_parameters = self._known(case.path_parameters)
            case.query = self._known(case.query)
        if case.path_parameters.get("token_id") in (self._ground.token_id, str(self._ground.token_id)):
            # Who revokes the token it calls with hears nothing more.
            case.path_parameters["token_id"] = 1
        case.body = self._at_home(case.body if followed else self._known(case.body))
        if case.media_type == "multipart/form-data" and isinstance(case.body, dict) and self._often():
            case.body = case.body | self._upload()

    def _upload(self) -> dict[str, Any]:
        return {"name": "Fuzz", "pdf": self._ground.pdf, "layout": self._ground.layout}

    def _known(self, given: Any) -> Any:
        if isinstance(given, Mapping):
            return {name: self._thing(name, self._known(value)) for name, value in given.items()}
        if isinstance(given, list):
            return [self._known(value) for value in given]
        return given

    def _thing(self, name: str, value: Any) -> Any:
        things = self._ground.things.get(name)
        if not things or not self._often():
            return value
        chosen = self._chance.choice(things)
        return int(chosen) if isinstance(value, int) and chosen.isdecimal() else chosen

    def _at_home(self, given: Any) -> Any:
        """Dojang calls URLs that it is given; all of them become the receiver's."""
        if isinstance(given, dict):
            return {name: self._at_home(value) for name, value in given.items()}
        if isinstance(given, list):
            return [self._at_home(value) for value in given]
        is_url = isinstance(given, str) and given.strip().lower().startswith(_FOREIGN)
        return self._ground.receiver if is_url else given

    def _often(self) -> bool:
        return self._chance.random() < _OFTEN
