"""5005Q: start a contract that its signers sign from afar, or show what it would be."""

from dojang.api import json_body
from dojang.api.coded.call import Call, CodedRequest, CodedResponse
from dojang.api.coded.results import Refused
from dojang.api.coded.startsimple.request import read_draft
from dojang.api.coded.startsimple.results import START_ERRORS, Start
from dojang.api.coded.startsimple.shapes import DESCRIPTION
from dojang.api.messages import Warned, why_refused
from dojang.api.start.notices import MOST_SHOWN, Notice, unused
from dojang.api.start.order import Wanted, read_order
from dojang.api.start.rules import check
from dojang.companies.callers import Scope
from dojang.contracts.errors import ValueRefused
from dojang.exports.order import ExportOrder
from dojang.flow import start as flow
from dojang.lib.texts import Language
from dojang.library.layout import Layout


def answer(question: CodedRequest) -> CodedResponse:
    """Start the contract and give the starter's token, or the preview's URL."""
    company = question.caller().company
    draft = read_draft(question.body)
    check(draft)
    try:
        wanted = read_order(draft, company, question.visitor, question.caller().member)
        return _previewed(wanted, question) if wanted.preview else _started(wanted, question)
    except ValueRefused as exc:
        raise Refused(Start.VALUE, field=exc.field, reason=why_refused(exc, question.language)) from exc


def _previewed(wanted: Wanted, question: CodedRequest) -> CodedResponse:
    body: dict[str, object] = {"preview_url": flow.preview(wanted.order)}
    return CodedResponse(
        row=Start.PREVIEW, body=body | _warnings(list(wanted.notices), question.language), with_session=False
    )


def _started(wanted: Wanted, question: CodedRequest) -> CodedResponse:
    started = flow.start(wanted.order)
    contract = started.contract
    body: dict[str, object] = {
        "comp_id": contract.company.comp_id,
        "biz_id": contract.biz_id,
        "memb_email": contract.starter.email,
        "workflow_id": str(contract.pk),
        "workflow_name": contract.title,
        "token": started.starter_token,
        "lang": Language(contract.language).locale,
    }
    if contract.embed:
        signer = started.first.signer
        body |= {
            "play_url": started.first.url,
            "next_play_user": signer.contact_address,
            "next_play_user_name": signer.name,
        }
    notices = [
        *unused(started.unknown_fields),
        *wanted.notices,
        *_sourceless(wanted.order.export, contract.read_layout()),
    ]
    return CodedResponse(row=Start.DONE, body=body | _warnings(notices, question.language))


def _sourceless(export: ExportOrder | None, layout: Layout) -> list[Notice]:
    """Export parameters that ask for boxes which the template does not have: they would always carry their default."""
    return [
        Notice.of(Warned.UNKNOWN_SOURCE, field=field[:MOST_SHOWN], name=param.name[:MOST_SHOWN])
        for param in (export.params if export else ())
        for field in param.fields
        if layout.field(field) is None
    ]


def _warnings(notices: list[Notice], language: Language) -> dict[str, object]:
    return {"warnings": [notice.told(language) for notice in notices]} if notices else {}


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
