"""POST /exportfield: the values in a contract's boxes."""

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.lookups import find_contract
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import CHECK_WORKFLOW_ID, NOT_PARSED, SUCCESS, Refused
from dojang.api.coded.shapes import TIME
from dojang.api.formats import Status
from dojang.companies.callers import Scope
from dojang.lib import times


class ExportField:
    """POST /exportfield."""

    DONE = SUCCESS
    UNREADABLE = NOT_PARSED
    UNKNOWN = CHECK_WORKFLOW_ID


class ExportFieldBody(BaseModel):
    """Which contract."""

    workflow_id: str | int


class ExportFieldDone(CodedBody):
    """The values in its boxes, by their names; a picture or drawing as a URL that shows it."""

    workflow_id: str
    workflow_name: str
    doc_uid: str
    status: Status
    sender_email: str
    start_date: str = Field(description=TIME)
    field_data: dict[str, str]


def answer(request: CodedRequest) -> CodedResponse:
    """Every box of the contract with its value, in the order of the template."""
    caller = request.caller()
    contract = find_contract(caller, request.body.identifier("workflow_id"))
    if contract is None:
        raise Refused(ExportField.UNKNOWN)
    values = {value.name: value for value in contract.values.all()}
    done = ExportFieldDone(
        workflow_id=str(contract.pk),
        workflow_name=contract.title,
        doc_uid=str(contract.template.number),
        status=formats.status(contract),
        sender_email=contract.starter.email,
        start_date=formats.time(contract.started_at, times.zone(caller.company.timezone)),
        field_data={field.name: formats.shown(values.get(field.name)) for field in contract.read_layout().fields},
    )
    return CodedResponse(ExportField.DONE, done)


CALL = PathCall(
    method="POST",
    call=Call(
        request_code="/exportfield",
        act=answer,
        unreadable=ExportField.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=Description(
            group="contracts",
            title="Read what stands in a contract's boxes",
            request=ExportFieldBody,
            answer=ExportFieldDone,
            results=ExportField,
            examples=(
                Example(
                    request={"workflow_id": "17"},
                    answer={
                        "workflow_id": "17", "workflow_name": "NDA 2026", "doc_uid": "1", "status": "Playing",
                        "sender_email": "kim@acme.test", "start_date": "2026-01-31 10:00:00",
                        "field_data": {"name": "Lee", "sign1": "", "sign2": ""},
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
