"""Uploads of templates: stored by a web server, made into templates by a worker, looked up by the caller.

Taking in a file takes up to a minute. It happens in a queue of its own, one file of a company after the other, and the companies
take turns.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet

from dojang.companies import idempotency
from dojang.companies.callers import Caller
from dojang.companies.models import Company
from dojang.flow import queue
from dojang.flow.templates import prepare_version, save_version
from dojang.lib import blobs, clock
from dojang.lib.errors import TooManyRequests
from dojang.library.errors import LayoutRefused, PdfRefused
from dojang.library.models import Template, TemplateUpload

log = structlog.get_logger(__name__)
State = TemplateUpload.State

MAX_WAITING, LATER = 10, timedelta(seconds=30)  # uploads of a company; when it may try again
MAX_TRIES = 3
MAX_FAULTS = 20  # of a layout that are kept
KEPT_FOR, FILES_SPARED_FOR = timedelta(days=30), timedelta(days=1)
_TOLD_EVERY = 0.5  # seconds between two words of how far it is


@dataclass(frozen=True)
class KeptFile:
    """A file that was uploaded, where it is kept until it is taken in: its blob key, and the folder of its own that it has."""

    pdf: str
    folder: str = ""


def keep_file(company: Company, pdf: bytes) -> KeptFile:
    """Keep an uploaded file. Raises `TooManyRequests` where too many of the company's wait already."""
    _require_room(company)
    folder = f"{_folder(company.pk)}/{uuid.uuid4().hex}"
    return KeptFile(blobs.put(folder, pdf, ".pdf"), folder)


def enqueue(
    caller: Caller, file: KeptFile, *, layout: Mapping[str, Any], name: str, of: Template | None = None, key: str = ""
) -> TemplateUpload:
    """Have a worker make a template of this, or a version `of` one. Raises as `hand_in` does."""
    behind = _require_room(caller.company)
    with transaction.atomic():
        upload = TemplateUpload.objects.create(
            company=caller.company, member=caller.member, key=key, name=name, number=of.number if of else None, pdf=file.pdf,
            folder=file.folder, layout=layout,
        )  # fmt: skip
        queue.take_in(upload.pk, caller.company.pk, behind=behind)
    return upload


def _require_room(company: Company) -> int:
    waiting = TemplateUpload.objects.filter(company=company, settled_at=None).count()
    if waiting >= MAX_WAITING:
        raise TooManyRequests(LATER)
    return waiting


def process(upload_id: int) -> None:
    """Make the template, or say why not. An upload that is settled already is left as it is."""
    upload = TemplateUpload.objects.select_related("company", "member").get(pk=upload_id)
    if upload.settled_at is not None:
        return
    upload.state, upload.tries = State.PROCESSING, upload.tries + 1
    upload.save(update_fields=["state", "tries"])
    try:
        _make(upload)
    except PdfRefused as exc:
        _settle(upload, State.REFUSED, refusal={"pdf": exc.reason, "facts": exc.facts})
    except LayoutRefused as exc:
        faults = [vars(fault) for fault in exc.faults[:MAX_FAULTS]]
        _settle(upload, State.REFUSED, refusal={"layout": faults, "more": max(0, len(exc.faults) - MAX_FAULTS)})
    except Exception:
        if upload.tries < MAX_TRIES:
            raise
        log.exception("an upload could not be taken in", upload=upload.pk)
        _settle(upload, State.FAILED)
    if upload.folder:
        blobs.remove(upload.folder)


def find(company: Company, upload_id: int) -> TemplateUpload | None:
    """The company's upload with this number."""
    return TemplateUpload.objects.select_related("template").filter(company=company, pk=upload_id).first()


def is_settled(upload_id: int) -> bool:
    """Whether it is known what became of it."""
    return TemplateUpload.objects.filter(pk=upload_id, settled_at__isnull=False).exists()


def open_before(moment: datetime) -> QuerySet[TemplateUpload]:
    """Uploads from before `moment` that are not settled."""
    return TemplateUpload.objects.filter(settled_at=None, created_at__lt=moment)


def forget() -> None:
    """Remove uploads that were settled long ago, and files that no open upload needs."""
    TemplateUpload.objects.filter(settled_at__lte=clock.now() - KEPT_FOR).delete()
    for company_id in Company.objects.order_by("pk").values_list("pk", flat=True):
        for keys in blobs.kept_before(_folder(company_id), clock.now() - FILES_SPARED_FOR):
            needed = set(TemplateUpload.objects.filter(pdf__in=keys, settled_at=None).values_list("pdf", flat=True))
            blobs.delete([key for key in keys if key not in needed])


def _folder(company_id: int) -> str:
    return f"companies/{company_id}/uploads"


def _make(upload: TemplateUpload) -> None:
    taken = prepare_version(
        upload.company,
        pdf=blobs.get(upload.pdf),
        layout=upload.layout,
        number=upload.number,
        progress=_Progress(upload.pk).tell,
    )
    with transaction.atomic():
        imported = save_version(upload.company, taken, name=upload.name, number=upload.number, creator=upload.member)
        upload.pages = upload.pages_done = len(imported.version.pages)
        _settle(upload, State.DONE, template=imported.template)


def _settle(
    upload: TemplateUpload,
    state: TemplateUpload.State,
    *,
    template: Template | None = None,
    refusal: Mapping[str, Any] | None = None,
) -> None:
    upload.state, upload.settled_at, upload.template, upload.refusal = state, clock.now(), template, refusal
    with transaction.atomic():
        upload.save(update_fields=["state", "settled_at", "template", "refusal", "pages", "pages_done"])
        if state is not State.DONE and upload.key:
            idempotency.free(upload.company, upload.key)  # as for every request that fails


class _Progress:
    """Writes down how far an upload is, now and then, from whichever thread hears of it."""

    def __init__(self, upload_id: int) -> None:
        self._upload_id, self._lock, self._told_at = upload_id, Lock(), 0.0

    def tell(self, done: int, total: int) -> None:
        with self._lock:
            if monotonic() - self._told_at < _TOLD_EVERY:
                return
            self._told_at = monotonic()
        try:
            TemplateUpload.objects.filter(pk=self._upload_id, settled_at=None).update(pages_done=done, pages=total)
        finally:
            if not connection.in_atomic_block:
                connection.close()
