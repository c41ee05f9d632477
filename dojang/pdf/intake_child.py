"""The inside of take_in: runs confined, see child.py."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from dojang.pdf.child import serve


def work(directory: Path, request: Mapping[str, object]) -> Mapping[str, object]:
    """Clean input.pdf into output.pdf, and say what its pages are."""
    # Parsers are imported here, once the process is confined.
    import pikepdf

    from dojang.pdf.cleaning import clean
    from dojang.pdf.intake import IntakeRefused, Limits, Reason

    try:
        pages, notes = clean(directory / "input.pdf", directory / "output.pdf", Limits(**request))  # type: ignore[arg-type]
        sides = [(page.width, page.height) for page in pages]
        texts = read_and_draw(directory / "output.pdf", sides)
    except IntakeRefused as refused:
        return {"refused": refused.reason.value, "detail": refused.detail}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, OverflowError) as error:
        # What remains of a file that opened but does not hold together.
        return {"refused": Reason.DAMAGED.value, "detail": f"{type(error).__name__}: {error}"[:400]}
    return {"pages": [page.to_dict() for page in pages], "texts": texts, "notes": notes}


def read_and_draw(path: Path, sides: list[tuple[float, float]]) -> list[str]:
    """Each page's text; and a small drawing of each, thrown away, to learn here whether a page can be drawn.

    Drawing a long document stops after a few seconds; reading does not, and parses every page.
    """
    import pypdfium2

    texts = []
    until = time.process_time() + 8.0
    with pypdfium2.PdfDocument(path) as document:
        for index, side in enumerate(sides):
            page = document[index]
            texts.append(page.get_textpage().get_text_bounded()[:50_000].replace("\x00", "").replace("\r\n", "\n"))
            if time.process_time() < until:
                page.render(scale=min(1.0, 200 / max(side))).close()
            page.close()
    return texts


if __name__ == "__main__":
    serve(work)
