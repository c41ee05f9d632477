"""What a result of a call is: a row with its code and its text in every language."""

from dataclasses import dataclass

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
    """The call ends with this row of its table; `values` fill the row's text."""

    def __init__(self, row: CodedResult, **values: object) -> None:
        super().__init__(row.text.en)
        self.row, self.values = row, values


def broken(ko: str, en: str, ja: str) -> CodedResult:
    """A rule is broken, which has no number of its own."""
    return CodedResult("-1", Text(ko=ko, en=en, ja=ja))


UNREADABLE = Text(
    ko="수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.",
    en="Parsing failed because the body information of the received message is incorrect.",
    ja="受信メッセージのBody情報の形式が正しくないため、解析できませんでした。",
)
