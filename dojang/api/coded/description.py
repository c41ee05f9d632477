"""What the OpenAPI document tells of a coded call, and of the parameters that calls of every kind have."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from dojang.api.coded.results import CodedResult
from dojang.api.idempotency import HEADER, MOST_KEY, REPLAYED
from dojang.companies.answers import KEPT_FOR


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


LANGUAGE = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "The language of messages.",
    "schema": {"type": "string", "examples": ["ko", "en", "ja"]},
}
KEY = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": f"Any text of your own. Sent again with the same key, the request starts nothing anew and gets the same "
    f"answer, with `{REPLAYED}: true`, for {KEPT_FOR.total_seconds() // 3600:.0f} hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MOST_KEY, "pattern": r"^[\x21-\x7e]+$"},
}
# What the examples are about, by its name in a path.
IN_PATHS: Mapping[str, str | int] = {
    "comp_id": "testapi",
    "workflowId": "17",
    "documentId": "1",
    "workflow_id": 17,
    "contract_id": 17,
    "step": 1,
    "template_id": 1,
    "bulk_id": 3,
    "link_id": 5,
    "upload_id": 5,
    "export_id": 1042,
    "token_id": 7,
    "member_id": 9,
}
