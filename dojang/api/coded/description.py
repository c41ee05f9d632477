"""A coded call in the OpenAPI document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from dojang.api.coded.results import CodedResult


@dataclass(frozen=True, kw_only=True)
class Example:
    """One request and what is answered to it: the `body` of each, as they stand on the wire.

    `result` is the row answered; None: the first of the call's table, its success. `with_session` says whether the answer's
    header has a session.
    """

    request: Mapping[str, Any]
    answer: Mapping[str, Any]
    name: str = "done"
    result: CodedResult | None = None
    with_session: bool = True


@dataclass(frozen=True, kw_only=True)
class Description:
    """A call in words and shapes: `request` and `answer` are those of the `body`, `results` is its table in `codes`.

    Of a call with an address of its own, `request` is its query or its flat JSON.
    """

    group: str
    title: str
    text: str = ""
    request: type[BaseModel]
    answer: type[BaseModel]
    results: type
    examples: tuple[Example, ...]
