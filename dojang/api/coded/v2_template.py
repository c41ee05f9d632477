"""GET /api/v2/docs/:documentId: a template and its boxes."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import BAD_OFFSET, CHECK_ID, NOT_PARSED, SUCCESS, CodedResult, Refused
from dojang.api.coded.shapes import ZONE_OFFSET
from dojang.api.parameters import zone_of
from dojang.companies.callers import Scope
from dojang.lib.texts import Text
from dojang.library.layout import trusted_layout
from dojang.library.queries import find_template


class DocInfo:
    """GET /api/v2/docs/:documentId."""

    DONE = SUCCESS
    UNREADABLE = NOT_PARSED
    BAD_OFFSET = BAD_OFFSET
    INCOMPLETE = CodedResult("10", Text(
        ko="완성되지 않은 서식입니다.", en="The template is not complete.", ja="完成していない書式です。",
    ))  # fmt: skip
    UNKNOWN = CodedResult("11", CHECK_ID)


class DocQuery(BaseModel):
    """Which template."""

    documentId: str  # noqa: N815 — the API's own name
    offset: str = ZONE_OFFSET


class Box(BaseModel):
    """A box of the template."""

    action_id: str = Field(description="The step whose box it is; empty for a box that no signer fills.")
    field_owner: str = Field(description="The box's name.")
    email: str


class DocInfoDone(CodedBody):
    """A template."""

    doc_id: str
    doc_name: str
    doc_type: Literal["WEBTYPE", "BULKTYPE"]
    creator: str
    workflow_library_id: str = Field(description="The `workflow_lib_id` of a bulk start.")
    dir_type: str
    dir_path: str
    last_modifier: str
    file_workflow_count: int = Field(description="Its steps.")
    last_modify_date: str
    create_date: str
    field_list: list[Box]


def answer(request: CodedRequest) -> CodedResponse:
    """The template as new contracts would use it."""
    company, zone = request.caller().company, zone_of(request.body.exact("offset"))
    template = find_template(company, request.body.exact("documentId"))
    if template is None:
        raise Refused(DocInfo.UNKNOWN)
    layout = trusted_layout(template.latest().layout)
    if not layout.steps or layout.steps_without_boxes:
        raise Refused(DocInfo.INCOMPLETE)
    creator = template.creator.display_name if template.creator else ""
    done = DocInfoDone(
        doc_id=str(template.number),
        doc_name=template.name,
        doc_type="BULKTYPE" if layout.bulk else "WEBTYPE",
        creator=creator,
        workflow_library_id=str(template.number),
        dir_type="shared",
        dir_path="/",
        last_modifier=creator,
        file_workflow_count=len(layout.steps),
        last_modify_date=formats.time(template.changed_at, zone),
        create_date=formats.time(template.created_at, zone),
        # A box that no signer fills has no step; templates name no people.
        field_list=[Box(action_id=str(field.step or ""), field_owner=field.name, email="") for field in layout.fields],
    )
    return CodedResponse(DocInfo.DONE, done)


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/api/v2/docs/:documentId",
        act=answer,
        unreadable=DocInfo.UNREADABLE,
        scope=Scope.TEMPLATES_READ,
        describe=Description(
            group="templates",
            title="Read a template",
            request=DocQuery,
            answer=DocInfoDone,
            results=DocInfo,
            examples=(
                Example(
                    request={"documentId": "1", "offset": "+09:00"},
                    answer={
                        "doc_id": "1", "doc_name": "NDA", "doc_type": "WEBTYPE", "creator": "Kim",
                        "workflow_library_id": "1", "dir_type": "shared", "dir_path": "/", "last_modifier": "Kim",
                        "file_workflow_count": 2, "last_modify_date": "2026-01-31 10:00:00",
                        "create_date": "2026-01-31 10:00:00",
                        "field_list": [
                            {"action_id": "1", "field_owner": "name", "email": ""},
                            {"action_id": "1", "field_owner": "sign1", "email": ""},
                            {"action_id": "2", "field_owner": "sign2", "email": ""},
                        ],
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
