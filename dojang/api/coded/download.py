"""POST /workflow/download: URLs of a completed contract's files, alive for five minutes."""

from datetime import timedelta

from pydantic import BaseModel

from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.lookups import find_contract
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.results import CHECK_WORKFLOW_ID, NOT_PARSED, SUCCESS, CodedResult, Common, Refused
from dojang.api.messages import FILE_DAMAGED
from dojang.companies.callers import Scope
from dojang.documents.errors import FileDamaged
from dojang.flow import sealed_files
from dojang.lib import clock
from dojang.lib.texts import Text


class Download:
    """POST /workflow/download."""

    DONE = SUCCESS
    UNREADABLE = NOT_PARSED
    UNKNOWN = CHECK_WORKFLOW_ID
    NOT_COMPLETE = CodedResult("10", Text(
        ko="완료된 문서만 다운로드할 수 있습니다.",
        en="Only completed documents can be downloaded.",
        ja="完了した文書のみダウンロードできます。",
    ))  # fmt: skip
    DAMAGED = CodedResult("99", Common.UNEXPECTED.text, detail=FILE_DAMAGED)


class DownloadBody(BaseModel):
    """Which contract; `wfuid` is the name of the first edition."""

    workflow_id: str | int | None = None
    wfuid: str | int | None = None


class DownloadDone(CodedBody):
    """Where its files are for five minutes, under the names of all editions."""

    cert_url: str
    doc_url: str
    workflow_name: str
    result_url: str
    wfname: str


LIFETIME = timedelta(minutes=5)


def answer(request: CodedRequest) -> CodedResponse:
    """The URLs under the names of all editions; the oldest calls the contract `wfuid`."""
    given = request.body.identifier("workflow_id") or request.body.identifier("wfuid")
    contract = find_contract(request.caller(), given)
    if contract is None:
        raise Refused(Download.UNKNOWN)
    urls = sealed_files.urls(contract, clock.now() + LIFETIME)
    if urls is None:
        raise Refused(Download.NOT_COMPLETE)
    sealed_files.check_both(contract)
    done = DownloadDone(
        cert_url=urls.certificate_download,
        doc_url=urls.document_download,
        workflow_name=contract.title,
        result_url=urls.document_download,
        wfname=contract.title,
    )
    return CodedResponse(Download.DONE, done)


CALL = PathCall(
    method="POST",
    call=Call(
        request_code="/workflow/download",
        act=answer,
        errors={FileDamaged: Download.DAMAGED},
        unreadable=Download.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=Description(
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
                        "cert_url": "http://localhost:8000/download/…", "doc_url": "http://localhost:8000/download/…",
                        "workflow_name": "NDA 2026", "result_url": "http://localhost:8000/download/…",
                        "wfname": "NDA 2026",
                    },
                ),
            ),
        ),
    ),
)  # fmt: skip
