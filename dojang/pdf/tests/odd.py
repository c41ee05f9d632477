"""PDFs that viewers open and that are odd in one way each, written byte by byte: pikepdf would tidy them."""

from __future__ import annotations

from collections.abc import Sequence

from dojang.pdf.tests.corpus import stream, written

TEXT = b"BT /F1 14 Tf 60 300 Td (Rent: 1,000,000 won) Tj ET"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
FIRST = 6  # the number of the first of the objects that a test adds


def rent(
    content: bytes = TEXT,
    *,
    page: bytes = b"",
    root: bytes = b"",
    resources: bytes = b"",
    contents: bytes = b"4 0 R",
    tree: bytes = b"/Kids[3 0 R]/Count 1",
    objects: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """One page of 400 × 400 pt with a line of text. The further entries and objects (6, 7 …) are PDF source."""
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
            b"<</Type/Pages%s>>" % tree,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</Font<</F1 5 0 R>>%s>>/Contents %s%s>>"
            % (resources, contents, page),
            stream(b"", content),
            HELVETICA,
            *objects,
        ],
        trailer,
    )


def link(action: bytes, rect: bytes = b"40 300 240 320") -> bytes:
    return b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]%s>>" % (rect, action)


def web(target: bytes) -> bytes:
    return b"/A<</S/URI/URI(%s)>>" % target
