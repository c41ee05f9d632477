"""Whom and what the parameters of coded calls name, always of the caller's own company."""

from dojang.api.coded.call import CodedRequest
from dojang.api.coded.results import CodedResult, Refused
from dojang.api.messages import Parameter
from dojang.api.parameters import MAX_DIGITS
from dojang.companies.callers import Caller
from dojang.companies.models import Member
from dojang.companies.tokens import find_member
from dojang.contracts import queries
from dojang.contracts.models import Contract

GREATEST_ID = 2**63 - 1


def find_contract(caller: Caller, given: str) -> Contract | None:
    """The contract of the caller's company with this id; anything else than digits names none."""
    if not (given.isascii() and given.isdigit() and len(given) < MAX_DIGITS and int(given) <= GREATEST_ID):
        return None
    return queries.find(caller.company, int(given))


def contract(request: CodedRequest, unknown: CodedResult) -> Contract:
    """The contract `workflow_id`. One that was deleted is as unknown as one that never was."""
    body = request.body
    given = body.identifier("workflow_id") or body.identifier("wfuid")
    if not given:
        raise body.wrong("workflow_id", Parameter.REQUIRED)
    found = find_contract(request.caller(), given)
    if found is None or found.status == Contract.Status.DELETED:
        raise Refused(unknown)
    return found


def member(request: CodedRequest, unknown: CodedResult) -> Member:
    """The member `memb_email`, in whose name the call is made."""
    email = request.body.required("memb_email")
    found = find_member(request.caller().company, email)
    if found is None:
        raise Refused(unknown, email=email)
    return found


def echoed(request: CodedRequest, *keys: str) -> dict[str, str]:
    """The parameters that an answer repeats: the company, the department, the member, and `keys` as they were given."""
    body = request.body
    return {
        "comp_id": request.caller().company.comp_id,
        "biz_id": body.identifier("biz_id") or "0",
        "memb_email": body.text("memb_email"),
        **{key: body.identifier(key) for key in keys},
    }
