"""Results of 1429Q."""

from dojang.api.coded.common import Common
from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.lib.texts import Text

_FAILED = Text(ko="실패", en="fail", ja="失敗")
REMINDED_TOO_OFTEN = Text(
    ko="이 문서의 작성자에게 이미 여러 번 재전송했습니다. {minutes}분 후에 다시 시도해주세요.",
    en="The signer of this document has been reminded several times of late. Please try again in {minutes} minutes.",
    ja="この文書の署名者には既に何度も再送しています。{minutes}分後にもう一度お試しください。",
)


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
