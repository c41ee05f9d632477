"""1510Q: cancel a contract in progress, dispose of a completed one, delete a canceled one."""

from collections.abc import Callable

from dojang.api.coded import lookups
from dojang.api.coded.envelope import Call, CodedRequest, CodedResponse
from dojang.api.coded.results import CodedResult, Refused
from dojang.api.coded.shapes import ENDING
from dojang.api.coded.termination_results import Ending
from dojang.api.messages import Parameter
from dojang.api.parameters import OFFSET, Parameters
from dojang.companies.callers import Scope
from dojang.companies.models import Member
from dojang.contracts.models import Contract
from dojang.flow import ending, journey
from dojang.lib.errors import WrongState


def answer(question: CodedRequest) -> CodedResponse:
    """End the contract in the way `command` says."""
    body = question.body
    command = body.choice("command", *_COMMANDS)
    if not command:
        raise body.wrong("command", Parameter.REQUIRED)
    end, wrong_state = _COMMANDS[command]
    contract = lookups.contract(question, Ending.UNKNOWN)
    member = lookups.member(question, Ending.NOT_A_MEMBER)
    try:
        end(question, contract, member)
    except WrongState as exc:
        raise Refused(wrong_state) from exc
    return CodedResponse(row=Ending.DONE, body=lookups.echoed(question, "workflow_id", "command"))


def _cancel(question: CodedRequest, contract: Contract, member: Member) -> None:
    journey.cancel(contract.pk, member, question.body.text("description", ending.MOST_REASON), question.visitor)


def _dispose(question: CodedRequest, contract: Contract, member: Member) -> None:
    body = question.body
    body.required("description")
    reason = body.text("description", ending.MOST_REASON)
    ending.dispose(contract.pk, member, reason, question.visitor, offset=_offset(body))


def _delete(question: CodedRequest, contract: Contract, member: Member) -> None:
    ending.delete(contract.pk, member, question.visitor)


def _offset(body: Parameters) -> str:
    offset = body.required("timezone_offset")
    if not OFFSET.fullmatch(offset):
        raise Refused(Ending.BAD_OFFSET)
    return offset


_COMMANDS: dict[str, tuple[Callable[[CodedRequest, Contract, Member], None], CodedResult]] = {
    "CANCEL": (_cancel, Ending.NOT_PLAYING),
    "DISPOSAL": (_dispose, Ending.NOT_COMPLETE),
    "DELETE": (_delete, Ending.NOT_CANCELED),
}

CALL = Call(
    request_code="1510Q",
    act=answer,
    unreadable=Ending.UNREADABLE,
    wrong_parameter=Ending.PARAMETER,
    scope=Scope.CONTRACTS_WRITE,
    describe=ENDING,
)
