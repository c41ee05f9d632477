"""Everything that rows say is in the store, read through; and everything in the store that no row needs.

Rows and keys are taken some at a time, and files are read in pieces, so that memory does not grow with what there is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet
from obstore.exceptions import BaseError

from dojang.contracts.contents import PICTURE_BLOBS
from dojang.contracts.models import Draft, FieldValue, Link, Preview
from dojang.documents.errors import FileDamaged
from dojang.documents.models import Sealed
from dojang.flow import maintenance, sealed_files
from dojang.lib import blobs, clock
from dojang.lib.errors import BlobDamaged
from dojang.library.models import TemplateVersion

_AT_ONCE = 500  # rows
_SPARED_FOR = timedelta(days=1)  # longer than from putting a file to the commit of the row that names it
_KINDS = {Sealed.Kind.DOCUMENT: "completed document", Sealed.Kind.CERTIFICATE: "certificate"}
_TEMPLATES = """
SELECT pdf FROM library_templateversion WHERE pdf = ANY(%(keys)s)
UNION SELECT page ->> 'picture' FROM library_templateversion, jsonb_array_elements(pages) AS page
WHERE page ->> 'picture' = ANY(%(keys)s)
"""
_OF_CONTRACTS = """
SELECT blob FROM documents_sealed WHERE contract_id = ANY(%(contracts)s)
UNION SELECT page ->> 'picture' FROM documents_sealed, jsonb_array_elements(pages) AS page
WHERE contract_id = ANY(%(contracts)s)
"""


@dataclass(frozen=True)
class Fault:
    """A file that is not what a row says: `reason` is missing, damaged or unreadable; `about` says whose it is."""

    about: str
    key: str
    reason: str


@dataclass(frozen=True)
class _File:
    """A file that a row names; `sealed` where it is a sealed file itself."""

    about: str
    key: str
    row: Model
    sealed: Sealed | None = None


def faults(looked_at: Callable[[int], None]) -> Iterator[Fault]:
    """Reads every file that a row names; `looked_at` hears how many there were so far.

    A damaged sealed file is noted in its contract's history, as if a person had looked at it.
    """
    for number, file in enumerate(_files(), 1):
        fault = _read(file)
        if fault is not None and _is_named_still(file):
            yield fault
        looked_at(number)


def orphans() -> Iterator[str]:
    """The keys of files that no row needs any more, those of the last day excepted."""
    for keys in blobs.kept_before("companies", clock.now() - _SPARED_FOR):
        yield from _not_needed(keys)


def _read(file: _File) -> Fault | None:
    try:
        sealed_files.check(file.sealed) if file.sealed else blobs.check(file.key)
    except (BlobDamaged, FileDamaged) as fault:
        return Fault(file.about, file.key, "missing" if fault.is_missing else "damaged")
    except BaseError:
        return Fault(file.about, file.key, "unreadable")
    return None


def _is_named_still(file: _File) -> bool:
    """Whether the row still names the file: it may have been erased meanwhile, or a signer may have drawn another picture."""
    there = type(file.row)._default_manager.filter(pk=file.row.pk).first()
    return there is not None and any(one.key == file.key for one in _READERS[type(file.row)](there))


def _files() -> Iterator[_File]:
    for rows in _ROWS:
        for row in _each(rows):
            yield from _READERS[type(row)](row)


def _each(rows: QuerySet[Any]) -> Iterator[Any]:
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        yield from some
        last = some[-1].pk


def _of_sealed(sealed: Sealed) -> Iterator[_File]:
    about = f"contract {sealed.contract_id}, {_KINDS[Sealed.Kind(sealed.kind)]}"
    yield _File(about, sealed.blob, sealed, sealed)
    yield from _pages(about, sealed.pages, sealed)


def _of_template(version: TemplateVersion) -> Iterator[_File]:
    template = version.template
    about = f"company {template.company.comp_id}, template {template.number} version {version.number}"
    yield _File(f"{about}, PDF", version.pdf, version)
    yield from _pages(about, version.pages, version)


def _pages(about: str, pages: Sequence[Mapping[str, Any]], row: Model) -> Iterator[_File]:
    for number, page in enumerate(pages, 1):
        yield _File(f"{about}, picture of page {number}", page["picture"], row)


def _of_value(value: FieldValue) -> Iterator[_File]:
    return _pictures(f"contract {value.contract_id}, box {value.name}", value.data, value)


def _of_draft(draft: Draft) -> Iterator[_File]:
    return _pictures(f"contract {draft.signer.contract_id}, draft of box {draft.name}", draft.data, draft)


def _of_link(link: Link) -> Iterator[_File]:
    return _pictures(f"contract {link.contract_id}, picture that an export told of", link.picture, link)


def _of_preview(preview: Preview) -> Iterator[_File]:
    for name, value in preview.values.items():
        yield from _pictures(f"preview {preview.pk}, box {name}", value["data"], preview)


def _pictures(about: str, data: Mapping[str, Any] | None, row: Model) -> Iterator[_File]:
    return (_File(about, data[part], row) for part in PICTURE_BLOBS if data and part in data)


_ROWS: tuple[QuerySet[Any], ...] = (
    Sealed.objects.all(),
    TemplateVersion.objects.select_related("template__company").defer("layout"),
    FieldValue.objects.filter(data__kind="picture"),
    Draft.objects.filter(data__kind="picture").select_related("signer"),
    Link.objects.filter(purpose=Link.Purpose.PICTURE, picture__kind="picture"),
    Preview.objects.filter(~Q(values={})),
)
_READERS: Mapping[type[Model], Callable[[Any], Iterable[_File]]] = {
    Sealed: _of_sealed,
    TemplateVersion: _of_template,
    FieldValue: _of_value,
    Draft: _of_draft,
    Link: _of_link,
    Preview: _of_preview,
}


def _not_needed(keys: Sequence[str]) -> list[str]:
    """Those of `companies/ID/…` that no row needs: the folder below says which rows may."""
    areas: dict[str, list[str]] = {}
    for key in keys:
        areas.setdefault(key.split("/")[2], []).append(key)
    pictures, others = areas.pop("pictures", []), [key for some in areas.values() for key in some]
    contracts = [int(key.split("/")[3]) for key in areas.get("contracts", []) if key.split("/")[3].isdigit()]
    with connection.cursor() as cursor:
        cursor.execute(_TEMPLATES, {"keys": areas.get("templates", [])})
        needed = {key for (key,) in cursor.fetchall()}
        cursor.execute(_OF_CONTRACTS, {"contracts": list(set(contracts))})
        needed |= {key for (key,) in cursor.fetchall()}
    return [*(key for key in others if key not in needed), *maintenance.without_a_row(pictures)]
