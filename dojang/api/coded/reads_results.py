"""Results of the calls that read by path: the list of contracts, a contract, a template, the company."""

from dojang.api.coded.common import FILE_DAMAGED, Common
from dojang.api.coded.results import UNREADABLE, CodedResult, broken
from dojang.lib.texts import Text

_SUCCESS = Text(ko="Success", en="Success", ja="Success")
_UNREADABLE = CodedResult("-1", UNREADABLE)
_BAD_OFFSET = broken(
    "offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )",
    "The format of offset is incorrect. ( +XX:XX or -XX:XX )",
    "offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
)
_CHECK_ID = Text(
    ko="문서 정보 조회가 실패했습니다. id를 확인하세요.",
    en="The document could not be read. Check the id.",
    ja="文書情報の照会に失敗しました。idを確認してください。",
)


class WorkList:
    """GET /worklists/new."""

    DONE = CodedResult("00", Text(ko="", en="", ja=""))
    UNREADABLE = _UNREADABLE


class ExportField:
    """POST /exportfield."""

    DONE = CodedResult("00", _SUCCESS)
    UNREADABLE = _UNREADABLE
    UNKNOWN = CodedResult("10", Text(
        ko="문서 정보 조회가 실패했습니다. workflow_id를 확인하세요.",
        en="The document could not be read. Check the workflow_id.",
        ja="文書情報の照会に失敗しました。workflow_idを確認してください。",
    ))  # fmt: skip


class Download:
    """POST /workflow/download."""

    DONE = CodedResult("00", _SUCCESS)
    UNREADABLE = _UNREADABLE
    UNKNOWN = ExportField.UNKNOWN
    NOT_COMPLETE = CodedResult("10", Text(
        ko="완료된 문서만 다운로드할 수 있습니다.",
        en="Only completed documents can be downloaded.",
        ja="完了した文書のみダウンロードできます。",
    ))  # fmt: skip
    DAMAGED = CodedResult("99", Common.UNEXPECTED.text, detail=FILE_DAMAGED)


class WorkflowInfo:
    """GET /api/v2/workflows/:workflowId."""

    DONE = CodedResult("00", _SUCCESS)
    UNREADABLE = _UNREADABLE
    BAD_OFFSET = _BAD_OFFSET
    UNKNOWN = CodedResult("10", _CHECK_ID)


class DocInfo:
    """GET /api/v2/docs/:documentId."""

    DONE = CodedResult("00", _SUCCESS)
    UNREADABLE = _UNREADABLE
    BAD_OFFSET = _BAD_OFFSET
    INCOMPLETE = CodedResult("10", Text(
        ko="완성되지 않은 서식입니다.", en="The template is not complete.", ja="完成していない書式です。",
    ))  # fmt: skip
    UNKNOWN = CodedResult("11", _CHECK_ID)


class CompanyInfo:
    """GET /api/v2/company."""

    DONE = CodedResult("00", _SUCCESS)
    UNREADABLE = _UNREADABLE
    BAD_OFFSET = _BAD_OFFSET
