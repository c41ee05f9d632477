"""The calls that search and read."""

from typing import Any

from dojang.api.coded.download import Download
from dojang.api.coded.exportfield import ExportField
from dojang.api.coded.results import CodedResult, Common
from dojang.api.coded.search.results import Search
from dojang.api.coded.v2_company import CompanyInfo
from dojang.api.coded.v2_template import DocInfo
from dojang.api.coded.v2_workflow import WorkflowInfo
from dojang.api.coded.worklists import WorkList
from dojang.api.tests.calling import Api, Json
from dojang.api.tests.golden.case import Ask, Golden
from dojang.api.tests.golden.words import FORMAT, PARSING
from dojang.api.tests.stories import begin, complete, get, post, search
from dojang.documents.models import Sealed
from tests import factories

WORK_LIST, EXPORT_FIELD, DOWNLOAD = "/worklists/new", "/exportfield", "/workflow/download"
WORKFLOW, DOC, COMPANY = "/api/v2/workflows/:workflowId", "/api/v2/docs/:documentId", "/api/v2/company"
_SUCCESS = ("00", "Success", "Success", "Success")
_CHECK_ID = (
    "문서 정보 조회가 실패했습니다. id를 확인하세요.", "The document could not be read. Check the id.",
    "文書情報の照会に失敗しました。idを確認してください。",
)  # fmt: skip
_CHECK_WORKFLOW_ID = (
    "10", "문서 정보 조회가 실패했습니다. workflow_id를 확인하세요.", "The document could not be read. Check the workflow_id.",
    "文書情報の照会に失敗しました。workflow_idを確認してください。",
)  # fmt: skip
_NOT_ID = (
    "-1", "workflow_id 값은 문자열 또는 정수여야 합니다.", "workflow_id must be a string or a whole number.",
    "workflow_idの値は文字列または整数でなければなりません。",
)  # fmt: skip
_OFFSET = (
    "-1", "offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )", "The format of offset is incorrect. ( +XX:XX or -XX:XX )",
    "offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
)  # fmt: skip
_DATE = ("19", "날짜 형식이 잘못되었습니다.", "Incorrect date format", "日付の形式が正しくありません。")
_BOX = {"doc_uid": "1", "field_name": "name", "field_value": "Lee"}
_DAYS = {"start_date": "2026-01-01", "end_date": "2026-01-31"}


def prepare(api: Api) -> None:
    """Template 2 cannot be started."""
    factories.template(api.company, 2, fields=[], steps=0)


def _get(address: str) -> Ask:
    return lambda api, lang: get(api, f"{address}{'&' if '?' in address else '?'}lang={lang}")


def _post(address: str, body: Any) -> Ask:
    return lambda api, lang: post(api, f"{address}?lang={lang}", body)


def _damaged(api: Api, lang: str) -> Json:
    """The files of a contract whose rows name another hash than the store's."""
    contract = complete(begin(api))
    Sealed.objects.filter(contract=contract).update(sha256="0" * 64)
    return post(api, f"{DOWNLOAD}?lang={lang}", {"workflow_id": contract.pk})


def _of(address: str, *, sealed: bool = False) -> Ask:
    """What is asked of one contract, in its body or its path."""

    def ask(api: Api, lang: str) -> Json:
        contract = complete(begin(api)) if sealed else begin(api)
        if address.endswith("/"):
            return get(api, f"{address}{contract.pk}?lang={lang}")
        return post(api, f"{address}?lang={lang}", {"workflow_id": contract.pk})

    return ask


def _searches() -> dict[str, Golden]:
    """What 5008Q and 5009Q have in common."""
    return {
        f"{code} {name}": Golden(code, row, ask, *words)
        for code, period in (("5008Q", {}), ("5009Q", _DAYS))
        for name, row, ask, words in _search(code, period)
    }


def _search(code: str, period: Json) -> list[tuple[str, CodedResult, Ask, tuple[str, str, str, str]]]:
    def asking(**changes: Any) -> Ask:
        return lambda api, lang: search(
            api, code, {"comp_id": "testapi", "field_list": [_BOX]} | period | changes, lang=lang
        )

    return [
        ("done", Search.DONE, asking(), (
            "00", "필드 상태가 검색되었습니다.", "Field status has been searched.", "フィールドの状態が検索されました。",
        )),
        ("unreadable", Search.UNREADABLE, lambda api, lang: search(api, code, [], lang=lang), ("12", *PARSING)),
        ("parameter", Search.UNREADABLE, asking(field_list="x"), ("12", *PARSING)),
        ("no template", Search.NO_TEMPLATE, asking(field_list=[_BOX | {"doc_uid": "9"}]), (
            "10", "검색에 실패했습니다. 존재하지 않는 서식입니다.(doc_uid: 9)",
            "The search failed. There is no such template.(doc_uid: 9)", "検索に失敗しました。存在しない書式です。(doc_uid: 9)",
        )),
        ("no required", Search.NO_REQUIRED, asking(field_list=[{"field_name": "name"}]), (
            "17", "필수 검색 조건이 없습니다.", "No required search conditions", "必須の検索条件がありません。",
        )),
        ("no conditions", Search.NO_CONDITIONS, asking(field_list=[]), (
            "18", "검색 조건이 없습니다.", "No search conditions", "検索条件がありません。",
        )),
    ]  # fmt: skip


