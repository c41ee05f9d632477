"""Templates, as the server returns them."""

from typing import Any, Literal, TypedDict

UploadState = Literal["waiting", "processing", "done", "refused", "failed"]
ChangeKind = Literal["lost", "added", "altered", "not_compared"]


class TemplateEntry(TypedDict):
    """A template in a list. `version` is the newest, which new contracts use."""

    template_id: int
    name: str
    steps: int
    bulk: bool
    archived: bool
    version: int
    creator: str
    created_at: str
    changed_at: str


class TemplateVersion(TypedDict):
    """One state of a template; `sha256` and `size` are of its PDF."""

    version: int
    sha256: str
    size: int
    pages: int
    created_at: str


class PageChange(TypedDict):
    """A page that looks different from the page that was uploaded. `kind` says whether it shows less, more or something else."""

    page: int
    kind: ChangeKind
    message: str


class Template(TemplateEntry):
    """A template with the layout of its newest version, in the form in which layouts are uploaded."""

    can_start: bool
    fault: str | None
    changes: list[PageChange]
    layout: dict[str, Any]
    versions: list[TemplateVersion]


class UploadProblem(TypedDict):
    """Why an upload became no template."""

    result_code: str
    result_msg: str


class TemplateUpload(TypedDict):
    """An upload, and how far it is. `pages` is None until the file was opened."""

    upload_id: int
    state: UploadState
    pages_done: int
    pages: int | None
    created_at: str
    settled_at: str | None
    template: Template | None
    problem: UploadProblem | None
