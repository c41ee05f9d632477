"""GET /worklists/new: the company's contracts, page by page, the newest first. Every member sees all of them."""

from datetime import tzinfo

from dojang.api import formats
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.reads_results import WorkList
from dojang.api.coded.reads_shapes import WORK_LIST
from dojang.companies.callers import Scope
from dojang.companies.models import Member
from dojang.contracts import finding, steps
from dojang.contracts.models import Contract
from dojang.lib import moments

ROWS, MOST_ROWS, MOST_PAGE = 50, 1_000, 10**9

_Status = Contract.Status
_RUNNING = (_Status.PLAYING, _Status.SEALING)


def answer(question: CodedRequest) -> CodedResponse:
    """A page of contracts; beyond the last one there are none."""
    caller = question.caller()
    number = question.body.number("page", least=1, most=MOST_PAGE) or 1
    rows = question.body.number("rows", least=1, most=MOST_ROWS) or ROWS
    page = finding.page(caller.company, number, rows)
    zone = moments.zone(caller.company.timezone)
    body = {
        "comp_id": caller.company.comp_id,
        "isManager": True,  # whoever sees all of the company's contracts
        "memb_email": caller.member.email,
        "page": number,
        "rows": rows,
        "total": page.total,
        "workflow_list": [_row(contract, caller.member, zone) for contract in page.contracts],
    }
    return CodedResponse(row=WorkList.DONE, body=body)


def _row(contract: Contract, reader: Member, zone: tzinfo) -> dict[str, object]:
    last, copies = steps.last_act(contract), list(contract.copies.all())
    return {
        "wfuid": str(contract.pk),
        "wfname": contract.title,
        "wftype": "BULKWEB" if contract.via == Contract.Via.BULK else "NORMAL",
        "status": formats.status(contract),
        "step": _step(contract, reader),
        "nickname": contract.starter.display_name,
        "email": contract.starter.email,
        "currentactionid": str(steps.current(contract)),
        "startdate": formats.time(contract.started_at, zone),
        "totalprocesscount": contract.step_count,
        "currentprocesscount": steps.finished(contract),
        "confirmdate": formats.time(last.acted_at, zone) if last else "",
        "preactionid": str(last.step) if last else "",
        "preactionemail": copies[0].contact_address if copies else "",
    }


def _step(contract: Contract, reader: Member) -> str:
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
        describe=WORK_LIST,
    ),
)
