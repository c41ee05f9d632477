"""What intake does to a PDF once it is open: refuse, drop, flatten, normalise."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from dojang.pdf.bombs import refuse_bombs
from dojang.pdf.content import balance
from dojang.pdf.geometry import PageBox
from dojang.pdf.intake import IntakeRefused, Limits, Reason
from dojang.pdf.scrub import scrub
from dojang.pdf.signed import refuse_signed
from dojang.pdf.template import page_box

_ROOT_DROPPED = (
    "/OpenAction", "/AA", "/AF", "/Collection", "/Perms", "/DSS", "/NeedsRendering", "/Requirements", "/Threads",
    "/URI", "/SpiderInfo", "/Legal", "/Metadata", "/PieceInfo", "/AcroForm", "/Extensions",
)  # fmt: skip
_NAMES_DROPPED = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
_PAGE_DROPPED = ("/AA", "/PZ", "/Trans", "/Dur", "/Metadata", "/PieceInfo", "/B", "/AF", "/Thumb", "/PresSteps")


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
        refuse_signed(pdf)
        refuse_bombs(pdf, limits.content_bytes)
        _drop_form(pdf, notes)
        _drop_from_root(pdf, notes)
        boxes = [_clean_page(pdf, page, limits, notes) for page in pdf.pages]
        for item in pdf.objects:
            scrub(item, notes, 0)
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
    balance(pdf, page, notes)
    return box


def _is_link(annotation: pikepdf.Object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") == Name.Link
