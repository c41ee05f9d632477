"""The trial at the door: what every contract of a template will need one day is done once, before anybody is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from dojang.pdf.child import Bounds, ChildFailed, Progress, ask
from dojang.pdf.intake import IntakeRefused, Reason
from dojang.pdf.values import Box

# The library that checks seals reads a file into objects of its own, which take many times its bytes.
_BOUNDS = Bounds(memory=2_500_000_000, file=400_000_000, cpu=60, wall=120)


# Characters that a box may hold whose layout says nothing.
ANY_LENGTH = 10_000


class ProbeKind(StrEnum):
    TEXT = "text"
    LINES = "lines"
    CHECK = "check"
    RADIO = "radio"
    INK = "ink"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Probe:
    """A box to be filled to its limit: size_pt is the text's size in points, most its number of characters."""

    box: Box
    kind: ProbeKind
    size_pt: float = 10.5
    most: int = ANY_LENGTH


def try_out(pdf: bytes, probes: Sequence[Probe], fonts: Path, progress: Progress | None = None) -> None:
    """Open a cleaned file again, fill the probes, seal it with a throw-away key, validate the seal, and look whether
    what is filled in is seen on each page that has a probe. `progress` is called as pages are looked at.

    All of it happens in a child process with limits. Raises IntakeRefused: NOT_SEALED with the stage, NOT_SHOWN with
    the page, or TOO_COMPLEX.
    """
    request = {"probes": [asdict(probe) for probe in probes], "fonts": str(fonts)}
    try:
        with ask("trial_child", pdf, request, _BOUNDS, progress) as answer:
            values = answer.values
    except ChildFailed as error:
        raise IntakeRefused(Reason.TOO_COMPLEX, str(error)) from error
    if "refused" in values:
        page = values.get("page")
        facts = {"page": str(page)} if page else {}
        raise IntakeRefused(Reason(str(values["refused"])), str(values["detail"]), facts)
