"""Results of 5010Q."""

from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.lib import errors
from dojang.lib.texts import Text

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


ACTION_ERRORS: dict[type[errors.DojangError], CodedResult] = {
    errors.NotTheSigner: Action.NOT_THE_SIGNER,
    errors.NotYourTurn: Action.NOT_THEIR_TURN,
    errors.ContractEnded: Action.ENDED,
    errors.WrongState: Action.DONE_OTHERWISE,
}
