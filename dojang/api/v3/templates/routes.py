"""Templates: upload, list, read, rename, archive. No edition of the eSignon API lets them be uploaded; this is Dojang's own."""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

from django.http import Http404, HttpResponse
from ninja import File, Form, Query, Router, UploadedFile
from ninja.params import functions

from dojang.api import json_body
from dojang.api.idempotency import key_of
from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter, require_seen
from dojang.api.v3 import files
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id, Trimmed
from dojang.api.v3.bounds import takes
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent_prepared
from dojang.api.v3.json import language_of
from dojang.api.v3.later import later
from dojang.api.v3.templates import examples
from dojang.api.v3.templates.shapes import (
    TemplateChanges,
    TemplateEntry,
    TemplateFilter,
    TemplateList,
    TemplateShape,
    UploadShape,
)
from dojang.api.v3.templates.upload import apart, read_layout, read_pdf, settled, shape_of
from dojang.companies.callers import Scope
from dojang.documents.planning import plan
from dojang.flow import uploads
from dojang.flow.templates import MAX_NAME, change_template
from dojang.lib import blobs
from dojang.lib.deferred import Outcome
from dojang.library.models import Template, TemplateVersion
from dojang.library.queries import described, find_template, summary_of

_READ, _WRITE = needs(Scope.TEMPLATES_READ), needs(Scope.TEMPLATES_WRITE)
LayoutPart = Annotated[
    str | None,
    functions.Form(
        description="The boxes as JSON, as text or as a file: `steps`, `fields` and `bulk`, as reading a template returns them."
    ),
]
_GO_ON_WITH = dict.fromkeys(
    ("templates_read", "templates_change", "templates_create_version", "templates_document"),
    ("template_id", "template_id"),
)
router = Router(tags=["templates"])


def taken_later(extra: dict[str, Any]) -> dict[str, Any]:
    """`openapi_extra` of a call that may be answered with how far it is."""
    content = {"application/json": {"example": examples.UPLOAD_PROCESSING}}
    headers = {name: {"schema": {"type": "string"}} for name in ("Location", "Retry-After")}
    extra["responses"][202] = {"content": content, "headers": headers}
    return extra


@router.post(
    "/templates",
    auth=_WRITE,
    response={201: TemplateShape, 202: UploadShape},
    summary="Upload a template",
    openapi_extra=taken_later(
        example(form=examples.UPLOAD, answer=examples.UPLOADED, status=201, leads_to=_GO_ON_WITH)
    ),
)
@settled
@idempotent_prepared(202)
@takes(json_body.UPLOAD)
def create(
    request: Request,
    name: Form[Trimmed],
    pdf: File[UploadedFile],
    layout: LayoutPart = None,
) -> Callable[[], UploadShape]:
    """A PDF of up to 20 MB and 500 pages, and where to write and sign on it. Scripts and attachments in it are dropped.

    What takes longer than a few seconds is answered with 202: read the upload until it is done.
    """
    _check_name(name)
    boxes = read_layout(request, layout)
    if boxes is None:
        raise InvalidParameter(Parameter.REQUIRED, parameter="layout")
    file, key = uploads.keep_file(request.auth.company, read_pdf(pdf)), key_of(request) or ""
    return lambda: shape_of(request, uploads.enqueue(request.auth, file, layout=boxes, name=name, key=key))


@router.post(
    "/templates/{template_id}/versions",
    auth=_WRITE,
    response={201: TemplateShape, 202: UploadShape},
    summary="Upload a new version of a template",
    openapi_extra=taken_later(example(form=examples.NEW_PDF, answer=examples.NEW_VERSION, status=201)),
)
@settled
@idempotent_prepared(202)
@takes(json_body.UPLOAD)
def create_version(
    request: Request,
    template_id: Id,
    pdf: File[UploadedFile | None] = None,
    layout: LayoutPart = None,
) -> Callable[[], UploadShape]:
    """Another PDF, another layout, or both; what is absent stays. Running contracts keep the version that they have.

    What takes longer than a few seconds is answered with 202: read the upload until it is done.
    """
    template = _find(request, template_id)
    newest, boxes = template.latest(), read_layout(request, layout)
    if pdf is None and boxes is None:
        raise InvalidParameter(Parameter.REQUIRED, parameter="pdf, layout")
    company, key = request.auth.company, key_of(request) or ""
    file = uploads.keep_file(company, read_pdf(pdf)) if pdf is not None else uploads.KeptFile(newest.pdf)
    layout_wanted, name = boxes or newest.layout, template.name
    return lambda: shape_of(
        request, uploads.enqueue(request.auth, file, layout=layout_wanted, name=name, of=template, key=key)
    )


