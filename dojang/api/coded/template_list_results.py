"""Results of 1123Q."""

from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.lib.texts import Text


class Templates:
    """1123Q."""

    DONE = CodedResult("00", Text(ko="파일 리스트입니다.", en="file list", ja="ファイルリストです。"))
    NOT_A_MEMBER = CodedResult("10", Text(ko="실패", en="fail", ja="失敗"), detail=Text(
        ko="memb_email은 회사에 가입된 사람이어야 합니다.",
        en="memb_email must be a member of the company.",
        ja="memb_emailは会社のメンバーでなければなりません。",
    ))  # fmt: skip
    UNREADABLE = CodedResult("12", UNREADABLE)
