"""The inside of take_in: runs confined, see child.py."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dojang.pdf.child import serve
from dojang.pdf.geometry import PageBox

_TEXT_KEPT = 50_000
_DRAWING_SECONDS = 10.0
_DRAWN_SIDE = 200


def work(directory: Path, request: Mapping[str, Any]) -> Mapping[str, object]:
    """Clean input.pdf into output.pdf, and say what its pages are."""
    # Parsers are imported here, once the process is confined, and outside the try: without them we are broken, not
    # the file.
    import pypdfium2

    from dojang.pdf.cleaning import clean
    from dojang.pdf.intake import IntakeRefused, Limits, Reason

    try:
        cleaned = clean(directory / "input.pdf", directory / "output.pdf", Limits(**request))
        with pypdfium2.PdfDocument(directory / "output.pdf") as document:
            texts = [_read_and_draw(document[index], page) for index, page in enumerate(cleaned.pages)]
    except IntakeRefused as refused:
        return {"refused": refused.reason.value, "detail": refused.detail}
    except MemoryError:
        raise
    # A file that opened but does not hold together makes the parsers fail in ways that no list names in full.
    except Exception as error:  # noqa: BLE001
        return {"refused": Reason.DAMAGED.value, "detail": f"{type(error).__name__}: {error}"[:400]}
    return {
        "pages": [page.to_dict() for page in cleaned.pages],
        "texts": texts,
        "links": [[link.to_dict() for link in links] for links in cleaned.links],
        "notes": cleaned.notes,
    }


def _read_and_draw(page: Any, box: PageBox) -> str:
    """The page's text; and a small drawing, thrown away, to learn here whether the page can be drawn.

    Drawing stops after some seconds, so that a long document is not refused for its length; reading does not, and
    parses every page.
    """
    text = page.get_textpage().get_text_bounded()[:_TEXT_KEPT]
    if time.process_time() < _DRAWING_SECONDS:
        page.render(scale=min(1.0, _DRAWN_SIDE / max(box.width, box.height))).close()
    page.close()
    return str(text).replace("\x00", "").replace("\r\n", "\n")


if __name__ == "__main__":
    serve(work)