@router.get(
    "/templates/uploads/{upload_id}",
    auth=_WRITE,
    response=UploadShape,
    summary="How far an upload is",
    openapi_extra=example(answer=examples.UPLOAD_DONE),
)
def upload(request: Request, upload_id: Id) -> UploadShape:
    """Its template once it is done; why not, where it was refused. For 30 days."""
    found = uploads.find(request.auth.company, upload_id)
    if found is None:
        raise Http404
    return shape_of(request, found)


@router.get(
    "/templates",
    auth=_READ,
    response=TemplateList,
    summary="List templates",
    openapi_extra=example(answer={"templates": [examples.ENTRY], "next": None}),
)
def index(request: Request, wanted: Query[TemplateFilter]) -> TemplateList:
    """The newest first."""
    rows, following = wanted.cut(described(request.auth.company).filter(archived_at__isnull=not wanted.archived))
    return TemplateList(templates=[TemplateEntry.of(summary_of(row)) for row in rows], next=following)


@router.get(
    "/templates/{template_id}",
    auth=_READ,
    response=TemplateShape,
    summary="Read a template with its boxes",
    openapi_extra=example(answer=examples.TEMPLATE),
)
def read(request: Request, template_id: Id) -> TemplateShape:
    """And with the versions that it has had."""
    return TemplateShape.of_newest(_find(request, template_id), language_of(request))


@router.patch(
    "/templates/{template_id}",
    auth=_WRITE,
    response=TemplateShape,
    summary="Rename a template, or archive it",
    openapi_extra=example(request={"name": "NDA 2027"}, answer=examples.TEMPLATE | {"name": "NDA 2027"}),
)
def change(request: Request, template_id: Id, body: TemplateChanges) -> TemplateShape:
    """An archived template starts nothing new; its contracts continue, and it can be used again later."""
    template = _find(request, template_id)
    if body.name is not None:
        _check_name(body.name)
    change_template(template, name=body.name, archived=body.archived)
    return TemplateShape.of_newest(template, language_of(request))


@router.get(
    "/templates/{template_id}/document",
    auth=_READ,
    summary="Download a template's PDF",
    openapi_extra=files.file_answer(),
)
def document(request: Request, template_id: Id, version: Id | None = None) -> HttpResponse:
    """As it is kept: cleaned, and with nothing filled in. Without `version` the newest."""
    found = _version(request, template_id, version)
    response = files.known_already(request, found.sha256)
    return response or files.pdf(blobs.get(found.pdf), found.sha256, f"{found.template.name} {found.number}")


@router.get(
    "/templates/{template_id}/preview",
    auth=_READ,
    summary="Look at a template's boxes",
    openapi_extra=files.file_answer(),
)
def preview(request: Request, template_id: Id, version: Id | None = None) -> HttpResponse:
    """The PDF with each box framed and labelled: its step and role, its name, its kind, `*` where it is required.

    Without `version` the newest.
    """
    found = _version(request, template_id, version)

    def then(planned: Outcome[bytes]) -> HttpResponse:
        data = planned()
        return files.pdf(data, sha256(data).hexdigest(), f"{found.template.name} {found.number} preview")

    return later(request, lambda: apart(request.auth.company, lambda: plan(found)), then)


def _version(request: Request, number: int, version: int | None) -> TemplateVersion:
    template = _find(request, number)
    found = template.latest() if version is None else template.versions.filter(number=version).first()
    if found is None:
        raise Http404
    return found


def _find(request: Request, number: int) -> Template:
    template = find_template(request.auth.company, str(number))
    if template is None:
        raise Http404
    return template


def _check_name(name: str) -> None:
    if not name:
        raise InvalidParameter(Parameter.REQUIRED, parameter="name")
    if len(name) > MAX_NAME:
        raise InvalidParameter(Parameter.TOO_LONG, parameter="name", most=MAX_NAME)
    require_seen("name", name)
