"""1410Q: start one contract for each of many customers, from a template for bulk."""

import logging

from dojang.api import formats, json_body
from dojang.api.coded import lookups
from dojang.api.coded.bulkstart.batch import BULK_SPELLING, Batch, read_batch, read_entry
from dojang.api.coded.bulkstart.results import Bulk
from dojang.api.coded.bulkstart.shapes import DESCRIPTION
from dojang.api.coded.call import Call, CodedRequest, CodedResponse
from dojang.api.coded.results import Common
from dojang.api.coded.startsimple.results import START_ERRORS
from dojang.api.parameters import InvalidParameter
from dojang.api.start.complaints import RuleBroken, bad_value
from dojang.api.start.notices import unknown_fields
from dojang.companies import quota
from dojang.companies.callers import Scope
from dojang.companies.errors import PlanExpired, QuotaSpent
from dojang.contracts.errors import ValueRefused
from dojang.flow import start as flow
from dojang.lib import moments
from dojang.lib.errors import DojangError, row_for
from dojang.lib.texts import Language

_log = logging.getLogger(__name__)
OK, FAILED = "OK", "FAIL"


def answer(question: CodedRequest) -> CodedResponse:
    """Start what can be started; each entry has its own result. Where the plan has no room for all, none is started."""
    batch = read_batch(question)
    quota.require(batch.company, len(batch.entries))
    rows = [_started(batch, index, question.language) for index in range(len(batch.entries))]
    body: dict[str, object] = {**lookups.echoed(question, "workflow_lib_id"), "workflow_list": rows}
    if any(row["result"] == OK for row in rows):
        return CodedResponse(row=Bulk.DONE, body=body)
    detail = Bulk.NONE_STARTED.detail
    return CodedResponse(row=Bulk.NONE_STARTED, body={"detail": detail.of(question.language) if detail else ""} | body)


def _started(batch: Batch, index: int, language: Language) -> dict[str, object]:
    """One entry of the answer. Whatever is wrong with this one, the next is started all the same."""
    entry = batch.entries[index]
    row: dict[str, object] = {
        "workflow_id": "",
        "unset_player_email": str(entry.get("email") or ""),
        "unset_player_name": str(entry.get("name") or ""),
        "result": FAILED,
        "description": "",
        "workflow_name": "",
        "token": "",
        "lang": "",
        "reg_date": formats.time(batch.company.plan_ends_at, moments.zone(batch.company.timezone)),
    }
    try:
        return row | _start(batch, index, language)
    except Exception as exc:  # noqa: BLE001 - told in the row, or in the log
        return row | {"description": _why(exc, language)}


def _start(batch: Batch, index: int, language: Language) -> dict[str, object]:
    order, notices = read_entry(batch, index)
    started = flow.start(order, batch.context)
    contract = started.contract
    return {
        "workflow_id": str(contract.pk),
        "result": OK,
        "description": " ".join(
            notice.sentence(language) for notice in (*unknown_fields(started.unknown_fields), *notices)
        ),
        "workflow_name": contract.title,
        "token": started.starter_token,
        "lang": Language(contract.language).locale,
    }


def _why(exc: Exception, language: Language) -> str:
    if isinstance(exc, InvalidParameter):
        return exc.text.of(language, **exc.values)
    if isinstance(exc, RuleBroken):
        return exc.sentence(language, BULK_SPELLING)
    if isinstance(exc, ValueRefused):
        return bad_value(exc, language)
    if isinstance(exc, DojangError) and (row := row_for(START_ERRORS, exc)):
        return row.text.of(language, **exc.params())
    _log.exception("An entry of a 1410Q failed")
    return Common.UNEXPECTED.text.of(language)


CALL = Call(
    request_code="1410Q",
    act=answer,
    unreadable=Bulk.UNREADABLE,
    errors={PlanExpired: Bulk.PLAN_EXPIRED, QuotaSpent: Bulk.QUOTA_SPENT},
    scope=Scope.CONTRACTS_WRITE,
    starts=True,
    bounds=json_body.BULK,
    describe=DESCRIPTION,
)
