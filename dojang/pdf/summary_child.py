"""The inside of summarise: runs confined, see child.py."""

from collections.abc import Mapping
from pathlib import Path

from dojang.pdf.child import serve

MOST_NAMES, MOST_CHARACTERS = 50, 200


def work(directory: Path, _request: Mapping[str, object]) -> Mapping[str, object]:
    """Open input.pdf and say its title, its number of pages and what is attached."""
    # The parser is imported here, once the process is confined.
    import pikepdf

    from dojang.pdf.intake import Reason

    try:
        with pikepdf.open(directory / "input.pdf") as pdf:
            title = str(pdf.docinfo.get("/Title", ""))[:MOST_CHARACTERS]
            names = [name[:MOST_CHARACTERS] for name in list(pdf.attachments)[:MOST_NAMES]]
            return {"title": title, "pages": len(pdf.pages), "attachments": names}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        return {"refused": Reason.DAMAGED.value, "detail": f"{type(error).__name__}: {error}"[:400]}


if __name__ == "__main__":
    serve(work)
