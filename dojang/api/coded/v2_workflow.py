"""GET /api/v2/workflows/:workflowId: everything about a contract."""

from collections.abc import Iterator

from dojang.api import formats
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.path_call import PathCall, find_contract, offset_of
from dojang.api.coded.reads_results import WorkflowInfo
from dojang.api.coded.results import Refused
from dojang.api.coded.v2_shapes import WORKFLOW
from dojang.api.history import history
from dojang.companies.callers import Scope
from dojang.contracts import steps
from dojang.contracts.models import Contract, Signer
from dojang.flow import reading
from dojang.lib.contact import ContactKind

Json = dict[str, str]


def answer(question: CodedRequest) -> CodedResponse:
    """The contract, its people, its history, what stands in its boxes, and where its files are once it is complete."""
    caller, zone = question.caller(), offset_of(question.body)
    contract = find_contract(caller, question.body.exact("workflowId"))
    if contract is None:
        raise Refused(WorkflowInfo.UNKNOWN)
    told = history(contract, zone)
    body: dict[str, object] = {
        "workflow_id": str(contract.pk),
        "workflow_name": contract.title,
        "workflow_status": formats.status(contract),
        "workflow_type": "BULKTYPE" if contract.via == Contract.Via.BULK else "WEBTYPE",
        "create_date": formats.time(contract.started_at, zone),
        "last_modify_date": told[-1]["confirm_date"] if told else "",
        "expiry_date": formats.time(contract.expires_at, zone),
        "creator_email": contract.starter.email,
        "creator_name": contract.starter.display_name,
        "biz_id": contract.biz_id,
        "biz_name": caller.company.name if contract.biz_id == "0" else "",
        "current_action_id": str(steps.current(contract)),
        "total_action_count": contract.step_count,
    }
    lists = {
        "action_history_list": told,
        "referer_list": list(_readers(contract)),
        "field_list": list(_fields(contract)),
        "owner_list": [_owner(contract, signer) for signer in contract.signers.all()],
    }
    return CodedResponse(row=WorkflowInfo.DONE, body=body | _files(contract) | lists)


def _files(contract: Contract) -> Json:
    urls = reading.urls(contract)
    return {
        "certificate_url": urls.certificate_download if urls else "",
        "download_url": urls.document_download if urls else "",
        "view_url": urls.document_view if urls else "",
    }


def _readers(contract: Contract) -> Iterator[Json]:
    yield {"name": contract.starter.display_name, "type": "starter", "email": contract.starter.email}
    for copy in contract.copies.order_by("pk"):
        yield {"name": copy.name, "type": "referer", "email": copy.contact_address}


def _fields(contract: Contract) -> Iterator[Json]:
    """Every box. The API's `field_owner` is the box's name here; `email` is whose box it is."""
    values = {value.name: value for value in contract.values.all()}
    people = {signer.step: signer.contact_address for signer in contract.signers.all()}
    for field in contract.read_layout().fields:
        yield {
            "action_id": str(field.step or ""),
            "field_owner": field.name,
            "field_value": formats.shown(values.get(field.name)),
            "email": people.get(field.step or 0, ""),
        }


def _owner(contract: Contract, signer: Signer) -> Json:
    by_phone = signer.contact_kind == ContactKind.PHONE
    return {
        "action_id": str(signer.step),
        "turn_yn": formats.flag(contract.turn == signer.step),
        "name": signer.name,
        "email": "" if by_phone else signer.contact_address,
        "phone_number": signer.contact_address if by_phone else signer.mobile_number,
        "cert_mobile_yn": formats.flag(signer.mobile_number),
        "cert_password_yn": formats.flag(signer.access_code),
        "password_hint": signer.access_hint,
    }


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/api/v2/workflows/:workflowId",
        act=answer,
        unreadable=WorkflowInfo.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=WORKFLOW,
    ),
)
