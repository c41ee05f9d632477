"""A template's PDF, read once: what an appended revision must repeat of it."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeGuard

from dojang.pdf.errors import PdfError
from dojang.pdf.geometry import PageBox

if TYPE_CHECKING:
    import pikepdf

KEPT = 32
_INHERITED_DEPTH = 64
_STRAY = "name with stray #"  # what qpdf says of a name that it keeps as it is
_LETTER = (0, 0, 612, 792)  # what viewers take for a page that has no size


class TemplateUnusable(PdfError):
    """These bytes cannot be appended to; they did not come out of intake."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page's object number and generation, and its dictionary as PDF source, entry by entry.

    resources are those in force, inherited ones too; xobjects are its /XObject entries; contents the references
    (or direct values) of its content streams; annotations those of its annotations.
    """

    number: int
    generation: int
    entries: Mapping[str, bytes]
    resources: Mapping[str, bytes]
    xobjects: Mapping[str, bytes]
    contents: tuple[bytes, ...]
    annotations: tuple[bytes, ...]
    box: PageBox


@dataclass(frozen=True, slots=True)
class ParsedTemplate:
    """What the trailer says, the catalog and the pages. previous is the offset of the last cross-reference section."""

    length: int
    previous: int
    has_xref_stream: bool
    size: int
    root: bytes
    info: bytes | None
    first_id: bytes
    catalog: Mapping[str, bytes]
    pages: tuple[PageParts, ...]


_parsed: OrderedDict[bytes, ParsedTemplate] = OrderedDict()
_lock = Lock()


def parse(data: bytes) -> ParsedTemplate:
    """Read a template, or remember it: the last KEPT are kept by their SHA-256. Raises TemplateUnusable as `read` does."""
    digest = hashlib.sha256(data).digest()
    with _lock:
        if digest in _parsed:
            _parsed.move_to_end(digest)
            return _parsed[digest]
    parsed = read(data)
    with _lock:
        _parsed[digest] = parsed
        while len(_parsed) > KEPT:
            _parsed.popitem(last=False)
    return parsed


def read(data: bytes) -> ParsedTemplate:
    """Read a PDF that a revision will be appended to.

    Raises TemplateUnusable when it is encrypted, damaged, or its last bytes do not lead to its cross-references.
    """
    import pikepdf

    # By path: opened from memory, qpdf asks Python for each read and starves beside a busy thread.
    with tempfile.TemporaryDirectory(prefix="dojang-") as directory:
        path = Path(directory) / "template.pdf"
        path.write_bytes(data)
        try:
            with pikepdf.open(path) as pdf:
                return _parsed_template(pdf, data)
        except (pikepdf.PdfError, pikepdf.PasswordError) as error:
            raise TemplateUnusable(str(error).replace(str(path), "template")) from error


def _parsed_template(pdf: pikepdf.Pdf, data: bytes) -> ParsedTemplate:
    previous = _last_xref(data)
    if pdf.is_encrypted or any(_STRAY not in warning for warning in pdf.get_warnings()):
        raise TemplateUnusable("the template is encrypted or damaged")
    trailer = pdf.trailer
    return ParsedTemplate(
        length=len(data),
        previous=previous,
        has_xref_stream=data[previous : previous + 4] != b"xref",
        size=int(trailer.Size),
        root=_source(pdf.Root),
        info=_source(trailer.Info) if "/Info" in trailer and trailer.Info.is_indirect else None,
        first_id=bytes(trailer.ID[0]) if "/ID" in trailer else hashlib.sha256(data).digest()[:16],
        catalog=_sources(pdf.Root),
        pages=tuple(_page_parts(page.obj) for page in pdf.pages),
    )


def _last_xref(data: bytes) -> int:
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-2048:])
    offset = int(found[1]) if found else -1
    if not re.match(rb"xref\b|\d+\s+\d+\s+obj\b", data[max(offset, 0) : offset + 40]):
        raise TemplateUnusable("the template's last bytes do not lead to its cross-references")
    return offset


def _page_parts(page: pikepdf.Object) -> PageParts:
    import pikepdf

    resources = inherited(page, "/Resources")
    xobjects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    contents, annotations = page.get("/Contents"), page.get("/Annots")
    if contents is None:
        streams: list[bytes] = []
    else:
        streams = [_source(part) for part in contents] if isinstance(contents, pikepdf.Array) else [_source(contents)]
    return PageParts(
        number=page.objgen[0],
        generation=page.objgen[1],
        entries=_sources(page),
        resources=_sources(resources),
        xobjects=_sources(xobjects),
        contents=tuple(streams),
        annotations=tuple(_source(part) for part in annotations) if isinstance(annotations, pikepdf.Array) else (),
        box=page_box(page),
    )


def page_box(page: pikepdf.Object) -> PageBox:
    """What of a page is seen, from its own entries and the inherited ones; what makes no sense is read as viewers do.

    Raises ValueError where no page can be seen.
    """
    rotate, unit = inherited(page, "/Rotate"), page.get("/UserUnit")
    return PageBox.of(
        _corners(inherited(page, "/MediaBox")) or _LETTER,
        _corners(inherited(page, "/CropBox")),
        int(rotate / 90) * 90 if _is_number(rotate) else 0,
        float(unit) if _is_number(unit) and unit > 0 else 1.0,
    )


def _corners(value: Any) -> list[float] | None:
    """A rectangle's first four numbers, what is no number as 0; None for no rectangle and an empty one."""
    import pikepdf

    if not isinstance(value, pikepdf.Array):
        return None
    found = [round(float(one), 3) if _is_number(one) else 0.0 for one in value][:4]
    x0, y0, x1, y1 = found + [0.0] * (4 - len(found))
    return None if x0 == x1 or y0 == y1 else [x0, y0, x1, y1]


def _is_number(value: object) -> TypeGuard[int | Decimal | float]:
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def inherited(page: pikepdf.Object, key: str) -> Any:
    """An entry of the page, or of the nearest node of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    return next((node[key] for node in _upwards(page) if key in node), None)


def _upwards(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    node: pikepdf.Object | None = page
    for _ in range(_INHERITED_DEPTH):
        if node is None:
            return
        yield node
        node = node.get("/Parent")


def _sources(value: object) -> dict[str, bytes]:
    """The entries of a dictionary as PDF source; none of what is no dictionary."""
    import pikepdf

    return {key: _source(one) for key, one in value.items()} if isinstance(value, pikepdf.Dictionary) else {}


def _source(value: object) -> bytes:
    import pikepdf

    if isinstance(value, pikepdf.Object):
        return value.unparse()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int | float | Decimal):
        # Never as 1E-8, which PDF does not know.
        return f"{value:f}".encode() if isinstance(value, float | Decimal) else b"%d" % value
    return b"null"
