"""Taking in templates: from a stranger's PDF and a layout to a version that contracts can start from."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from dojang.companies.models import Company, Member
from dojang.contracts.letters import require_drawn, require_room
from dojang.contracts.values import WRITTEN
from dojang.documents import pages
from dojang.lib import blobs, clock
from dojang.lib.errors import DojangError, LayoutRefused, PdfRefused, ValueRefused
from dojang.lib.texts import Text, can_be_kept
from dojang.library.layout import Field, Layout, read_layout
from dojang.library.layout_faults import LayoutFault
from dojang.library.models import Template, TemplateVersion
from dojang.library.pages import Size, to_json
from dojang.pdf.intake import Intake, IntakeRefused, take_in

MOST_NAME = 128
_DEFAULT_FAULTS = {
    "characters": LayoutFault.NOT_DRAWABLE, "variant": LayoutFault.VARIANT, "room": LayoutFault.NO_ROOM
}  # fmt: skip


class TemplateRefused(DojangError):
    """The template cannot be made like this."""


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What was handed in, by its hash, and what its version will be; no `facts` where the newest one was made of the same."""

    source: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The template, its newest version, and whether that version is new."""

    template: Template
    version: TemplateVersion
    is_new: bool


def import_template(
    company: Company, *, pdf: bytes, layout: Any, name: str, number: int | None = None, creator: Member | None = None
) -> Imported:
    """Make a template, or a new version of template `number`. The same files again change nothing.

    Running contracts keep the version they started with. Raises `TemplateRefused`, `PdfRefused` and `LayoutRefused`.
    """
    _checked_name(name)
    taken = take_in_template(company, pdf=pdf, layout=layout, number=number)
    return keep_template(company, taken, name=name, number=number, creator=creator)


def take_in_template(company: Company, *, pdf: bytes, layout: Any, number: int | None = None) -> TakenIn:
    """All that takes its time: read, clean and picture the document, and keep the files. Raises `PdfRefused`, `LayoutRefused`."""
    source = _fingerprint(pdf, layout)
    if _newest_source(company, number) == source:
        return TakenIn(source=source, facts={})
    taken, checked = _take_in(pdf, layout)
    sizes = [pages.Size(page.width_pt, page.height_pt) for page in taken.pages]
    folder = f"companies/{company.pk}/templates"
    shown = pages.picture(taken.pdf, folder, taken.texts, sizes)
    facts = {
        "pdf": blobs.put(folder, taken.pdf, ".pdf"),
        "sha256": hashlib.sha256(taken.pdf).hexdigest(),
        "size": len(taken.pdf),
        "pages": to_json(shown),
        "layout": checked.to_json(),
        "source": source,
    }
    return TakenIn(source=source, facts=facts)


def keep_template(
    company: Company, taken: TakenIn, *, name: str, number: int | None = None, creator: Member | None = None
) -> Imported:
    """Write down what was taken in; the short rest of an import. Raises `TemplateRefused`."""
    name = _checked_name(name)
    with transaction.atomic():
        # Numbers of templates and versions are given in turn.
        locked = Company.objects.select_for_update().get(pk=company.pk)
        there = Template.objects.filter(company=locked, number=number).first() if number is not None else None
        if there is not None and (not taken.facts or there.latest().source == taken.source):
            return _renamed(there, name)
        return _write(locked, name, number, creator, taken.facts)


def change_template(template: Template, *, name: str | None = None, archived: bool | None = None) -> None:
    """Rename it, or archive it: nothing new is started from it then, and what was started goes on. None stays as it is."""
    if name is not None:
        template.name = _checked_name(name)
    if archived is not None and archived != (template.archived_at is not None):
        template.archived_at = clock.now() if archived else None
    template.changed_at = clock.now()
    template.save(update_fields=["name", "archived_at", "changed_at"])


def _checked_name(name: str) -> str:
    name = name.strip()
    if not 1 <= len(name) <= MOST_NAME or not can_be_kept(name):
        raise TemplateRefused(f"The template's name must be 1 to {MOST_NAME} characters.")
    return name


def _take_in(pdf: bytes, layout: Any) -> tuple[Intake, Layout]:
    try:
        taken = take_in(pdf)
    except IntakeRefused as exc:
        raise PdfRefused(exc.reason, exc.detail, exc.facts) from exc
    checked = read_layout(layout, len(taken.pages))
    _require_drawable(checked, [Size(page.width_pt, page.height_pt) for page in taken.pages])
    return taken, checked


def _require_drawable(layout: Layout, sizes: Sequence[Size]) -> None:
    """Defaults stand on the page as they are, so no character in them may lack a glyph, and all of them need room."""
    faults = [fault for field in layout.fields if field.default for fault in _undrawable(field, sizes)]
    if faults:
        raise LayoutRefused(faults)


def _undrawable(field: Field, sizes: Sequence[Size]) -> Iterator[Text]:
    try:
        require_drawn(field.name, field.default, multiline=field.multiline)
        if field.kind in WRITTEN:
            require_room(field, field.default, sizes)
    except ValueRefused as exc:
        yield _DEFAULT_FAULTS[exc.reason].filled(name=field.name, **exc.details)


def _fingerprint(pdf: bytes, layout: Any) -> str:
    return hashlib.sha256(pdf + json.dumps(layout, sort_keys=True).encode()).hexdigest()


def _newest_source(company: Company, number: int | None) -> str | None:
    """The hash of what the newest version of template `number` was made of; None where there is no such template."""
    if number is None:
        return None
    versions = TemplateVersion.objects.filter(template__company=company, template__number=number).order_by("-number")
    return versions.values_list("source", flat=True).first()


def _renamed(template: Template, name: str) -> Imported:
    if template.name != name:
        template.name, template.changed_at = name, clock.now()
        template.save(update_fields=["name", "changed_at"])
    return Imported(template=template, version=template.latest(), is_new=False)


def _write(
    locked: Company, name: str, number: int | None, creator: Member | None, facts: Mapping[str, Any]
) -> Imported:
    if number is None:
        number = (Template.objects.filter(company=locked).aggregate(most=Max("number"))["most"] or 0) + 1
    template, _ = Template.objects.update_or_create(
        company=locked,
        number=number,
        defaults={"name": name, "changed_at": clock.now()},
        create_defaults={"name": name, "creator": creator},
    )
    last = template.versions.aggregate(most=Max("number"))["most"] or 0
    version = TemplateVersion.objects.create(template=template, number=last + 1, **facts)
    return Imported(template=template, version=version, is_new=True)
