"""Results of 1510Q."""

from dojang.api.coded.results import UNREADABLE, CodedResult
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
