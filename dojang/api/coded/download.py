"""POST /workflow/download: URLs of a completed contract's files, alive for five minutes."""

from datetime import timedelta

from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.path_call import PathCall, find_contract
from dojang.api.coded.reads_results import Download
from dojang.api.coded.reads_shapes import DOWNLOAD
from dojang.api.coded.results import Refused
from dojang.companies.callers import Scope
from dojang.flow import reading
from dojang.lib import clock
from dojang.lib.errors import FileDamaged

LIFETIME = timedelta(minutes=5)


def answer(question: CodedRequest) -> CodedResponse:
    """The URLs under the names of all editions; the oldest calls the contract `wfuid`."""
    given = question.body.identifier("workflow_id") or question.body.identifier("wfuid")
    contract = find_contract(question.caller(), given)
    if contract is None:
        raise Refused(Download.UNKNOWN)
    urls = reading.urls(contract, clock.now() + LIFETIME)
    if urls is None:
        raise Refused(Download.NOT_COMPLETE)
    reading.check_whole(contract)
    body = {
        "cert_url": urls.certificate_download,
        "doc_url": urls.document_download,
        "workflow_name": contract.title,
        "result_url": urls.document_download,
        "wfname": contract.title,
    }
    return CodedResponse(row=Download.DONE, body=body)


CALL = PathCall(
    method="POST",
    call=Call(
        request_code="/workflow/download",
        act=answer,
        errors={FileDamaged: Download.DAMAGED},
        unreadable=Download.UNREADABLE,
        scope=Scope.CONTRACTS_READ,
        describe=DOWNLOAD,
    ),
)
