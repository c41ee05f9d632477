"""What intake does to a PDF once it is open: refuse, drop, flatten, normalise."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from dojang.pdf.geometry import PageBox
from dojang.pdf.intake import IntakeRefused, Limits, Reason
from dojang.pdf.template import page_box

_ROOT_DROPPED = (
    "/OpenAction", "/AA", "/AF", "/Collection", "/Perms", "/DSS", "/NeedsRendering", "/Requirements", "/Threads",
    "/URI", "/SpiderInfo", "/Legal", "/Metadata", "/PieceInfo", "/AcroForm", "/Extensions",
)  # fmt: skip
_NAMES_DROPPED = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
_PAGE_DROPPED = ("/AA", "/PZ", "/Trans", "/Dur", "/Metadata", "/PieceInfo", "/B", "/AF", "/Thumb", "/PresSteps")
_ANYWHERE_DROPPED = ("/AA", "/JS", "/EF", "/PA", "/AF")
_LINK_TARGETS = ("http://", "https://", "mailto:")
_DEPTH = 40


def clean(source: Path, target: Path, limits: Limits) -> tuple[list[PageBox], list[str]]:
    """Write the cleaned file to target; gives its pages and notes on what was done. Raises IntakeRefused."""
    notes: set[str] = set()
    with _opened(source) as pdf:
        if pdf.is_encrypted:
            notes.add("decrypted")
        if not 1 <= len(pdf.pages) <= limits.max_pages:
            reason = Reason.TOO_MANY_PAGES if len(pdf.pages) else Reason.DAMAGED
            raise IntakeRefused(reason, f"{len(pdf.pages)} pages")
        if pdf.get_warnings():
            notes.add("repaired")
        _refuse_signed(pdf)
        _refuse_bombs(pdf, limits.content_bytes)
        _drop_form(pdf, notes)
        _drop_from_root(pdf, notes)
        boxes = [_clean_page(pdf, page, limits, notes) for page in pdf.pages]
        for item in pdf.objects:
            _scrub(item, notes, 0)
        _save(pdf, target)
    return boxes, sorted(notes)


def _opened(source: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise IntakeRefused(Reason.PASSWORD) from error
    except pikepdf.PdfError as error:
        raise IntakeRefused(Reason.DAMAGED, str(error).replace(str(source), "input")[:400]) from error


def _save(pdf: pikepdf.Pdf, target: Path) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    mode = pikepdf.ObjectStreamMode.generate
    pdf.save(target, encryption=False, object_stream_mode=mode, deterministic_id=True, compress_streams=True)


def _refuse_signed(pdf: pikepdf.Pdf) -> None:
    """What is drawn onto a signed file breaks its signature; the signature's dictionary gives it away."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ByteRange" in item and "/Contents" in item:
            raise IntakeRefused(Reason.ALREADY_SIGNED)


def _refuse_bombs(pdf: pikepdf.Pdf, most: int) -> None:
    """Streams are unpacked here piece by piece, so that a bomb is known before a parser swallows it whole."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        if item.get("/Subtype") == Name.Image:
            if int(item.get("/Width", 0)) * int(item.get("/Height", 0)) > 2 * most:
                raise IntakeRefused(Reason.TOO_COMPLEX, "a picture of too many pixels")
        elif _unpacked(item, most) > most:
            raise IntakeRefused(Reason.TOO_COMPLEX, f"a stream of more than {most} bytes")


def _unpacked(stream: pikepdf.Stream, most: int) -> int:
    """How long the stream is after its first Flate filter, counted to a little over `most`."""
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, Array) else [filters]
    raw = stream.read_raw_bytes()
    if names[0] not in (Name.FlateDecode, Name.Fl):
        return len(raw)
    if names.count(Name.FlateDecode) + names.count(Name.Fl) > 1:
        raise IntakeRefused(Reason.TOO_COMPLEX, "a stream packed twice")
    unpacker, length = zlib.decompressobj(), 0
    try:
        while raw and length <= most:
            length += len(unpacker.decompress(raw, 1 << 20))
            raw = unpacker.unconsumed_tail
    except zlib.error:
        # Whether a broken stream can be borne is for its parser to say; here only its length counts.
        return length
    return length


def _drop_form(pdf: pikepdf.Pdf, notes: set[str]) -> None:
    """Forms and comments become page content; links stay links."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        if "/XFA" in form:
            # A dynamic form is drawn by its XFA program alone; the pages hold no more than "please wait".
            if bool(pdf.Root.get("/NeedsRendering", False)) or not len(form.get("/Fields", Array())):
                raise IntakeRefused(Reason.DYNAMIC_XFA)
            del form["/XFA"]
            notes.add("xfa dropped")
        pdf.generate_appearance_streams()
        notes.add("form flattened")
    pdf.flatten_annotations("all")


