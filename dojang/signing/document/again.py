"""The document's form once more, after it was refused: what is carried to the page, and what the page makes of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from dojang.contracts.contents import Content, Contents, from_row, to_row
from dojang.contracts.errors import ValueRefused
from dojang.flow import acts
from dojang.flow.errors import BoxesEmpty, OpinionTooLong
from dojang.library.layout import Layout
from dojang.signing import box_errors
from dojang.signing.document.boxes.registry import BOXES
from dojang.signing.document.form import FormValues
from dojang.signing.texts import say


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What the reader had entered when the form was refused, beside their drafts, and what was wrong with it."""

    contents: Contents = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    opinion: str = ""
    reason: str = ""
    too_long: str = ""  # what is said where the opinion or the reason is


def of_reason(error: OpinionTooLong, reason: str, language: str) -> dict[str, str]:
    """What a refused rejection carries."""
    return {"too_long": box_errors.of_opinion(error, language), "reason": reason}


def of_approval(
    error: ValueRefused | BoxesEmpty | OpinionTooLong,
    answers: FormValues,
    unkept: Mapping[str, ValueRefused],
    layout: Layout,
    language: str,
) -> dict[str, str]:
    """What a refused approval carries; `unkept` are the boxes whose values could not be kept as drafts."""
    refused = {error.field: error, **unkept} if isinstance(error, ValueRefused) else unkept
    carried = {"opinion": answers.opinion}
    if isinstance(error, OpinionTooLong):
        carried["too_long"] = box_errors.of_opinion(error, language)
    else:
        carried["empty"] = "yes"
    for number, box in enumerate(layout.fields):
        if box.name in refused:
            carried[f"error {number}"] = box_errors.of_value(
                refused[box.name].reason, refused[box.name].details, language
            )
            shown_again = BOXES[box.kind].again(answers.raw.get(box.name, ""))
            if shown_again is not None:
                carried[f"again {number}"] = json.dumps(to_row(shown_again))
    return carried


def entered(complaints: Mapping[str, str], layout: Layout, step: int, kept: Contents, language: str) -> Entered:
    """What was entered, and its errors by the names of the boxes; `kept` are the values that the page shows otherwise."""
    missing = acts.still_empty(layout, step, kept) if "empty" in complaints else []
    errors = {name: say("empty", language) for name in missing}
    contents = dict[str, Content | None]()
    for number, box in enumerate(layout.fields):
        if f"error {number}" in complaints:
            errors[box.name] = complaints[f"error {number}"]
        if f"again {number}" in complaints:
            contents[box.name] = from_row(box.kind, *json.loads(complaints[f"again {number}"]))
    return Entered(
        contents=contents,
        errors=errors,
        opinion=complaints.get("opinion", ""),
        reason=complaints.get("reason", ""),
        too_long=complaints.get("too_long", ""),
    )