def _period(row: CodedResult, code: str, ko: str, en: str, ja: str, **changes: Any) -> Golden:
    body = {"field_list": [_BOX]} | _DAYS | changes
    return Golden("5009Q", row, lambda api, lang: search(api, "5009Q", body, lang=lang), code, ko, en, ja)


CASES = _searches() | {
    "5009Q no date": _period(Search.BAD_DATE, *_DATE, start_date="yesterday"),
    "5009Q backwards": _period(
        Search.PERIOD_BACKWARDS, "19", "검색 시작일(start_date)은 종료일(end_date)보다 늦을 수 없습니다.",
        "The start_date of a search cannot be later than its end_date.",
        "検索の開始日(start_date)は終了日(end_date)より後にすることはできません。", start_date="2026-02-01",
    ),
    "list done": Golden(WORK_LIST, WorkList.DONE, _get(WORK_LIST), "00", "", "", ""),
    "list unreadable": Golden(WORK_LIST, WorkList.UNREADABLE, _get(f"{WORK_LIST}?x=%00"), "-1", *PARSING),
    "list parameter": Golden(
        WORK_LIST, Common.PARAMETER, _get(f"{WORK_LIST}?page=0"), "-1", "page 값은 1 이상이어야 합니다.",
        "page must be at least 1.", "pageの値は1以上でなければなりません。",
    ),
    "values done": Golden(EXPORT_FIELD, ExportField.DONE, _of(EXPORT_FIELD), *_SUCCESS),
    "values unreadable": Golden(EXPORT_FIELD, ExportField.UNREADABLE, _post(EXPORT_FIELD, []), "-1", *PARSING),
    "values parameter": Golden(EXPORT_FIELD, Common.PARAMETER, _post(EXPORT_FIELD, {"workflow_id": []}), *_NOT_ID),
    "values unknown": Golden(
        EXPORT_FIELD, ExportField.UNKNOWN, _post(EXPORT_FIELD, {"workflow_id": "0"}), *_CHECK_WORKFLOW_ID
    ),
    "files done": Golden(DOWNLOAD, Download.DONE, _of(DOWNLOAD, sealed=True), *_SUCCESS),
    "files unreadable": Golden(DOWNLOAD, Download.UNREADABLE, _post(DOWNLOAD, []), "-1", *PARSING),
    "files parameter": Golden(DOWNLOAD, Common.PARAMETER, _post(DOWNLOAD, {"workflow_id": []}), *_NOT_ID),
    "files unknown": Golden(DOWNLOAD, Download.UNKNOWN, _post(DOWNLOAD, {"workflow_id": "0"}), *_CHECK_WORKFLOW_ID),
    "files too early": Golden(
        DOWNLOAD, Download.NOT_COMPLETE, _of(DOWNLOAD), "10", "완료된 문서만 다운로드할 수 있습니다.",
        "Only completed documents can be downloaded.", "完了した文書のみダウンロードできます。",
    ),
    "files damaged": Golden(DOWNLOAD, Download.DAMAGED, _damaged, "99", *FORMAT),
    "contract done": Golden(WORKFLOW, WorkflowInfo.DONE, _of("/api/v2/workflows/"), *_SUCCESS),
    "contract unreadable": Golden(WORKFLOW, WorkflowInfo.UNREADABLE, _get("/api/v2/workflows/1?x=%00"), "-1", *PARSING),
    "contract offset": Golden(WORKFLOW, WorkflowInfo.BAD_OFFSET, _get("/api/v2/workflows/1?offset=9"), *_OFFSET),
    "contract unknown": Golden(WORKFLOW, WorkflowInfo.UNKNOWN, _get("/api/v2/workflows/0"), "10", *_CHECK_ID),
    "template done": Golden(DOC, DocInfo.DONE, _get("/api/v2/docs/1"), *_SUCCESS),
    "template unreadable": Golden(DOC, DocInfo.UNREADABLE, _get("/api/v2/docs/1?x=%00"), "-1", *PARSING),
    "template offset": Golden(DOC, DocInfo.BAD_OFFSET, _get("/api/v2/docs/1?offset=9"), *_OFFSET),
    "template incomplete": Golden(
        DOC, DocInfo.INCOMPLETE, _get("/api/v2/docs/2"), "10", "완성되지 않은 서식입니다.", "The template is not complete.",
        "完成していない書式です。",
    ),
    "template unknown": Golden(DOC, DocInfo.UNKNOWN, _get("/api/v2/docs/99"), "11", *_CHECK_ID),
    "company done": Golden(COMPANY, CompanyInfo.DONE, _get(COMPANY), *_SUCCESS),
    "company unreadable": Golden(COMPANY, CompanyInfo.UNREADABLE, _get(f"{COMPANY}?x=%00"), "-1", *PARSING),
    "company offset": Golden(COMPANY, CompanyInfo.BAD_OFFSET, _get(f"{COMPANY}?offset=9"), *_OFFSET),
}  # fmt: skip