def _drop_from_root(pdf: pikepdf.Pdf, notes: set[str]) -> None:
    root = pdf.Root
    for key in _ROOT_DROPPED:
        if key in root:
            del root[key]
            notes.add(f"{key[1:]} dropped")
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        for key in _NAMES_DROPPED:
            if key in names:
                del names[key]
                notes.add(f"{key[1:]} dropped")


def _clean_page(pdf: pikepdf.Pdf, page: pikepdf.Page, limits: Limits, notes: set[str]) -> PageBox:
    dictionary = page.obj
    box = page_box(dictionary)
    sides = (box.width_pt, box.height_pt)
    if not limits.least_side <= min(sides) <= max(sides) <= limits.most_side:
        raise IntakeRefused(Reason.PAGE_SIZE, f"{sides[0]:.0f} × {sides[1]:.0f} pt")
    seen = Array([box.x0, box.y0, box.x1, box.y1])
    dictionary.MediaBox, dictionary.CropBox, dictionary.Rotate = seen, seen, box.rotate
    for key in _PAGE_DROPPED:
        if key in dictionary:
            del dictionary[key]
    links = [link for link in dictionary.get("/Annots", Array()) if _is_link(link)]
    if "/Annots" in dictionary:
        del dictionary["/Annots"]
    if links:
        dictionary.Annots = pdf.make_indirect(Array(links))
    _balance(pdf, page, notes)
    return box


def _is_link(annotation: pikepdf.Object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") == Name.Link


def _balance(pdf: pikepdf.Pdf, page: pikepdf.Page, notes: set[str]) -> None:
    """Give contents the q and Q they lack, so that wrapping them restores the graphics state they began with."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, operators="q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    if depth == lowest == 0:
        return
    page.contents_add(pdf.make_stream(b"q\n" * -lowest), prepend=True)
    page.contents_add(pdf.make_stream(b"\n" + b"Q\n" * (depth - lowest)))
    notes.add("contents balanced")


def _scrub(item: Any, notes: set[str], depth: int) -> None:
    """Drop actions and embedded files from an object and what it holds directly; other objects come by themselves."""
    if depth > _DEPTH:
        raise IntakeRefused(Reason.TOO_COMPLEX, "objects nested too deeply")
    if isinstance(item, Array):
        for part in item:
            if _is_direct(part):
                _scrub(part, notes, depth + 1)
    elif isinstance(item, Dictionary | pikepdf.Stream):
        for key in _ANYWHERE_DROPPED:
            if key in item:
                del item[key]
                notes.add(f"{key[1:]} dropped")
        if "/A" in item and _is_unwelcome(item["/A"]):
            del item["/A"]
            notes.add("action dropped")
        if "/S" in item and "/Next" in item:
            del item["/Next"]
        for part in _values(item):
            _scrub(part, notes, depth + 1)


def _values(item: Any) -> Iterator[Any]:
    return (value for _, value in item.items() if _is_direct(value))


def _is_direct(value: Any) -> bool:
    return isinstance(value, Array | Dictionary) and not value.is_indirect


def _is_unwelcome(action: Any) -> bool:
    """Actions may lead to a place in the file or to a web or mail address; /A elsewhere (attributes) has no /S."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return False
    if action.S == Name.URI:
        return not str(action.get("/URI", "")).lower().startswith(_LINK_TARGETS)
    return str(action.S) != "/GoTo"
