"""Shapes of the calls about templates, and of uploads on their way."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field

from dojang.api.v3.base import Next, PageQuery, RequestShape, ResponseShape, Trimmed
from dojang.flow.templates import MAX_NAME
from dojang.lib.texts import Language
from dojang.library import layout
from dojang.library.models import Template
from dojang.library.pdf_faults import changed, refused
from dojang.library.queries import TemplateSummary
from dojang.pdf.changes import Change, ChangeKind

UploadState = Literal["waiting", "processing", "done", "refused", "failed"]


class TemplateFilter(PageQuery):
    """Which templates are listed."""

    archived: bool = Field(False, description="Those that are archived, instead of those in use.")


class TemplateChanges(RequestShape):
    """What is to change; what is absent or null stays as it is."""

    name: Trimmed | None = Field(None, min_length=1, max_length=MAX_NAME)
    archived: bool | None = Field(None, description="Nothing new is started from an archived template.")


class TemplateEntry(ResponseShape):
    """A template in a list."""

    template_id: int = Field(description="What starts name it by.")
    name: str
    steps: int
    bulk: bool
    archived: bool
    version: int = Field(description="The newest, which new contracts use.")
    creator: str = Field(description="An email address; empty: it came by the command line.")
    created_at: AwareDatetime
    changed_at: AwareDatetime

    @classmethod
    def of(cls, listed: TemplateSummary) -> "TemplateEntry":
        row = listed.template
        return cls(
            template_id=row.number,
            name=row.name,
            steps=listed.steps,
            bulk=listed.bulk,
            archived=row.archived_at is not None,
            version=listed.version,
            creator=row.creator.email if row.creator else "",
            created_at=row.created_at,
            changed_at=row.changed_at,
        )


class TemplateList(ResponseShape):
    """Templates, the newest first."""

    templates: list[TemplateEntry]
    next: Next


class TemplateVersionShape(ResponseShape):
    """One state of a template."""

    version: int = Field(validation_alias="number")
    sha256: str = Field(description="Of its PDF, in hex.")
    size: int = Field(description="Of its PDF, in bytes.")
    pages: Annotated[int, BeforeValidator(len)]
    created_at: AwareDatetime


class PageChange(ResponseShape):
    """A page that looks different from the page that was uploaded."""

    page: int
    kind: ChangeKind = Field(
        description="What the page shows: less, more, something else; or it was too slow to be compared."
    )
    message: str

    @classmethod
    def of(cls, raw: Mapping[str, Any], language: Language) -> "PageChange":
        change = Change.from_dict(raw)
        return cls(page=change.page, kind=change.kind, message=changed(change).of(language))


class TemplateShape(TemplateEntry):
    """A template with the layout of its newest version, in the form in which layouts are uploaded."""

    can_start: bool = Field(
        description="Whether contracts can be started: it has steps, each has a box, its trial went well, and it is in use."
    )
    fault: str | None = Field(description="Why no contract made from the newest version could be completed.")
    changes: list[PageChange] = Field(
        description="Pages of the newest version that look different from the uploaded file. Check them before you start."
    )
    layout: dict[str, Any] = Field(description="`steps`, `fields` and `bulk`.")
    versions: list[TemplateVersionShape] = Field(description="The newest first.")

    @classmethod
    def of_newest(cls, template: Template, language: Language) -> "TemplateShape":
        versions = list(template.versions.order_by("-number"))
        newest = versions[0]
        checked = layout.trusted_layout(newest.layout)
        is_complete = bool(checked.steps) and not checked.steps_without_boxes
        listed = TemplateSummary(template, len(checked.steps), checked.bulk, newest.number)
        return cls(
            can_start=is_complete and newest.fault is None and template.archived_at is None,
            fault=None if newest.fault is None else refused(newest.fault).of(language),
            changes=[PageChange.of(change, language) for change in newest.changes],
            layout=checked.to_json(),
            versions=[TemplateVersionShape.model_validate(version) for version in versions],
            **TemplateEntry.of(listed).model_dump(),
        )


class UploadProblem(ResponseShape):
    """Why an upload became no template, in the words of other problems."""

    result_code: str
    result_msg: str


class UploadShape(ResponseShape):
    """An upload, and how far it is."""

    upload_id: int
    state: UploadState = Field(
        description="waiting for the company's uploads before it, processing, done, refused for what was uploaded, "
        "failed by a fault of the server."
    )
    pages_done: int
    pages: int | None = Field(description="null: not known yet.")
    created_at: AwareDatetime
    settled_at: AwareDatetime | None = Field(description="Since when it is done, refused or failed.")
    template: TemplateShape | None = Field(description="Once it is done.")
    problem: UploadProblem | None = Field(description="Once it is refused or failed.")
