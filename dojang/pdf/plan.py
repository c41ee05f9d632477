"""A template with its boxes to look at: where each lies, what it is called, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dojang.pdf.child import Bounds, ChildFailed, ask
from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.values import Box


@dataclass(frozen=True, slots=True)
class Place:
    """A box with its label, and the step whose colour it has; 0 if no step fills it."""

    box: Box
    label: str
    step: int


def planned(template: bytes, places: Sequence[Place], fonts: Path) -> bytes:
    """The template's PDF with a coloured frame and a label at each place, for people who lay out boxes.

    Takes a moment, in a child process. Raises IntakeRefused where the PDF takes too much time or memory.
    """
    request = {"fonts": str(fonts), "places": [asdict(place) for place in places]}
    try:
        with ask("plan_child", template, request, Bounds()) as answer:
            return (answer.directory / "planned.pdf").read_bytes()
    except ChildFailed as error:
        raise IntakeRefused(Reason.TOO_COMPLEX, str(error)) from error
