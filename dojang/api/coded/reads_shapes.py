"""The list of contracts, their values and their files, told to readers of the OpenAPI document."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api.coded.description import Description, Example
from dojang.api.coded.reads_results import Download, ExportField, WorkList

Status = Literal["Playing", "Complete", "Canceled", "Disposal", "Truncate"]
_TIME = "YYYY-MM-DD HH:MM:SS in the company's zone."


class WorkListQuery(BaseModel):
    """Which page."""

    page: int = Field(1, ge=1, le=10**9)
    rows: int = Field(50, ge=1, le=1000, description="Contracts on a page.")


class WorkListRow(BaseModel):
    """A contract."""

    wfuid: str
    wfname: str
    wftype: Literal["NORMAL", "BULKWEB"]
    status: Literal["Playing", "Complete", "Canceled", "Disposal"]
    step: Literal["Myturn", "Progress", "Complete"] = Field(description="Myturn: the token's member is to sign.")
    nickname: str = Field(description="The starter's name.")
    email: str = Field(description="The starter's e-mail.")
    currentactionid: str
    startdate: str = Field(description=_TIME)
    totalprocesscount: int
    currentprocesscount: int = Field(description="Steps that are approved.")
    confirmdate: str = Field(description="When a signer acted last.")
    preactionid: str = Field(description="The step that acted last.")
    preactionemail: str = Field(description="The first copy recipient.")


class WorkListDone(BaseModel):
    """A page of contracts, the newest first."""

    comp_id: str
    isManager: bool  # noqa: N815 — the API's own name
    memb_email: str
    page: int
    rows: int
    total: int = Field(description="Contracts on all pages.")
    workflow_list: list[WorkListRow]


class ExportFieldBody(BaseModel):
    """Which contract."""

    workflow_id: str | int


class ExportFieldDone(BaseModel):
    """What stands in its boxes, by their names; a picture or drawing as a URL that shows it."""

    workflow_id: str
    workflow_name: str
    doc_uid: str
    status: Status
    sender_email: str
    start_date: str = Field(description=_TIME)
    field_data: dict[str, str]


class DownloadBody(BaseModel):
    """Which contract; `wfuid` is the name of the first edition."""

    workflow_id: str | int | None = None
    wfuid: str | int | None = None


class DownloadDone(BaseModel):
    """Where its files are for five minutes, under the names of all editions."""

    cert_url: str
    doc_url: str
    workflow_name: str
    result_url: str
    wfname: str


WORK_LIST = Description(
    group="contracts",
    title="List contracts",
    text="All contracts of the company but the deleted ones, the newest first. Beyond the last page there are none.",
    request=WorkListQuery,
    answer=WorkListDone,
    results=WorkList,
    examples=(
        Example(
            request={"page": 1, "rows": 50},
            answer={
                "comp_id": "testapi",
                "isManager": True,
                "memb_email": "kim@acme.test",
                "page": 1,
                "rows": 50,
                "total": 1,
                "workflow_list": [
                    {
                        "wfuid": "17",
                        "wfname": "NDA 2026",
                        "wftype": "NORMAL",
                        "status": "Playing",
                        "step": "Progress",
                        "nickname": "Kim",
                        "email": "kim@acme.test",
                        "currentactionid": "1",
                        "startdate": "2026-01-31 10:00:00",
                        "totalprocesscount": 2,
                        "currentprocesscount": 0,
                        "confirmdate": "",
                        "preactionid": "",
                        "preactionemail": "",
                    }
                ],
            },
        ),
    ),
)
EXPORT_FIELD = Description(
    group="contracts",
    title="Read what stands in a contract's boxes",
    request=ExportFieldBody,
    answer=ExportFieldDone,
    results=ExportField,
    examples=(
        Example(
            request={"workflow_id": "17"},
            answer={
                "workflow_id": "17",
                "workflow_name": "NDA 2026",
                "doc_uid": "1",
                "status": "Playing",
                "sender_email": "kim@acme.test",
                "start_date": "2026-01-31 10:00:00",
                "field_data": {"name": "Lee", "sign1": "", "sign2": ""},
            },
        ),
    ),
)
DOWNLOAD = Description(
    group="contracts",
    title="Get URLs of a completed contract's files",
    text="They live for five minutes; those of `/api/v2/workflows/{workflowId}` do not end.",
    request=DownloadBody,
    answer=DownloadDone,
    results=Download,
    examples=(
        Example(
            request={"workflow_id": "17"},
            answer={
                "cert_url": "http://localhost:8000/download/…",
                "doc_url": "http://localhost:8000/download/…",
                "workflow_name": "NDA 2026",
                "result_url": "http://localhost:8000/download/…",
                "wfname": "NDA 2026",
            },
        ),
    ),
)
