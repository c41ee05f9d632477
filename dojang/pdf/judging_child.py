"""The inside of judge: runs confined, see child.py."""

import logging
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, cast

from dojang.pdf.child import serve

MAX_NAMES, MAX_CHARACTERS = 50, 200


def work(directory: Path, request: Mapping[str, object]) -> Mapping[str, object]:
    """Judge the seals of input.pdf, and say its title, its number of pages and what is attached."""
    # The parsers are imported here, once the process is confined.
    from dojang.pdf.judging import to_json
    from dojang.pdf.validate import validate

    # What the library says of a path it could not build is in the verdict.
    logging.disable(logging.CRITICAL)
    pdf = (directory / "input.pdf").read_bytes()
    trust = [one.encode("ascii") for one in cast("list[str]", request["trust"])]
    return {"verdict": to_json(validate(pdf, trust)), "summary": _summary(directory / "input.pdf")}


def _summary(file: Path) -> Mapping[str, Any] | None:
    import pikepdf

    from dojang.pdf.destinations import name_tree
    from dojang.pdf.entries import text_of

    try:
        with pikepdf.open(file) as pdf:
            title = text_of(pdf.docinfo.get("/Title"))[:MAX_CHARACTERS]
            files = islice(name_tree(pdf.Root, "/EmbeddedFiles"), MAX_NAMES)
            names = [name[:MAX_CHARACTERS] for name, _ in files]
            return {"title": title, "pages": len(pdf.pages), "attachments": names}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a stranger's bytes break parsers in any way, and the verdict stands without this
        return None


if __name__ == "__main__":
    serve(work)
