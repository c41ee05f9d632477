"""Results of 5008Q and 5009Q."""

from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.lib.texts import Text


class Search:
    """5008Q, 5009Q."""

    DONE = CodedResult("00", Text(
        ko="필드 상태가 검색되었습니다.", en="Field status has been searched.", ja="フィールドの状態が検索されました。",
    ))  # fmt: skip
    NO_TEMPLATE = CodedResult("10", Text(
        ko="검색에 실패했습니다. 존재하지 않는 서식입니다.(doc_uid: {number})",
        en="The search failed. There is no such template.(doc_uid: {number})",
        ja="検索に失敗しました。存在しない書式です。(doc_uid: {number})",
    ))  # fmt: skip
    UNREADABLE = CodedResult("12", UNREADABLE)
    NO_REQUIRED = CodedResult("17", Text(
        ko="필수 검색 조건이 없습니다.", en="No required search conditions", ja="必須の検索条件がありません。",
    ))  # fmt: skip
    NO_CONDITIONS = CodedResult("18", Text(
        ko="검색 조건이 없습니다.", en="No search conditions", ja="検索条件がありません。",
    ))  # fmt: skip
    BAD_DATE = CodedResult("19", Text(
        ko="날짜 형식이 잘못되었습니다.", en="Incorrect date format", ja="日付の形式が正しくありません。",
    ))  # fmt: skip
    PERIOD_BACKWARDS = CodedResult("19", Text(
        ko="검색 시작일(start_date)은 종료일(end_date)보다 늦을 수 없습니다.",
        en="The start_date of a search cannot be later than its end_date.",
        ja="検索の開始日(start_date)は終了日(end_date)より後にすることはできません。",
    ))  # fmt: skip
