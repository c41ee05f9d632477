"""The reads of /api/v2 told to readers of the OpenAPI document."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api.coded.description import Description, Example
from dojang.api.coded.reads_results import CompanyInfo, DocInfo, WorkflowInfo
from dojang.api.coded.reads_shapes import Status

YesNo = Literal["Y", "N"]
_OFFSET = Field("+09:00", description="Where the times of the answer are told: ±hh:mm, encoded as %2B09:00.")


class WorkflowQuery(BaseModel):
    """Which contract."""

    workflowId: str  # noqa: N815 — the API's own name
    offset: str = _OFFSET


class HistoryEntry(BaseModel):
    """Something that happened."""

    step_code: str = Field(description="WORKFLOW_START, SIGN_REQ, SIGN_START, SIGN_COMPLETE, …")
    action_id: str
    confirm_date: str
    name: str
    confirm_email: str = Field(description="An e-mail address or a phone number.")
    comment: str


class Reader(BaseModel):
    """The starter, or somebody who gets copies."""

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


class WorkflowInfoDone(BaseModel):
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


class DocQuery(BaseModel):
    """Which template."""

    documentId: str  # noqa: N815 — the API's own name
    offset: str = _OFFSET


class Box(BaseModel):
    """A box of the template."""

    action_id: str = Field(description="The step whose box it is; empty for nobody's.")
    field_owner: str = Field(description="The box's name.")
    email: str


class DocInfoDone(BaseModel):
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


class CompanyQuery(BaseModel):
    """Where times are told."""

    offset: str = _OFFSET


class CompanyInfoDone(BaseModel):
    """A company."""

    name: str
    contract_company_name: str
    create_email: str
    country_code: str
    workflow_capacity: int | None = Field(description="Contracts that may be started; null: as many as one likes.")
    workflow_usage: int
    allow_list: list[str]
    expiry_date: str
    workflow_charge_list: list[str]
    sign_up_type: str
    grade_code: str
    create_date: str


_LEE = {
    "action_id": "1",
    "turn_yn": "Y",
    "name": "Lee",
    "email": "lee@example.test",
    "phone_number": "",
    "cert_mobile_yn": "N",
    "cert_password_yn": "N",
    "password_hint": "",
}
_PARK = _LEE | {"action_id": "2", "turn_yn": "N", "name": "Park", "email": "park@example.test"}
WORKFLOW = Description(
    group="contracts",
    title="Read a contract",
    request=WorkflowQuery,
    answer=WorkflowInfoDone,
    results=WorkflowInfo,
    examples=(
        Example(
            request={"workflowId": "17", "offset": "+09:00"},
            answer={
                "workflow_id": "17",
                "workflow_name": "NDA 2026",
                "workflow_status": "Playing",
                "workflow_type": "WEBTYPE",
                "create_date": "2026-01-31 10:00:00",
                "last_modify_date": "2026-01-31 10:00:00",
                "expiry_date": "",
                "creator_email": "kim@acme.test",
                "creator_name": "Kim",
                "biz_id": "0",
                "biz_name": "Acme",
                "current_action_id": "1",
                "total_action_count": 2,
                "certificate_url": "",
                "download_url": "",
                "view_url": "",
                "action_history_list": [
                    {
                        "step_code": "WORKFLOW_START",
                        "action_id": "",
                        "confirm_date": "2026-01-31 10:00:00",
                        "name": "Kim",
                        "confirm_email": "kim@acme.test",
                        "comment": "",
                    },
                    {
                        "step_code": "SIGN_REQ",
                        "action_id": "1",
                        "confirm_date": "2026-01-31 10:00:00",
                        "name": "Lee",
                        "confirm_email": "lee@example.test",
                        "comment": "",
                    },
                ],
                "referer_list": [{"name": "Kim", "type": "starter", "email": "kim@acme.test"}],
                "field_list": [
                    {"action_id": "1", "field_owner": "name", "field_value": "Lee", "email": "lee@example.test"},
                    {"action_id": "1", "field_owner": "sign1", "field_value": "", "email": "lee@example.test"},
                    {"action_id": "2", "field_owner": "sign2", "field_value": "", "email": "park@example.test"},
                ],
                "owner_list": [_LEE, _PARK],
            },
        ),
    ),
)
DOC = Description(
    group="templates",
    title="Read a template",
    request=DocQuery,
    answer=DocInfoDone,
    results=DocInfo,
    examples=(
        Example(
            request={"documentId": "1", "offset": "+09:00"},
            answer={
                "doc_id": "1",
                "doc_name": "NDA",
                "doc_type": "WEBTYPE",
                "creator": "Kim",
                "workflow_library_id": "1",
                "dir_type": "shared",
                "dir_path": "/",
                "last_modifier": "Kim",
                "file_workflow_count": 2,
                "last_modify_date": "2026-01-31 10:00:00",
                "create_date": "2026-01-31 10:00:00",
                "field_list": [
                    {"action_id": "1", "field_owner": "name", "email": ""},
                    {"action_id": "1", "field_owner": "sign1", "email": ""},
                    {"action_id": "2", "field_owner": "sign2", "email": ""},
                ],
            },
        ),
    ),
)
COMPANY = Description(
    group="company",
    title="Read the company",
    request=CompanyQuery,
    answer=CompanyInfoDone,
    results=CompanyInfo,
    examples=(
        Example(
            request={"offset": "+09:00"},
            answer={
                "name": "Acme",
                "contract_company_name": "Acme",
                "create_email": "kim@acme.test",
                "country_code": "KR",
                "workflow_capacity": None,
                "workflow_usage": 17,
                "allow_list": [],
                "expiry_date": "",
                "workflow_charge_list": [],
                "sign_up_type": "company",
                "grade_code": "ST",
                "create_date": "2026-01-31 10:00:00",
            },
        ),
    ),
)
