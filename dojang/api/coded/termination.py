"""1510Q: cancel a contract in progress, dispose of a completed one, delete a canceled one."""

from collections.abc import Callable

from pydantic import BaseModel, Field

from dojang.api.coded import lookups
from dojang.api.coded.call import Call, CodedRequest, CodedResponse, Echo
from dojang.api.coded.description import Description, Example
from dojang.api.coded.results import UNREADABLE, CodedResult, Refused
from dojang.api.coded.shapes import BIZ, COMPANY, MEMBER, WHO, Number
from dojang.api.messages import Parameter
from dojang.api.parameters import OFFSET
from dojang.companies.callers import Scope
from dojang.companies.models import Member
from dojang.contracts.errors import WrongState
from dojang.contracts.models import Contract
from dojang.flow import termination
from dojang.lib.texts import Text

_REFUSED = Text(
    ko="필수 값이 없거나 상태 값이 올바르지 않습니다.",
    en="Required values do not exist or status values are incorrect.",
    ja="必須値がないか、状態の値が正しくありません。",
)


def _refused(ko: str, en: str, ja: str) -> CodedResult:
    return CodedResult("11", _REFUSED, detail=Text(ko=ko, en=en, ja=ja))


class Ending:
    """1510Q."""

    DONE = CodedResult("00", Text(
        ko="폐기/취소를 성공했습니다.", en="success", ja="破棄／取消に成功しました。",
    ))  # fmt: skip
    UNREADABLE = CodedResult("-1", UNREADABLE)
    PARAMETER = CodedResult("11", _REFUSED)
    UNKNOWN = _refused(
        "해당 문서가 없습니다. workflow_id를 확인해주세요.",
        "There is no such document. Please check workflow_id.",
        "該当する文書がありません。workflow_idを確認してください。",
    )
    NOT_A_MEMBER = _refused(
        "memb_email은 회사에 가입된 사람이어야 합니다.",
        "memb_email must be a member of the company.",
        "memb_emailは会社のメンバーでなければなりません。",
    )
    BAD_OFFSET = _refused(
        "timezone_offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )",
        "The format of timezone_offset is incorrect. ( +XX:XX or -XX:XX )",
        "timezone_offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
    )
    NOT_PLAYING = _refused(
        "진행 중인 문서만 취소할 수 있습니다.",
        "Only documents in progress can be canceled.",
        "進行中の文書のみ取消できます。",
    )
    NOT_COMPLETE = _refused(
        "완료된 문서만 폐기할 수 있습니다.",
        "Only completed documents can be disposed of.",
        "完了した文書のみ破棄できます。",
    )
    NOT_CANCELED = _refused(
        "취소된 문서만 삭제할 수 있습니다.",
        "Only canceled documents can be deleted.",
        "取消された文書のみ削除できます。",
    )


class EndingBody(BaseModel):
    """How a contract is to end."""

    comp_id: str | None = COMPANY
    biz_id: Number | None = BIZ
    memb_email: str = MEMBER
    workflow_id: Number
    command: str = Field(description="CANCEL in progress, DISPOSAL once complete, DELETE once canceled; in any case.")
    description: str | None = Field(None, description="The reason, at most 500 characters; DISPOSAL needs one.")
    timezone_offset: str | None = Field(None, description="±HH:MM, where the member is; DISPOSAL needs it.")


class EndingDone(Echo):
    """What was asked for, repeated."""

    workflow_id: str
    command: str


def answer(request: CodedRequest) -> CodedResponse:
    """End the contract in the way `command` says."""
    body = request.body
    command = body.choice("command", *_COMMANDS)
    if not command:
        raise body.wrong("command", Parameter.REQUIRED)
    end, wrong_state = _COMMANDS[command]
    contract = lookups.contract(request, Ending.UNKNOWN)
    member = lookups.member(request, Ending.NOT_A_MEMBER)
    try:
        end(request, contract, member)
    except WrongState as exc:
        raise Refused(wrong_state) from exc
    return CodedResponse(Ending.DONE, EndingDone(**lookups.echoed(request, "workflow_id", "command")))


def _cancel(request: CodedRequest, contract: Contract, member: Member) -> None:
    termination.cancel(contract.pk, member, request.body.text("description", termination.MAX_REASON), request.visitor)


def _dispose(request: CodedRequest, contract: Contract, member: Member) -> None:
    body = request.body
    body.required("description")
    reason, offset = body.text("description", termination.MAX_REASON), body.required("timezone_offset")
    if not OFFSET.fullmatch(offset):
        raise Refused(Ending.BAD_OFFSET)
    termination.dispose(contract.pk, member, reason, request.visitor, offset=offset)


def _delete(request: CodedRequest, contract: Contract, member: Member) -> None:
    termination.delete(contract.pk, member, request.visitor)


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
    describe=Description(
        group="contracts",
        title="Cancel, dispose of, delete",
        text="Cancels a contract in progress, disposes of a completed one, deletes a canceled one with all it held of people.",
        request=EndingBody,
        answer=EndingDone,
        results=Ending,
        examples=(
            Example(
                request=WHO | {"workflow_id": "17", "command": "CANCEL", "description": "The price is wrong"},
                answer=WHO | {"workflow_id": "17", "command": "CANCEL"},
            ),
        ),
    ),
)
