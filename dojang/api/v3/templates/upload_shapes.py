"""Shapes of uploads of templates on their way."""

from typing import Literal

from pydantic import AwareDatetime, Field

from dojang.api.v3.shapes import Told
from dojang.api.v3.templates.shapes import TemplateShape

UploadState = Literal["waiting", "processing", "done", "refused", "failed"]


class UploadProblem(Told):
    """Why an upload became no template, in the words of the answers that tell of problems."""

    result_code: str
    result_msg: str


class UploadShape(Told):
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
