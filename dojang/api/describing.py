"""What the OpenAPI document and the page of the API tell of a call of the coded protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True, kw_only=True)
class Example:
    """One request and what is answered to it: the `body` of each, as they stand on the wire."""

    request: Mapping[str, Any]
    answer: Mapping[str, Any]
    name: str = "default"


@dataclass(frozen=True, kw_only=True)
class Description:
    """A call in words and shapes. `request` and `answer` describe the `body`; `results` is its table in `api.codes`."""

    group: str
    title: str
    request: type[BaseModel]
    answer: type[BaseModel]
    results: type
    text: str = ""
    examples: tuple[Example, ...] = field(default=())
