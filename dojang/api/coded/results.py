"""What a result of a call is, a row of its table with its code and its text in every language; and the rows that calls share."""

from dataclasses import dataclass

from dojang.api import messages
from dojang.companies.models import Edition
from dojang.lib.texts import Text


@dataclass(frozen=True)
class CodedResult:
    """One result of a call. `in_2021` and `text_in_2021` are for companies on the edition of 2021, where they are others.

    `detail` says in the answer's body what the documented text leaves open.
    """

    code: str
    text: Text
    in_2021: str = ""
    text_in_2021: Text | None = None
    detail: Text | None = None

    def code_in(self, edition: str) -> str:
        return self.in_2021 or self.code if edition == Edition.Y2021 else self.code

    def text_in(self, edition: str) -> Text:
        return self.text_in_2021 or self.text if edition == Edition.Y2021 else self.text


class Refused(Exception):
    """The call ends with this result of its table; `params` fill its text."""

    def __init__(self, result: CodedResult, **params: object) -> None:
        super().__init__(result.text.en)
        self.result, self.params = result, params


def broken(ko: str, en: str, ja: str) -> CodedResult:
    """A rule is broken, which has no number of its own."""
    return CodedResult("-1", Text(ko=ko, en=en, ja=ja))


UNREADABLE = Text(
    ko="수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.",
    en="Parsing failed because the body information of the received message is incorrect.",
    ja="受信メッセージのBody情報の形式が正しくないため、解析できませんでした。",
)
SUCCESS = CodedResult("00", Text(ko="Success", en="Success", ja="Success"))
NOT_PARSED = CodedResult("-1", UNREADABLE)
BAD_OFFSET = CodedResult("-1", messages.BAD_OFFSET)
CHECK_ID = Text(
    ko="문서 정보 조회가 실패했습니다. id를 확인하세요.",
    en="The document could not be read. Check the id.",
    ja="文書情報の照会に失敗しました。idを確認してください。",
)
CHECK_WORKFLOW_ID = CodedResult("10", Text(
    ko="문서 정보 조회가 실패했습니다. workflow_id를 확인하세요.",
    en="The document could not be read. Check the workflow_id.",
    ja="文書情報の照会に失敗しました。workflow_idを確認してください。",
))  # fmt: skip


class Common:
    """What every call may answer."""

    BAD_TOKEN = CodedResult("94", messages.BAD_TOKEN)
    UNEXPECTED = CodedResult("99", Text(
        ko="Unexpected exception ( 잘못된 포맷 )",
        en="Unexpected exception (incorrect format)",
        ja="Unexpected exception ( 不正なフォーマット )",
    ))  # fmt: skip
    TOO_MANY = CodedResult("-1", messages.TOO_MANY_CALLS)
    STILL_RUNNING = CodedResult("-1", messages.STILL_RUNNING)
    KEY_USED = CodedResult("-1", messages.KEY_USED)
    ANSWER_LOST = CodedResult("-1", messages.ANSWER_LOST)
    PARAMETER = CodedResult("-1", Text(ko="{reason}", en="{reason}", ja="{reason}"))


class NoCall:
    """Where several calls share an address and the request does not say which one it means."""

    UNREADABLE = CodedResult("-1", UNREADABLE)
    UNKNOWN = Common.PARAMETER
