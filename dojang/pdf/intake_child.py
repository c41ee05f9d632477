"""The inside of take_in: runs confined, see child.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dojang.pdf.child import serve
from dojang.pdf.parallel import shared

if TYPE_CHECKING:
    from dojang.pdf.looking import Comparison

# Of the CPU seconds that the child may use, so many are for comparing pages.
_COMPARING = 0.75


def work(directory: Path, request: Mapping[str, Any]) -> Mapping[str, object]:
    """Clean input.pdf into output.pdf, and say what its pages are."""
    # Parsers are imported here, once the process is confined, and outside the try: without them we are broken, not
    # the file.
    from dojang.pdf.intake import IntakeRefused, Limits, Reason
    from dojang.pdf.looking import Comparison
    from dojang.pdf.sanitizer import clean

    limits = Limits(**request)
    original, target = directory / "input.pdf", directory / "output.pdf"
    try:
        cleaned = clean(original, target, limits)

        def begin() -> Callable[[int], Mapping[str, object]]:
            comparison = Comparison(original, target, cleaned.pages, _COMPARING * limits.cpu_seconds)
            return lambda index: _look(comparison, index)

        looked = shared(len(cleaned.pages), begin, directory)
    except IntakeRefused as refused:
        return {"refused": refused.reason.value, "detail": refused.detail, "facts": refused.facts}
    except MemoryError:
        raise
    # A file that opened but does not hold together makes the parsers fail in ways that no list names in full.
    except Exception as error:  # noqa: BLE001
        return {"refused": Reason.DAMAGED.value, "detail": f"{type(error).__name__}: {error}"[:400], "facts": {}}
    return {
        "pages": [page.to_dict() for page in cleaned.pages],
        "texts": [page["text"] for page in looked],
        "changes": [page["change"] for page in looked if page["change"] is not None],
        "links": [[link.to_dict() for link in links] for links in cleaned.links],
        "notes": cleaned.notes,
    }


def _look(comparison: Comparison, index: int) -> Mapping[str, object]:
    """The page's text, and how it differs from the original's. That both can be drawn is learned by it too."""
    text, change = comparison.look(index)
    return {"text": text, "change": None if change is None else change.to_dict()}


if __name__ == "__main__":
    serve(work)
