"""GET /api/v2/workflows/:workflowId: everything about a contract."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.lookups import find_contract
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import BAD_OFFSET, CHECK_ID, NOT_PARSED, SUCCESS, CodedResult, Refused
from dojang.api.coded.shapes import ZONE_OFFSET
from dojang.api.formats import Status, YesNo
from dojang.api.history import EXAMPLE, HistoryEntry, history
from dojang.api.parameters import zone_of
from dojang.companies.callers import Scope
from dojang.contracts import progress
from dojang.contracts.models import Contract, Signer
from dojang.flow import sealed_files
from dojang.lib.contact import ContactKind


class WorkflowInfo:
    """GET /api/v2/workflows/:workflowId."""

    DONE = SUCCESS
    UNREADABLE = NOT_PARSED
    BAD_OFFSET = BAD_OFFSET
    UNKNOWN = CodedResult("10", CHECK_ID)


class WorkflowQuery(BaseModel):
    """Which contract."""

    workflowId: str  # noqa: N815 — the API's own name
    offset: str = ZONE_OFFSET


class Reader(BaseModel):
    """The starter, or a person who gets copies."""

    name: str
    type: Literal["starter", "referer"]
    email: str


class BoxValue(BaseModel):
    """A box; a picture or drawing in it as a URL that shows it."""

    action_id: str
    field_owner: str = Field(description="The box's name.")
    field_value: str
    email: str = Field(description="Whose box it is.")


class Owner(BaseModel):
    """A signer."""

    action_id: str
    turn_yn: YesNo
    name: str
    email: str
    phone_number: str
    cert_mobile_yn: YesNo
    cert_password_yn: YesNo
    password_hint: str

    @classmethod
    def of(cls, contract: Contract, signer: Signer) -> "Owner":
        by_phone = signer.contact_kind == ContactKind.PHONE
        return cls(
            action_id=str(signer.step),
            turn_yn=formats.flag(contract.turn == signer.step),
            name=signer.name,
            email="" if by_phone else signer.contact_address,
            phone_number=signer.contact_address if by_phone else signer.mobile_number,
            cert_mobile_yn=formats.flag(signer.mobile_number),
            cert_password_yn=formats.flag(signer.access_code),
            password_hint=signer.access_hint,
        )


class WorkflowInfoDone(CodedBody):
    """A contract."""

    workflow_id: str
    workflow_name: str
    workflow_status: Status
    workflow_type: Literal["WEBTYPE", "BULKTYPE"]
    create_date: str
    last_modify_date: str
    expiry_date: str
    creator_email: str
    creator_name: str
    biz_id: str
    biz_name: str
    current_action_id: str
    total_action_count: int
    certificate_url: str = Field(description="Empty until the contract is complete; it does not end by itself.")
    download_url: str
    view_url: str
    action_history_list: list[HistoryEntry] = Field(description="The newest thousand events.")
    referer_list: list[Reader]
    field_list: list[BoxValue]
    owner_list: list[Owner]


_LEE = {
    "action_id": "1", "turn_yn": "Y", "name": "Lee", "email": "lee@example.test", "phone_number": "", "cert_mobile_yn": "N",
    "cert_password_yn": "N", "password_hint": "",
}  # fmt: skip
_PARK = _LEE | {"action_id": "2", "turn_yn": "N", "name": "Park", "email": "park@example.test"}
_NAME = {"action_id": "1", "field_owner": "name", "field_value": "Lee", "email": "lee@example.test"}
_SIGN_2 = {"action_id": "2", "field_owner": "sign2", "field_value": "", "email": "park@example.test"}


def answer(request: CodedRequest) -> CodedResponse:
    """The contract, its people, its history, its boxes, and where its files are once it is complete."""
    caller, zone = request.caller(), zone_of(request.body.exact("offset"))
    contract = find_contract(caller, request.body.exact("workflowId"))
    if contract is None:
        raise Refused(WorkflowInfo.UNKNOWN)
    happened, files = history(contract, zone), sealed_files.urls(contract)
    done = WorkflowInfoDone(
        workflow_id=str(contract.pk),
        workflow_name=contract.title,
        workflow_status=formats.status(contract),
        workflow_type="BULKTYPE" if contract.via == Contract.Via.BULK else "WEBTYPE",
        create_date=formats.time(contract.started_at, zone),
        last_modify_date=happened[-1].confirm_date if happened else "",
        expiry_date=formats.time(contract.expires_at, zone),
        creator_email=contract.starter.email,
        creator_name=contract.starter.display_name,
        biz_id=contract.biz_id,
        biz_name=caller.company.name if contract.biz_id == "0" else "",
        current_action_id=str(progress.current(contract)),
        total_action_count=contract.step_count,
        certificate_url=files.certificate_download if files else "",
        download_url=files.document_download if files else "",
        view_url=files.document_view if files else "",
        action_history_list=happened,
        referer_list=list(_readers(contract)),
        field_list=list(_boxes(contract)),
        owner_list=[Owner.of(contract, signer) for signer in contract.signers.all()],
    )
    return CodedResponse(WorkflowInfo.DONE, done)


def _readers(contract: Contract) -> Iterator[Reader]:
    yield Reader(name=contract.starter.display_name, type="starter", email=contract.starter.email)
    for copy in contract.copies.order_by("pk"):
        yield Reader(name=copy.name, type="referer", email=copy.contact_address)


def _boxes(contract: Contract) -> Iterator[BoxValue]:
    """Every box. The API's `field_owner` is the box's name here; `email` is whose box it is."""
    values = {value.name: value for value in contract.values.all()}
    people = {signer.step: signer.contact_address for signer in contract.signers.all()}
    for field in contract.read_layout().fields:
        yield BoxValue(
            action_id=str(field.step or ""),
            field_owner=field.name,
            field_value=formats.shown(values.get(field.name)),
            email=people.get(field.step or 0, ""),
        )


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/api/v2/workflows/:workflowId",
        act=answer,
        unreadable=WorkflowInfo.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=Description(
            group="contracts",
            title="Read a contract",
            request=WorkflowQuery,
            answer=WorkflowInfoDone,
            results=WorkflowInfo,
            examples=(
                Example(
                    request={"workflowId": "17", "offset": "+09:00"},
                    answer={
                        "workflow_id": "17", "workflow_name": "NDA 2026", "workflow_status": "Playing",
                        "workflow_type": "WEBTYPE", "create_date": "2026-01-31 10:00:00",
                        "last_modify_date": "2026-01-31 10:00:00", "expiry_date": "",
                        "creator_email": "kim@acme.test", "creator_name": "Kim", "biz_id": "0", "biz_name": "Acme",
                        "current_action_id": "1", "total_action_count": 2, "certificate_url": "", "download_url": "",
                        "view_url": "",
                        "action_history_list": EXAMPLE,
                        "referer_list": [{"name": "Kim", "type": "starter", "email": "kim@acme.test"}],
                        "field_list": [_NAME, _NAME | {"field_owner": "sign1", "field_value": ""}, _SIGN_2],
                        "owner_list": [_LEE, _PARK],
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
