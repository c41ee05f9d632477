"""What the sanitizer changed in what viewers show, page by page, for the person who uploads the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """How a page of the cleaned file differs from the original's, to the eye."""

    LOST = "lost"  # something is no longer shown
    ADDED = "added"  # something is shown that was not
    ALTERED = "altered"  # both: moved, or drawn otherwise
    NOT_COMPARED = "not_compared"  # too slow to draw


@dataclass(frozen=True, slots=True)
class Change:
    """A page (from 1) that differs. left, top, right, bottom say where, as fractions of the page as it is seen."""

    page: int
    kind: ChangeKind
    area: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)

    def to_dict(self) -> dict[str, object]:
        """As JSON."""
        return {"page": self.page, "kind": self.kind.value, "area": list(self.area)}

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Change:
        """The inverse of to_dict. Raises KeyError or ValueError when the value does not come from to_dict."""
        left, top, right, bottom = (round(float(side), 4) for side in value["area"])
        return cls(int(value["page"]), ChangeKind(value["kind"]), (left, top, right, bottom))
