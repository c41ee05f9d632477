"""1429Q: remind the signer who has the turn, by a fresh link."""

from pydantic import BaseModel

from dojang.api.coded import lookups
from dojang.api.coded.call import Call, CodedRequest, CodedResponse, Echo
from dojang.api.coded.description import Description, Example
from dojang.api.coded.results import UNREADABLE, CodedResult, Common, Refused
from dojang.api.coded.shapes import BIZ, COMPANY, MEMBER, WHO, Number
from dojang.api.messages import REMINDED_TOO_OFTEN
from dojang.companies.callers import Scope
from dojang.contracts.errors import WrongState
from dojang.contracts.models import Contract
from dojang.flow import changes
from dojang.flow.errors import RemindedTooOften
from dojang.lib.texts import Text

_FAILED = Text(ko="실패", en="fail", ja="失敗")


class Remind:
    """1429Q. The first edition used 12 for what cannot be read; the later ones only say that it is an unexpected exception."""

    DONE = CodedResult("00", Text(ko="Remind를 성공 하었습니다.", en="Remind succeeded.", ja="Remindに成功しました。"))
    UNREADABLE = CodedResult("99", Common.UNEXPECTED.text, in_2021="12", text_in_2021=UNREADABLE)
    UNKNOWN = CodedResult("10", _FAILED, detail=Text(
        ko="해당 문서가 없습니다. workflow_id를 확인해주세요.",
        en="There is no such document. Please check workflow_id.",
        ja="該当する文書がありません。workflow_idを確認してください。",
    ))  # fmt: skip
    NOT_A_MEMBER = CodedResult("10", _FAILED, detail=Text(
        ko="memb_email은 회사에 가입된 사람이어야 합니다.",
        en="memb_email must be a member of the company.",
        ja="memb_emailは会社のメンバーでなければなりません。",
    ))  # fmt: skip
    TOO_OFTEN = CodedResult("10", _FAILED, detail=REMINDED_TOO_OFTEN)
    COMPLETE = CodedResult("11", Text(
        ko="완료 상태의 문서는 재전송을 할 수 없습니다.",
        en="A completed document cannot be resent.",
        ja="完了状態の文書は再送できません。",
    ), text_in_2021=Text(
        ko="서명이 완료된 문서입니다.", en="This document has been signed.", ja="署名が完了した文書です。",
    ))  # fmt: skip
    CANCELED = CodedResult("12", Text(
        ko="취소 상태의 문서는 재전송을 할 수 없습니다.",
        en="A canceled document cannot be resent.",
        ja="取消状態の文書は再送できません。",
    ), text_in_2021=Text(
        ko="취소 처리 된 문서입니다.", en="This document has been cancelled.", ja="取消処理された文書です。",
    ))  # fmt: skip


class RemindBody(BaseModel):
    """Whose signer is to be reminded."""

    comp_id: str | None = COMPANY
    biz_id: Number | None = BIZ
    workflow_id: Number
    memb_email: str = MEMBER


class RemindDone(Echo):
    """What was asked for, repeated; of an embedded contract also where its signer signs now."""

    workflow_id: str
    play_url: str | None = None
    next_play_user: str | None = None
    next_play_user_name: str | None = None


_Status = Contract.Status
_COMPLETE = (_Status.SEALING, _Status.COMPLETE, _Status.DISPOSED)


def answer(request: CodedRequest) -> CodedResponse:
    """The old link stops working. Of an embedded contract no message goes out: the answer has the fresh URL."""
    contract = lookups.contract(request, Remind.UNKNOWN)
    member = lookups.member(request, Remind.NOT_A_MEMBER)
    try:
        invitation = changes.remind(contract.pk, member, request.visitor)
    except WrongState as exc:
        # Everything else has ended without a completion: canceled, or past its deadline.
        raise Refused(Remind.COMPLETE if exc.status in _COMPLETE else Remind.CANCELED) from exc
    body = RemindDone(**lookups.echoed(request, "workflow_id"))
    if contract.embed:
        body.play_url = invitation.url
        body.next_play_user = invitation.signer.contact_address
        body.next_play_user_name = invitation.signer.name
    return CodedResponse(Remind.DONE, body)


CALL = Call(
    request_code="1429Q",
    act=answer,
    unreadable=Remind.UNREADABLE,
    errors={RemindedTooOften: Remind.TOO_OFTEN},
    wrong_parameter=Remind.UNREADABLE,
    scope=Scope.CONTRACTS_WRITE,
    starts=True,
    describe=Description(
        group="contracts",
        title="Remind the signer",
        text="Gives the signer who has the turn a fresh link; the old one dies.",
        request=RemindBody,
        answer=RemindDone,
        results=Remind,
        examples=(Example(request=WHO | {"workflow_id": "17"}, answer=WHO | {"workflow_id": "17"}),),
    ),
)
