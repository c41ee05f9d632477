"""1410Q: start one contract for each of many customers, from a template for bulk."""

import logging

from dojang.api import formats, json_body
from dojang.api.coded import lookups
from dojang.api.coded.bulkstart.batch import BULK_SPELLING, Batch, read_batch, read_entry
from dojang.api.coded.bulkstart.results import NONE_STARTED, Bulk
from dojang.api.coded.bulkstart.shapes import DESCRIPTION, BulkDone, BulkRow, NoneStarted
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
from dojang.lib import times
from dojang.lib.errors import DojangError, row_for
from dojang.lib.texts import Language

_log = logging.getLogger(__name__)


def answer(request: CodedRequest) -> CodedResponse:
    """Start what can be started; each entry has its own result. Where the plan has no room for all, none is started."""
    batch = read_batch(request)
    quota.require(batch.company, len(batch.entries))
    rows = [_started(batch, index, request.language) for index in range(len(batch.entries))]
    echo = lookups.echoed(request, "workflow_lib_id")
    if any(row.result == "OK" for row in rows):
        return CodedResponse(Bulk.DONE, BulkDone(**echo, workflow_list=rows))
    body = NoneStarted(**echo, workflow_list=rows, detail=NONE_STARTED.of(request.language))
    return CodedResponse(Bulk.NONE_STARTED, body)


def _started(batch: Batch, index: int, language: Language) -> BulkRow:
    """One entry of the answer. Whatever is wrong with this one, the next is started all the same."""
    entry = batch.entries[index]
    row = BulkRow(
        workflow_id="",
        unset_player_email=str(entry.get("email") or ""),
        unset_player_name=str(entry.get("name") or ""),
        result="FAIL",
        description="",
        workflow_name="",
        token="",
        lang="",
        reg_date=formats.time(batch.company.plan_ends_at, times.zone(batch.company.timezone)),
    )
    try:
        order, notices = read_entry(batch, index)
        started = flow.start(order, batch.context)
    except Exception as exc:  # noqa: BLE001 - the row or the log has it
        row.description = _why(exc, language)
        return row
    contract, unused = started.contract, unknown_fields(started.unknown_fields)
    row.workflow_id, row.workflow_name, row.result = str(contract.pk), contract.title, "OK"
    row.description = " ".join(notice.sentence(language) for notice in (*unused, *notices))
    row.token, row.lang = started.starter_token, Language(contract.language).locale
    return row


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
