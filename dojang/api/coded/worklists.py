"""GET /worklists/new: the company's contracts, page by page, the newest first. Every member sees all of them."""

from datetime import tzinfo
from typing import Literal

from pydantic import BaseModel, Field

from dojang.api import formats
from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import NOT_PARSED, CodedResult
from dojang.api.coded.shapes import TIME
from dojang.api.formats import Listed
from dojang.companies.callers import Scope
from dojang.companies.models import Member
from dojang.contracts import progress, queries
from dojang.contracts.models import Contract
from dojang.lib import times
from dojang.lib.texts import Text


class WorkList:
    """GET /worklists/new."""

    DONE = CodedResult("00", Text(ko="", en="", ja=""))
    UNREADABLE = NOT_PARSED


Step = Literal["Myturn", "Progress", "Complete"]


class WorkListQuery(BaseModel):
    """Which page."""

    page: int = Field(1, ge=1, le=10**9)
    rows: int = Field(50, ge=1, le=1000, description="Contracts on a page.")


class WorkListRow(BaseModel):
    """A contract."""

    wfuid: str
    wfname: str
    wftype: Literal["NORMAL", "BULKWEB"]
    status: Listed
    step: Step = Field(description="Myturn: the token's member is to sign.")
    nickname: str = Field(description="The starter's name.")
    email: str = Field(description="The starter's email.")
    currentactionid: str
    startdate: str = Field(description=TIME)
    totalprocesscount: int
    currentprocesscount: int = Field(description="Steps that are approved.")
    confirmdate: str = Field(description="When a signer acted last.")
    preactionid: str = Field(description="The step that acted last.")
    preactionemail: str = Field(description="The first copy recipient.")

    @classmethod
    def of(cls, contract: Contract, reader: Member, zone: tzinfo) -> "WorkListRow":
        last, copies = progress.last_act(contract), list(contract.copies.all())
        return cls(
            wfuid=str(contract.pk),
            wfname=contract.title,
            wftype="BULKWEB" if contract.via == Contract.Via.BULK else "NORMAL",
            status=formats.listed(contract),
            step=_step(contract, reader),
            nickname=contract.starter.display_name,
            email=contract.starter.email,
            currentactionid=str(progress.current(contract)),
            startdate=formats.time(contract.started_at, zone),
            totalprocesscount=contract.step_count,
            currentprocesscount=progress.finished(contract),
            confirmdate=formats.time(last.acted_at, zone) if last else "",
            preactionid=str(last.step) if last else "",
            preactionemail=copies[0].contact_address if copies else "",
        )


class WorkListDone(CodedBody):
    """A page of contracts, the newest first."""

    comp_id: str
    isManager: bool  # noqa: N815 — the API's own name
    memb_email: str
    page: int
    rows: int
    total: int = Field(description="Contracts on all pages.")
    workflow_list: list[WorkListRow]


ROWS, MAX_ROWS, MAX_PAGE = 50, 1_000, 10**9


_Status = Contract.Status
_RUNNING = (_Status.PLAYING, _Status.SEALING)


def answer(request: CodedRequest) -> CodedResponse:
    """A page of contracts; beyond the last one there are none."""
    caller = request.caller()
    number = request.body.number("page", least=1, most=MAX_PAGE) or 1
    rows = request.body.number("rows", least=1, most=MAX_ROWS) or ROWS
    page = queries.page(caller.company, number, rows)
    zone = times.zone(caller.company.timezone)
    done = WorkListDone(
        comp_id=caller.company.comp_id,
        isManager=True,  # every member sees all of the company's contracts
        memb_email=caller.member.email,
        page=number,
        rows=rows,
        total=page.total,
        workflow_list=[WorkListRow.of(contract, caller.member, zone) for contract in page.contracts],
    )
    return CodedResponse(WorkList.DONE, done)


def _step(contract: Contract, reader: Member) -> Step:
    if contract.status not in _RUNNING:
        return "Complete"
    whose = next((signer.contact_address for signer in contract.signers.all() if signer.step == contract.turn), "")
    return "Myturn" if whose.casefold() == reader.email.casefold() else "Progress"


CALL = PathCall(
    method="GET",
    call=Call(
        request_code="/worklists/new",
        act=answer,
        unreadable=WorkList.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=Description(
            group="contracts",
            title="List contracts",
            text="All contracts of the company except deleted ones, the newest first. Beyond the last page there are none.",
            request=WorkListQuery,
            answer=WorkListDone,
            results=WorkList,
            examples=(
                Example(
                    request={"page": 1, "rows": 50},
                    answer={
                        "comp_id": "testapi", "isManager": True, "memb_email": "kim@acme.test", "page": 1, "rows": 50,
                        "total": 1,
                        "workflow_list": [
                            {
                                "wfuid": "17", "wfname": "NDA 2026", "wftype": "NORMAL", "status": "Playing",
                                "step": "Progress", "nickname": "Kim", "email": "kim@acme.test",
                                "currentactionid": "1", "startdate": "2026-01-31 10:00:00", "totalprocesscount": 2,
                                "currentprocesscount": 0, "confirmdate": "", "preactionid": "", "preactionemail": "",
                            },
                        ],
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
