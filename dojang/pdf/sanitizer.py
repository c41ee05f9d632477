"""What intake does to a PDF once it is open: refuse, drop, flatten, normalise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.absent_fonts.survey import Survey
from dojang.pdf.bombs import refuse_bombs
from dojang.pdf.content import settle
from dojang.pdf.destinations import links_of
from dojang.pdf.entries import items, text_of
from dojang.pdf.geometry import PageBox
from dojang.pdf.intake import IntakeRefused, Limits, Reason
from dojang.pdf.links import PageLink
from dojang.pdf.opening import opened
from dojang.pdf.page_tree import straighten
from dojang.pdf.scrub import scrub
from dojang.pdf.signed import refuse_signed
from dojang.pdf.template import page_box

# Kept keys are listed, not dropped ones: a file may have any others.
_TRAILER_KEPT = ("/Root", "/Size", "/ID")
_ROOT_KEPT = (
    "/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/Outlines", "/URI", "/ViewerPreferences",
    "/PageLayout", "/PageMode", "/Lang", "/StructTreeRoot", "/MarkInfo", "/OCProperties", "/OutputIntents",
)  # fmt: skip
_PAGE_KEPT = (
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate",
    "/Resources", "/Contents", "/Group", "/StructParents", "/Tabs",
)  # fmt: skip
_MAX_TITLE = 500


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The pages of the cleaned file, the links of each, and sorted notes on what was changed or dropped."""

    pages: list[PageBox]
    links: list[list[PageLink]]
    notes: list[str]


def clean(source: Path, target: Path, limits: Limits) -> Cleaned:
    """Write the cleaned file to target. Raises IntakeRefused."""
    notes: set[str] = set()
    with opened(source, notes) as pdf:
        if pdf.is_encrypted:
            notes.add("decrypted")
        straighten(pdf, limits.max_pages)
        if not 1 <= len(pdf.pages) <= limits.max_pages:
            reason = Reason.TOO_MANY_PAGES if len(pdf.pages) else Reason.DAMAGED
            raise IntakeRefused(reason, f"{len(pdf.pages)} pages")
        if pdf.get_warnings():
            notes.add("repaired")
        refuse_signed(pdf)
        refuse_bombs(pdf, limits.content_bytes)
        _drop_program(pdf, notes)
        settled = [settle(pdf, page, limits.content_bytes) for page in pdf.pages]
        if any(settled):
            notes.add("contents settled")
        _flatten(pdf, notes)
        _replace_absent_fonts(pdf, notes)
        _drop_from_catalog(pdf, notes)
        boxes = [_clean_page(pdf, page, limits, notes) for page in pdf.pages]
        for item in pdf.objects:
            scrub(item, notes)
        links = links_of(pdf, boxes)
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(target, encryption=False, object_stream_mode=mode, deterministic_id=True, compress_streams=True)
    return Cleaned(boxes, links, sorted(notes))


def _drop_program(pdf: pikepdf.Pdf, notes: set[str]) -> None:
    """Refuse a dynamic form, whose pages hold no more than "please wait"; drop the XFA program of a static one."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        if bool(pdf.Root.get("/NeedsRendering", False)) or not len(form.get("/Fields", Array())):
            raise IntakeRefused(Reason.DYNAMIC_XFA)
        del form["/XFA"]
        notes.add("xfa dropped")


def _flatten(pdf: pikepdf.Pdf, notes: set[str]) -> None:
    """Forms and comments become page content; links stay links."""
    if all(_is_link(one) for page in pdf.pages for one in items(page.obj.get("/Annots"))):
        return
    # Most files have no others, and what draws them takes its time to import.
    from dojang.pdf.annotations.flattening import flatten
    from dojang.pdf.fonts import BUNDLED, stack_from

    if flatten(pdf, stack_from(BUNDLED)):
        notes.add("form flattened")


def _replace_absent_fonts(pdf: pikepdf.Pdf, notes: set[str]) -> None:
    """Text in Korean and Japanese fonts that the file does not contain is shown in ours."""
    absent = [shown for shown in Survey(pdf).fonts() if any(shown.visible)]
    if absent:
        from dojang.pdf.absent_fonts.replacing import replace
        from dojang.pdf.fonts import BUNDLED, stack_from

        for shown in absent:
            replace(pdf, shown, stack_from(BUNDLED))
        notes.add("fonts replaced")


def _drop_from_catalog(pdf: pikepdf.Pdf, notes: set[str]) -> None:
    about = pdf.trailer.get("/Info")
    title = about.get("/Title") if isinstance(about, Dictionary) else None
    _keep(pdf.trailer, _TRAILER_KEPT, set())
    if isinstance(title, String):
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(text_of(title)[:_MAX_TITLE])))
    # The writer brings /Size up to date only where there is one; damaged files may have none.
    pdf.trailer.Size = 1
    _keep(pdf.Root, _ROOT_KEPT, notes)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _keep(names, ("/Dests",), notes)


def _keep(dictionary: pikepdf.Object, kept: Sequence[str], notes: set[str]) -> None:
    for key in set(dictionary.keys()) - set(kept):
        del dictionary[key]
        notes.add("entries dropped")


def _clean_page(pdf: pikepdf.Pdf, page: pikepdf.Page, limits: Limits, notes: set[str]) -> PageBox:
    dictionary = page.obj
    box = page_box(dictionary)
    sides = (box.width_pt, box.height_pt)
    if not limits.least_side <= min(sides) <= max(sides) <= limits.most_side:
        raise IntakeRefused(Reason.PAGE_SIZE, f"{sides[0]:.0f} × {sides[1]:.0f} pt")
    resources, annotations = dictionary.get("/Resources"), dictionary.get("/Annots")
    _keep(dictionary, _PAGE_KEPT, notes)
    dictionary.Type = Name.Page
    seen = Array([box.x0, box.y0, box.x1, box.y1])
    dictionary.MediaBox, dictionary.CropBox, dictionary.Rotate = seen, seen, box.rotate
    if box.user_unit != 1:
        dictionary.UserUnit = box.user_unit
    dictionary.Resources = resources if isinstance(resources, Dictionary) else Dictionary()
    links = [link for link in annotations if _is_link(link)] if isinstance(annotations, Array) else []
    if links:
        dictionary.Annots = pdf.make_indirect(Array(links))
    return box


def _is_link(annotation: pikepdf.Object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") == Name.Link
