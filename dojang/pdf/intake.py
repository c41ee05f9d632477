"""Taking in a PDF from a stranger: cleaned, checked and made ready to be filled, in a child process with limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, cast

from dojang.pdf.changes import Change
from dojang.pdf.child import Bounds, ChildFailed, Progress, ask
from dojang.pdf.errors import PdfError
from dojang.pdf.geometry import PageBox
from dojang.pdf.links import PageLink


class Reason(StrEnum):
    NOT_A_PDF = "not_a_pdf"
    PASSWORD = "password"  # noqa: S105 - a reason, not a secret
    ENCRYPTION = "encryption"
    DAMAGED = "damaged"
    PAGE_TREE = "page_tree"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE = "too_large"
    ALREADY_SIGNED = "already_signed"
    DYNAMIC_XFA = "dynamic_xfa"
    PAGE_SIZE = "page_size"
    TOO_COMPLEX = "too_complex"
    FIELD_TEXT = "field_text"
    COMMENT_TEXT = "comment_text"
    FONT_NOT_EMBEDDED = "font_not_embedded"
    NOT_SEALED = "not_sealed"
    NOT_SHOWN = "not_shown"


class IntakeRefused(PdfError):
    """This PDF cannot be taken in: reason says why; detail is for a log, in English. facts name the place in the file
    for the person who uploads it: page, name (of a field), characters, font."""

    def __init__(self, reason: Reason, detail: str = "", facts: Mapping[str, str] | None = None) -> None:
        self.reason = reason
        self.facts = dict(facts or {})
        self.detail = detail or ", ".join(f"{key} {value}" for key, value in self.facts.items())
        super().__init__(f"{reason.value}: {self.detail}" if self.detail else reason.value)


@dataclass(frozen=True, slots=True)
class Limits:
    """max_bytes of the upload; sides of a page in points, as seen; content_bytes that one stream may unpack to;
    memory_bytes, cpu_seconds and wall_seconds for the child."""

    max_bytes: int = 20_000_000
    max_pages: int = 500
    least_side: float = 36
    most_side: float = 14_400
    content_bytes: int = 100_000_000
    memory_bytes: int = 1_200_000_000
    cpu_seconds: int = 20
    wall_seconds: int = 180


@dataclass(frozen=True, slots=True)
class Intake:
    """pdf: the cleaned file. pages: what is seen of each. texts: each page's text, for screen readers. links: those of
    each page, their rectangles and targets. notes: what was changed or dropped, as short English codes, sorted.
    changes: pages that look otherwise than the original's, in order."""

    pdf: bytes
    pages: tuple[PageBox, ...]
    texts: tuple[str, ...]
    links: tuple[tuple[PageLink, ...], ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]


def take_in(data: bytes, limits: Limits = Limits(), progress: Progress | None = None) -> Intake:
    """Take in an uploaded PDF. The same bytes give the same result. `progress` is called as pages are compared.

    Scripts, actions, embedded files and metadata go; forms and comments become page content; pages get their own
    boxes and /Rotate; contents are settled, so that what is drawn after them is seen. Raises IntakeRefused.
    """
    if len(data) > limits.max_bytes:
        raise IntakeRefused(Reason.TOO_LARGE, f"{len(data)} bytes")
    if b"%PDF-" not in data[:1024]:
        raise IntakeRefused(Reason.NOT_A_PDF)
    file = 2 * limits.max_bytes
    bounds = Bounds(memory=limits.memory_bytes, file=file, cpu=limits.cpu_seconds, wall=limits.wall_seconds)
    try:
        with ask("intake_child", data, asdict(limits), bounds, progress) as answer:
            values = cast("Mapping[str, Any]", answer.values)
            if "refused" in values:
                raise IntakeRefused(Reason(values["refused"]), values["detail"], values["facts"])
            return Intake(
                pdf=(answer.directory / "output.pdf").read_bytes(),
                pages=tuple(PageBox.from_dict(page) for page in values["pages"]),
                texts=tuple(values["texts"]),
                links=tuple(tuple(map(PageLink.from_dict, links)) for links in values["links"]),
                notes=tuple(values["notes"]),
                changes=tuple(map(Change.from_dict, values["changes"])),
            )
    except ChildFailed as error:
        raise IntakeRefused(Reason.TOO_COMPLEX, str(error)) from error
