"""Taking in templates: from a stranger's PDF and a layout to a version that contracts can start from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from dojang.companies.models import Company, Member
from dojang.flow.intake import Progress, prepare
from dojang.lib import clock
from dojang.lib.texts import can_be_kept
from dojang.library.errors import TemplateRefused
from dojang.library.models import Template, TemplateVersion
from dojang.library.queries import newest_version

MAX_NAME = 128


@dataclass(frozen=True, kw_only=True)
class PreparedVersion:
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
    company: Company,
    *,
    pdf: bytes,
    layout: Any,
    name: str,
    number: int | None = None,
    creator: Member | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Make a template, or a new version of template `number`. The same files again change nothing.

    Running contracts keep the version they started with. `progress` is called with the pages done and the pages there are.
    Raises `TemplateRefused`, `PdfRefused` and `LayoutRefused`.
    """
    _checked_name(name)
    taken = prepare_version(company, pdf=pdf, layout=layout, number=number, progress=progress)
    return save_version(company, taken, name=name, number=number, creator=creator)


def prepare_version(
    company: Company, *, pdf: bytes, layout: Any, number: int | None = None, progress: Progress | None = None
) -> PreparedVersion:
    """All that takes its time: read, clean, try out and picture the document, and keep the files.

    `progress` is called with the pages done and the pages there are. Raises `PdfRefused`, `LayoutRefused`.
    """
    source = _fingerprint(pdf, layout)
    if _is_newest(company, number, source):
        return PreparedVersion(source=source, facts={})
    facts = prepare(pdf, layout, f"companies/{company.pk}/templates", progress)
    return PreparedVersion(source=source, facts={**facts, "source": source})


def save_version(
    company: Company, taken: PreparedVersion, *, name: str, number: int | None = None, creator: Member | None = None
) -> Imported:
    """Write down what was taken in; the short rest of an import. Raises `TemplateRefused`."""
    name = _checked_name(name)
    with transaction.atomic():
        # Numbers of templates and versions are given in turn.
        locked = Company.objects.select_for_update().get(pk=company.pk)
        there = Template.objects.filter(company=locked, number=number).first() if number is not None else None
        if there is not None and (not taken.facts or _is_made_of(there.latest(), taken.source)):
            return _renamed(there, name)
        return _write(locked, name, number, creator, taken.facts)


def change_template(template: Template, *, name: str | None = None, archived: bool | None = None) -> None:
    """Rename it, or archive it: nothing new is started from it then, and started contracts continue. None stays as it is."""
    if name is not None:
        template.name = _checked_name(name)
    if archived is not None and archived != (template.archived_at is not None):
        template.archived_at = clock.now() if archived else None
    template.changed_at = clock.now()
    template.save(update_fields=["name", "archived_at", "changed_at"])


def _checked_name(name: str) -> str:
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME or not can_be_kept(name):
        raise TemplateRefused(f"The template's name must be 1 to {MAX_NAME} characters.")
    return name


def _fingerprint(pdf: bytes, layout: Any) -> str:
    return hashlib.sha256(pdf + json.dumps(layout, sort_keys=True).encode()).hexdigest()


def _is_newest(company: Company, number: int | None, source: str) -> bool:
    """Whether the newest version of template `number` was made of the same. One whose trial failed is made again."""
    newest = newest_version(company, str(number)) if number is not None else None
    return newest is not None and _is_made_of(newest, source)


def _is_made_of(version: TemplateVersion, source: str) -> bool:
    return version.source == source and version.fault is None


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
