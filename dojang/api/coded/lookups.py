"""Whom and what the parameters of coded calls name, always of the caller's own company."""

from dojang.api.coded.call import CodedRequest
from dojang.api.coded.path_call import find_contract
from dojang.api.coded.results import CodedResult, Refused
from dojang.api.messages import Parameter
from dojang.companies.models import Member
from dojang.companies.tokens import find_member
from dojang.contracts.models import Contract


def contract(question: CodedRequest, unknown: CodedResult) -> Contract:
    """The contract `workflow_id`. One that was deleted is as unknown as one that never was."""
    body = question.body
    given = body.identifier("workflow_id") or body.identifier("wfuid")
    if not given:
        raise body.wrong("workflow_id", Parameter.REQUIRED)
    found = find_contract(question.caller(), given)
    if found is None or found.status == Contract.Status.DELETED:
        raise Refused(unknown)
    return found


def member(question: CodedRequest, unknown: CodedResult) -> Member:
    """The member `memb_email`, in whose name the call is made."""
    email = question.body.required("memb_email")
    found = find_member(question.caller().company, email)
    if found is None:
        raise Refused(unknown, email=email)
    return found


def echoed(question: CodedRequest, *keys: str) -> dict[str, object]:
    """The parameters that an answer repeats: the company, the department, the member, and `keys` as they were given."""
    body = question.body
    return {
        "comp_id": question.caller().company.comp_id,
        "biz_id": body.identifier("biz_id") or "0",
        "memb_email": body.text("memb_email"),
        **{key: body.identifier(key) for key in keys},
    }
