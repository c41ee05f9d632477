"""GET /api/v2/docs/:documentId: a template and its boxes."""

from collections.abc import Iterator

from dojang.api import formats
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.path_call import PathCall, offset_of
from dojang.api.coded.reads_results import DocInfo
from dojang.api.coded.results import Refused
from dojang.api.coded.v2_shapes import DOC
from dojang.companies.callers import Scope
from dojang.library.finding import find_template
from dojang.library.layout import Layout, trusted_layout


def answer(question: CodedRequest) -> CodedResponse:
    """The template as new contracts would use it."""
    company, zone = question.caller().company, offset_of(question.body)
    template = find_template(company, question.body.exact("documentId"))
    if template is None:
        raise Refused(DocInfo.UNKNOWN)
    layout = trusted_layout(template.latest().layout)
    if not layout.steps or layout.steps_without_boxes:
        raise Refused(DocInfo.INCOMPLETE)
    creator = template.creator.display_name if template.creator else ""
    body = {
        "doc_id": str(template.number),
        "doc_name": template.name,
        "doc_type": "BULKTYPE" if layout.bulk else "WEBTYPE",
        "creator": creator,
        "workflow_library_id": str(template.number),
        "dir_type": "shared",
        "dir_path": "/",
        "last_modifier": creator,
        "file_workflow_count": len(layout.steps),
        "last_modify_date": formats.time(template.changed_at, zone),
        "create_date": formats.time(template.created_at, zone),
        "field_list": list(_fields(layout)),
    }
    return CodedResponse(row=DocInfo.DONE, body=body)


def _fields(layout: Layout) -> Iterator[dict[str, str]]:
    """A box that nobody fills has no step; templates name no people."""
    for field in layout.fields:
        yield {"action_id": str(field.step or ""), "field_owner": field.name, "email": ""}


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/api/v2/docs/:documentId",
        act=answer,
        unreadable=DocInfo.UNREADABLE,
        scope=Scope.TEMPLATES_READ,
        describe=DOC,
    ),
)
