"""What became of one file. Frozen, and as JSON a line of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    REFUSED = "refused"
    SEALED = "sealed"
    NEVER_SEALED = "never sealed"  # taken in, and then no contract could have ended
    BROKEN = "broken"  # the course itself did not come to its end, before the file was taken in or after it was sealed


class Seen(StrEnum):
    """Who shows a page of the sealed file otherwise than the original's."""

    BOTH = "both"
    PDFIUM = "pdfium"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`path` is below the folder; `changed` names pages (from 1) and who shows the change; `told` the pages of which
    are reported to the person who uploads; `unseen` pages on which what was filled in is not to be seen; cpu in seconds."""

    path: str
    sha256: str
    outcome: Outcome
    stage: str = ""
    reason: str = ""
    detail: str = ""
    pages: int = 0
    looked_at: int = 0
    seal_is_good: bool = True
    notes: tuple[str, ...] = ()
    told: tuple[int, ...] = ()
    changed: Mapping[int, Seen] = field(default_factory=dict)
    unseen: tuple[int, ...] = ()
    cpu: float = 0.0

    @property
    def untold(self) -> tuple[int, ...]:
        return tuple(page for page in self.changed if page not in self.told)

    @property
    def key(self) -> tuple[str, str]:
        return self.path, self.sha256

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Finding:
        lists = {name: tuple(raw[name]) for name in ("notes", "told", "unseen")}
        changed = {int(page): Seen(seen) for page, seen in raw["changed"].items()}
        return cls(**{**raw, **lists, "changed": changed, "outcome": Outcome(raw["outcome"])})
