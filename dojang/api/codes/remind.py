"""Results of 1429Q."""

from dojang.api.codes.common import Common
from dojang.api.codes.rows import UNREADABLE, Row
from dojang.lib.texts import Text

_FAILED = Text(ko="실패", en="fail", ja="失敗")


class Remind:
    """1429Q. The first edition used 12 for what cannot be read; the later ones only say that it is an unexpected exception."""

    DONE = Row("00", Text(ko="Remind를 성공 하었습니다.", en="Remind succeeded.", ja="Remindに成功しました。"))
    UNREADABLE = Row("99", Common.UNEXPECTED.text, in_2021="12", text_in_2021=UNREADABLE)
    UNKNOWN = Row("10", _FAILED, detail=Text(
        ko="해당 문서가 없습니다. workflow_id를 확인해주세요.",
        en="There is no such document. Please check workflow_id.",
        ja="該当する文書がありません。workflow_idを確認してください。",
    ))  # fmt: skip
    NOT_A_MEMBER = Row("10", _FAILED, detail=Text(
        ko="memb_email은 회사에 가입된 사람이어야 합니다.",
        en="memb_email must be a member of the company.",
        ja="memb_emailは会社のメンバーでなければなりません。",
    ))  # fmt: skip
    COMPLETE = Row("11", Text(
        ko="완료 상태의 문서는 재전송을 할 수 없습니다.",
        en="A completed document cannot be resent.",
        ja="完了状態の文書は再送できません。",
    ), text_in_2021=Text(
        ko="서명이 완료된 문서입니다.", en="This document has been signed.", ja="署名が完了した文書です。",
    ))  # fmt: skip
    CANCELED = Row("12", Text(
        ko="취소 상태의 문서는 재전송을 할 수 없습니다.",
        en="A canceled document cannot be resent.",
        ja="取消状態の文書は再送できません。",
    ), text_in_2021=Text(
        ko="취소 처리 된 문서입니다.", en="This document has been cancelled.", ja="取消処理された文書です。",
    ))  # fmt: skip
