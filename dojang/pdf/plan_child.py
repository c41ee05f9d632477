"""The inside of planned: runs confined, see child.py."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dojang.pdf.child import serve


def work(directory: Path, request: Mapping[str, Any]) -> Mapping[str, object]:
    """Draw the places onto input.pdf; leaves planned.pdf."""
    # The parser is imported by what fills, once the process is confined.
    from dojang.pdf.fill import fill
    from dojang.pdf.fonts import FontStack, normal, stack_from
    from dojang.pdf.values import Box, PlaceEntry

    def drawable(stack: FontStack, text: str) -> str:
        return "".join("?" if stack.face_for(one) is None else one for one in normal(text).replace("\n", " "))

    stack = stack_from(Path(request["fonts"]))
    entries = [
        PlaceEntry(Box(**place["box"]), drawable(stack, place["label"]), place["step"]) for place in request["places"]
    ]
    (directory / "planned.pdf").write_bytes(fill((directory / "input.pdf").read_bytes(), entries, stack))
    return {}


if __name__ == "__main__":
    serve(work)
