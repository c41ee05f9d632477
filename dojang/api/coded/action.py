"""5010Q: approve or reject by the API, in the name of the signer who has the turn."""

from pydantic import BaseModel, Field

from dojang.api.coded import lookups
from dojang.api.coded.call import Call, CodedBody, CodedRequest, CodedResponse
from dojang.api.coded.description import Description, Example
from dojang.api.coded.results import UNREADABLE, CodedResult, Refused
from dojang.api.coded.shapes import BIZ, Number
from dojang.api.messages import Parameter
from dojang.api.parameters import Parameters
from dojang.companies.callers import Scope
from dojang.contracts.errors import ContractEnded, NotTheSigner, NotYourTurn, WrongState
from dojang.flow import acts
from dojang.flow.acts import MAX_OPINION
from dojang.flow.errors import BoxesEmpty
from dojang.lib.contact import BadContact, Contact
from dojang.lib.texts import Text
from dojang.library.layout import MAX_STEPS

_FAILED = Text(ko="실패", en="fail", ja="失敗")


def _failed(ko: str, en: str, ja: str) -> CodedResult:
    return CodedResult("10", _FAILED, detail=Text(ko=ko, en=en, ja=ja))


class Action:
    """5010Q."""

    DONE = CodedResult("00", Text(ko="성공하였습니다.", en="success.", ja="成功しました。"))
    UNREADABLE = CodedResult("12", UNREADABLE)
    UNKNOWN = _failed(
        "해당 문서가 없습니다. workflow_id를 확인해주세요.",
        "There is no such document. Please check workflow_id.",
        "該当する文書がありません。workflow_idを確認してください。",
    )
    NOT_THE_SIGNER = _failed(
        "memb_email이 action_id 단계의 작성자가 아닙니다.",
        "memb_email is not the signer of the step action_id.",
        "memb_emailはaction_idのステップの署名者ではありません。",
    )
    NOT_THEIR_TURN = _failed(
        "action_id 단계의 차례가 아닙니다.",
        "It is not the turn of the step action_id.",
        "現在はaction_idのステップの順番ではありません。",
    )
    ENDED = _failed(
        "진행 중인 문서가 아닙니다.", "The document is not in progress.", "進行中の文書ではありません。"
    )  # fmt: skip
    DONE_OTHERWISE = _failed(
        "이 단계는 이미 다르게 처리되었습니다.",
        "This step was already acted on, and otherwise.",
        "このステップは既に別の処理が行われています。",
    )
    BOXES_EMPTY = CodedResult("99", Text(
        ko="필수항목이 남아있어 진행할 수 없습니다.",
        en="We can't proceed because there are required items left.",
        ja="必須項目が残っているため、進めることができません。",
    ), detail=Text(
        ko="비어 있는 박스: {names}", en="Empty boxes: {names}", ja="空のボックス: {names}"
    ))  # fmt: skip


class ActionBody(BaseModel):
    """An act in the name of a signer."""

    workflow_id: Number
    action_id: Number = Field(description="The step that has the turn: 1, 2, 3 …")
    memb_email: str = Field(description="The email address or phone number of that step's signer.")
    command: str = Field(description="CF approves, RT rejects; in any case.")
    comment: str | None = Field(None, description="The signer's opinion, at most 250 characters.")
    comp_id: str | None = None
    biz_id: Number | None = BIZ


class ActionDone(CodedBody):
    """The act was done, now or before."""

    comp_id: str


_ACTS = {"CF": acts.approve_on_behalf, "RT": acts.reject_on_behalf}


def answer(request: CodedRequest) -> CodedResponse:
    """Act for the signer. The same act again gives the same answer and changes nothing."""
    caller, body = request.caller(), request.body
    command = body.choice("command", *_ACTS)
    if not command:
        raise body.wrong("command", Parameter.REQUIRED)
    contract = lookups.contract(request, Action.UNKNOWN)
    step = body.number("action_id", least=1, most=MAX_STEPS)
    if step is None:
        raise body.wrong("action_id", Parameter.REQUIRED)
    order = acts.ActOrder(
        contract_id=contract.pk,
        step=step,
        contact=_contact(body),
        member=caller.member,
        opinion=body.text("comment", MAX_OPINION),
        visitor=request.visitor,
    )
    try:
        _ACTS[command](order)
    except BoxesEmpty as exc:
        raise Refused(Action.BOXES_EMPTY, names=", ".join(exc.fields)) from exc
    return CodedResponse(Action.DONE, ActionDone(comp_id=caller.company.comp_id))


def _contact(body: Parameters) -> Contact:
    try:
        return Contact.read(body.required("memb_email"))
    except BadContact as exc:
        raise Refused(Action.NOT_THE_SIGNER) from exc


CALL = Call(
    request_code="5010Q",
    act=answer,
    unreadable=Action.UNREADABLE,
    wrong_parameter=Action.UNREADABLE,
    errors={
        NotTheSigner: Action.NOT_THE_SIGNER,
        NotYourTurn: Action.NOT_THEIR_TURN,
        ContractEnded: Action.ENDED,
        WrongState: Action.DONE_OTHERWISE,
    },
    scope=Scope.CONTRACTS_WRITE,
    describe=Description(
        group="contracts",
        title="Approve or reject",
        text="Acts in the name of the signer who has the turn. The history and the certificate say that the company did so.",
        request=ActionBody,
        answer=ActionDone,
        results=Action,
        examples=(
            Example(
                request={
                    "comp_id": "testapi", "biz_id": "0", "memb_email": "lee@example.test", "action_id": "1",
                    "workflow_id": "17", "comment": "The price is wrong", "command": "RT",
                },
                answer={"comp_id": "testapi"},
            ),
        ),
    ),
)  # fmt: skip
