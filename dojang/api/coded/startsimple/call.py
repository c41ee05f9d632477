"""5005Q: start a contract that its signers sign from afar, or show what it would be."""

from collections.abc import Sequence

from dojang.api import json_body
from dojang.api.coded.call import Call, CodedRequest, CodedResponse
from dojang.api.coded.results import Common, Refused
from dojang.api.coded.startsimple.request import SPELLING, read_start
from dojang.api.coded.startsimple.results import COMPLAINTS, START_ERRORS, Start
from dojang.api.coded.startsimple.shapes import DESCRIPTION, StartDone
from dojang.api.start.complaints import RuleBroken
from dojang.api.start.notices import Notice, unknown_fields, unknown_in_export
from dojang.api.start.order import order_of
from dojang.api.start.request import taken
from dojang.api.start.rules import check
from dojang.api.start.value_reasons import why_refused
from dojang.companies.callers import Scope
from dojang.contracts.errors import ValueRefused
from dojang.flow import start as flow
from dojang.flow.orders import StartOrder
from dojang.lib.texts import Language


def answer(request: CodedRequest) -> CodedResponse:
    """Start the contract and give the starter's token, or the preview's URL."""
    caller, language = request.caller(), request.language
    try:
        start = read_start(request.body)
        check(start)
        order = order_of(start, caller.company, request.visitor, caller.member)
        if not taken(start.terms.preview):
            return _started(order, start.terms.notices, language)
        done = StartDone(preview_url=flow.preview(order))
    except RuleBroken as exc:
        row = COMPLAINTS.get(exc.complaint, Common.PARAMETER)
        raise Refused(row, reason=exc.sentence(language, SPELLING)) from exc
    except ValueRefused as exc:
        raise Refused(Start.VALUE, field=exc.field, reason=why_refused(exc, language)) from exc
    _warn(done, start.terms.notices, language)
    return CodedResponse(Start.PREVIEW, done, with_session=False)


def _started(order: StartOrder, notices: Sequence[Notice], language: Language) -> CodedResponse:
    context = flow.StartContext.of(order)
    started = flow.start(order, context)
    contract = started.contract
    done = StartDone(
        comp_id=contract.company.comp_id,
        biz_id=contract.biz_id,
        memb_email=contract.starter.email,
        workflow_id=str(contract.pk),
        workflow_name=contract.title,
        token=started.starter_token,
        lang=Language(contract.language).locale,
    )
    if contract.embed:
        signer = started.first.signer
        done.play_url = started.first.url
        done.next_play_user, done.next_play_user_name = signer.contact_address, signer.name
    unused = (*unknown_fields(started.unknown_fields), *notices, *unknown_in_export(order.export, context.layout))
    _warn(done, unused, language)
    return CodedResponse(Start.DONE, done)


def _warn(done: StartDone, notices: Sequence[Notice], language: Language) -> None:
    if notices:
        done.warnings = [notice.sentence(language) for notice in notices]


CALL = Call(
    request_code="5005Q",
    act=answer,
    unreadable=Start.UNREADABLE,
    errors=START_ERRORS,
    scope=Scope.CONTRACTS_WRITE,
    starts=True,
    bounds=json_body.START,
    describe=DESCRIPTION,
)
