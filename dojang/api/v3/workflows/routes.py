"""The vendor's own calls of v3: start, list, read and search. What is ours in them is marked in `shapes`."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from django.http import Http404
from ninja import Query, Router

from dojang.api import formats, json_body
from dojang.api.history import history
from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter, read_day, zone_of
from dojang.api.start.notices import Notice, unknown_fields, unknown_in_export
from dojang.api.start.order import order_of
from dojang.api.start.request import taken
from dojang.api.start.rules import check
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id
from dojang.api.v3.bounds import takes
from dojang.api.v3.example import example
from dojang.api.v3.idempotent import idempotent
from dojang.api.v3.json import language_of
from dojang.api.v3.workflows import examples
from dojang.api.v3.workflows.shapes import (
    FoundWorkflow,
    ValueQuery,
    WorkflowEntry,
    WorkflowFilter,
    WorkflowList,
    WorkflowOrder,
    WorkflowsFound,
    WorkflowShape,
    WorkflowStarted,
)
from dojang.api.v3.workflows.start import read_workflow, spell_marks
from dojang.companies.callers import Scope
from dojang.contracts import queries
from dojang.contracts.models import Contract
from dojang.contracts.queries import Filter
from dojang.flow import start as flow
from dojang.lib import clock
from dojang.lib.client_address import visitor_of
from dojang.lib.texts import Language
from dojang.library.queries import find_template

router = Router(tags=["workflows"])
_IMMINENT = timedelta(days=3)
_STEPS = {
    "progress": (Contract.Status.PLAYING, Contract.Status.SEALING),
    "complete": (Contract.Status.COMPLETE,),
}
_GO_ON_WITH = {"workflows_read": ("workflow_id", "workflow_id")} | dict.fromkeys(
    (
        "contracts_read",
        "contract_contents_fields",
        "contract_contents_events",
        "contracts_resend",
        "contracts_set_expiry",
        "contracts_change_signer",
        "contracts_cancel",
        "contracts_reseal",
        "contracts_delete",
    ),
    ("contract_id", "workflow_id"),
)


@router.post(
    "/workflows/start",
    auth=needs(Scope.CONTRACTS_WRITE),
    response=WorkflowStarted,
    summary="Start a contract",
    openapi_extra=example(request=examples.START, answer=examples.STARTED, leads_to=_GO_ON_WITH),
)
@idempotent()
@takes(json_body.START)
def start(request: Request, body: WorkflowOrder, offset: str | None = None) -> WorkflowStarted:
    """Starts a contract that its signers sign from afar, or shows what it would be. The rules are those of 5005Q."""
    caller, language = request.auth, language_of(request)
    wanted = read_workflow(body.model_dump(), offset, caller)
    check(wanted)
    order, notices = order_of(wanted, caller.company, visitor_of(request), caller.member), wanted.terms.notices
    context = flow.StartContext.of(order)
    order = spell_marks(order, context.layout)
    if taken(wanted.terms.preview):
        return WorkflowStarted(preview_url=flow.preview(order, context), warnings=sentences(notices, language))
    started = flow.start(order, context)
    unknown = unknown_fields(started.unknown_fields)
    notices = (*unknown, *notices, *unknown_in_export(order.export, context.layout))
    contract = started.contract
    answer = WorkflowStarted(
        workflow_id=contract.pk,
        workflow_name=contract.title,
        token=started.starter_token,
        warnings=sentences(notices, language),
    )
    if not contract.embed:
        return answer
    signer = started.first.signer
    embedded = {"sign_url": started.first.url, "next_play_user": signer.contact_address, "next_user_name": signer.name}
    return answer.model_copy(update=embedded)


@router.get(
    "/workflows",
    auth=needs(Scope.CONTRACTS_READ),
    response=WorkflowList,
    summary="List contracts",
    openapi_extra=example(answer=examples.LIST),
)
def index(request: Request, wanted: Query[WorkflowFilter]) -> WorkflowList:
    """The company's contracts, the newest first; deleted ones only when asked for by `status`."""
    zone = zone_of(wanted.offset)
    which = _filter(wanted, request, zone)
    first = (wanted.page - 1) * wanted.rows
    rows = (
        []
        if which is None
        else queries.filtered(request.auth.company, which).order_by("-pk")[first : first + wanted.rows + 1]
    )
    found = [WorkflowEntry.of(contract, zone) for contract in rows]
    return WorkflowList(
        workflow_list=found[: wanted.rows], page=wanted.page, rows=wanted.rows, has_next=len(found) > wanted.rows
    )


@router.get(
    "/workflows/search-with-value",
    auth=needs(Scope.CONTRACTS_READ),
    response=WorkflowsFound,
    summary="Find contracts by the value of a box",
    openapi_extra=example(answer=examples.FOUND),
)
def search(request: Request, wanted: Query[ValueQuery]) -> WorkflowsFound:
    """The newest thousand contracts of the template in whose box the value is exactly this."""
    company = request.auth.company
    zone = zone_of(wanted.offset)
    template = find_template(company, str(wanted.template_id))
    if template is None:
        raise Http404
    found = queries.with_value(template, wanted.field_name, wanted.field_value)
    searched = {"field_name": wanted.field_name, "field_value": wanted.field_value}
    rows = [FoundWorkflow.of(contract, zone, **searched) for contract in found.contracts]
    return WorkflowsFound(workflow_list=rows, has_more=found.more)


@router.get(
    "/workflows/{workflow_id}",
    auth=needs(Scope.CONTRACTS_READ),
    response=WorkflowShape,
    summary="Read a contract",
    openapi_extra=example(answer=examples.WORKFLOW),
)
def read(request: Request, workflow_id: Id, offset: str | None = None) -> WorkflowShape:
    """Everything about a contract: its people, its boxes, its history, and where its files are once it is complete."""
    zone = zone_of(offset)
    contract = queries.find(request.auth.company, workflow_id)
    if contract is None:
        raise Http404
    may_sign = Scope.CONTRACTS_WRITE in request.auth.scopes
    return WorkflowShape.whole(contract, zone, history(contract, zone), may_sign=may_sign)


def sentences(notices: Iterable[Notice], language: Language) -> list[str] | None:
    """The `warnings` of an answer."""
    return [notice.sentence(language) for notice in notices] or None


def _filter(wanted: WorkflowFilter, request: Request, zone: tzinfo) -> Filter | None:
    """None when nothing can be found."""
    template = find_template(request.auth.company, str(wanted.template_id)) if wanted.template_id else None
    if wanted.important or (wanted.template_id and template is None):
        return None
    since, until = _day(wanted, "start_date", zone), _day(wanted, "end_date", zone)
    until = until + timedelta(days=1) if until else None
    ended = wanted.date_condition == "completed_date"
    return Filter(
        statuses=_statuses(wanted),
        template=template,
        started_since=None if ended else since,
        started_until=None if ended else until,
        ended_since=since if ended else None,
        ended_until=until if ended else None,
        due_until=clock.now() + _IMMINENT if wanted.imminent else None,
    )


def _statuses(wanted: WorkflowFilter) -> tuple[Contract.Status, ...] | None:
    if wanted.status:
        return tuple(status for status, name in formats.STATUS.items() if name == wanted.status)
    return _STEPS.get(wanted.step or "")


def _day(wanted: WorkflowFilter, name: str, zone: tzinfo) -> datetime | None:
    given = getattr(wanted, name)
    if given is None:
        return None
    day = read_day(given)
    if day is None:
        raise InvalidParameter(Parameter.NOT_A_DAY, parameter=name)
    return datetime.combine(day, time(), zone)
