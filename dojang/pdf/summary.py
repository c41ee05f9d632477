"""What a PDF says of itself, read in a child process with limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from dojang.pdf.child import Bounds, ChildFailed, ask
from dojang.pdf.intake import IntakeRefused, Reason


@dataclass(frozen=True, slots=True)
class Summary:
    """title from the document's metadata ("" when it has none), number of pages, names of attached files."""

    title: str
    pages: int
    attachments: tuple[str, ...]


def summarise(pdf: bytes) -> Summary:
    """Read a stranger's PDF just far enough to say what it is. Raises IntakeRefused."""
    try:
        with ask("summary_child", pdf, {}, Bounds(cpu=10, wall=20)) as answer:
            said = cast("Mapping[str, Any]", answer.said)
    except ChildFailed as error:
        raise IntakeRefused(Reason.TOO_COMPLEX, str(error)) from error
    if "refused" in said:
        raise IntakeRefused(Reason(said["refused"]), said["detail"])
    return Summary(said["title"], said["pages"], tuple(said["attachments"]))
