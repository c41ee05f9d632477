"""POST /exportfield: what stands in the boxes of a contract."""

from dojang.api import formats
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.path_call import PathCall, find_contract
from dojang.api.coded.reads_results import ExportField
from dojang.api.coded.reads_shapes import EXPORT_FIELD
from dojang.api.coded.results import Refused
from dojang.companies.callers import Scope
from dojang.lib import moments


def answer(question: CodedRequest) -> CodedResponse:
    """Every box of the contract with what stands in it, in the order of the template."""
    caller = question.caller()
    contract = find_contract(caller, question.body.identifier("workflow_id"))
    if contract is None:
        raise Refused(ExportField.UNKNOWN)
    values = {value.name: value for value in contract.values.all()}
    body = {
        "workflow_id": str(contract.pk),
        "workflow_name": contract.title,
        "doc_uid": str(contract.template.number),
        "status": formats.status(contract),
        "sender_email": contract.starter.email,
        "start_date": formats.time(contract.started_at, moments.zone(caller.company.timezone)),
        "field_data": {field.name: formats.shown(values.get(field.name)) for field in contract.read_layout().fields},
    }
    return CodedResponse(row=ExportField.DONE, body=body)


CALL = PathCall(
    method="POST",
    call=Call(
        request_code="/exportfield",
        act=answer,
        unreadable=ExportField.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=EXPORT_FIELD,
    ),
)
