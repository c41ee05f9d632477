"""Exports: what became of them, and acting on them. They move no contract, so they are operated without `flow`."""

from datetime import timedelta

from django.http import HttpResponse
from ninja import Query, Router

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.api.v3.auth import Request, needs
from dojang.api.v3.base import Id
from dojang.api.v3.example import example
from dojang.api.v3.exports import examples
from dojang.api.v3.exports.shapes import (
    EndpointList,
    EndpointOrder,
    EndpointShape,
    ExportDetail,
    ExportFilter,
    ExportList,
    ExportShape,
    NewSecret,
    ProbeOrder,
    ProbeResult,
    PutInLine,
    ReplayOneOrder,
    ReplayOrder,
    RetryOrder,
    RotateOrder,
    SkipOrder,
    Skipped,
)
from dojang.api.v3.idempotent import idempotent
from dojang.api.v3.json import answer_of
from dojang.api.v3.later import later
from dojang.companies import export_secrets
from dojang.companies.callers import Scope
from dojang.exports import endpoints, operations, probe, queries
from dojang.exports.errors import RangeTooLarge
from dojang.exports.streams import Done, Operator
from dojang.lib.outgoing.client import UrlRefused
from dojang.lib.texts import Text

MAX_REPLAYED = 100_000  # one call's thread works on it for some 20 seconds
_READ, _WRITE = needs(Scope.EXPORTS_READ), needs(Scope.EXPORTS_WRITE)
_ONE_OF = Text(
    ko="{parameter} 중 하나만 지정해주세요.",
    en="Give one of {parameter}, and only one.",
    ja="{parameter}のうち1つだけ指定してください。",
)

router = Router(tags=["exports"])


@router.get(
    "/exports", auth=_READ, response=ExportList, summary="List exports", openapi_extra=example(answer=examples.LIST)
)
def index(request: Request, wanted: Query[ExportFilter]) -> ExportList:
    """The newest first. An export that is neither delivered nor skipped is pending, parked or stopped, as its contract's line is."""
    asked = queries.ExportQuery(
        contract=wanted.workflow_id, state=wanted.state, since=wanted.since, until=wanted.until, url=wanted.url,
        before=wanted.before, limit=wanted.limit + 1,
    )  # fmt: skip
    found = queries.listed([request.auth.company], asked)
    page = [ExportShape.model_validate(one) for one in found[: wanted.limit]]
    return ExportList(exports=page, next=page[-1].id if len(found) > wanted.limit else None)


@router.get(
    "/exports/endpoints",
    auth=_READ,
    response=EndpointList,
    summary="List the servers that exports go to",
    openapi_extra=example(answer={"endpoints": [examples.ENDPOINT]}),
)
def list_endpoints(request: Request) -> EndpointList:
    """With the state of each."""
    return EndpointList(
        endpoints=[EndpointShape.model_validate(one) for one in endpoints.endpoints(request.auth.company)]
    )


@router.post(
    "/exports/retry",
    auth=_WRITE,
    response=PutInLine,
    summary="Retry stuck exports",
    openapi_extra=example(request={"workflow_id": 17, "reason": "The server is back."}, answer=examples.IN_LINE),
)
@idempotent()
def retry(request: Request, body: RetryOrder) -> PutInLine:
    """At once, in order, and with as many tries as at first."""
    operator = _operator(request, body.reason)
    _require_one_of(workflow_id=body.workflow_id, stuck=body.stuck)
    if body.workflow_id is not None:
        _require_one_of(workflow_id=body.workflow_id, url=body.url)
        return PutInLine.model_validate(operations.retry(operator, body.workflow_id))
    return PutInLine.model_validate(operations.retry_all(operator, frozenset(body.stuck), body.url))


@router.post(
    "/exports/skip",
    auth=_WRITE,
    response=Skipped,
    summary="Skip the first export in line of a contract",
    openapi_extra=example(request=examples.SKIP, answer=examples.SKIPPED),
)
@idempotent()
def skip(request: Request, body: SkipOrder) -> Skipped:
    """The next one is sent. The skipped one is kept, and can be replayed."""
    skipped = operations.skip(_operator(request, body.reason), body.workflow_id, body.sequence)
    return Skipped(workflow_id=body.workflow_id, sequence=skipped)


@router.post(
    "/exports/replay",
    auth=_WRITE,
    response=PutInLine,
    summary="Replay exports that arrived or were skipped",
    openapi_extra=example(request={"since": "2026-01-31T00:00:00+09:00"}, answer=examples.IN_LINE),
)
@idempotent()
def replay(request: Request, body: ReplayOrder) -> PutInLine:
    """The same bytes under the same `webhook-id`, in each contract's order. What is parked or stopped in the range is sent as well."""
    _require_one_of(workflow_id=body.workflow_id, since=body.since)
    if body.workflow_id is not None:
        _require_one_of(workflow_id=body.workflow_id, until=body.until, url=body.url)
    operator = _operator(request, body.reason)
    asked = operations.Range(since=body.since, until=body.until, contract=body.workflow_id, url=body.url)
    would = operations.count_replay(operator.company, asked)
    if body.dry_run:
        return PutInLine.model_validate(would)
    if would.deliveries > MAX_REPLAYED:
        raise RangeTooLarge(MAX_REPLAYED)
    return PutInLine.model_validate(operations.replay(operator, asked))


@router.post(
    "/exports/{export_id}/replay",
    auth=_WRITE,
    response=PutInLine,
    summary="Send one export again",
    openapi_extra=example(request={"reason": "Lost by the receiver."}, answer=examples.IN_LINE),
)
@idempotent()
def replay_one(request: Request, export_id: Id, body: ReplayOneOrder) -> PutInLine:
    """The same bytes under the same `webhook-id`."""
    operations.replay_one(_operator(request, body.reason), export_id)
    return PutInLine.model_validate(Done(1, 1))


@router.post(
    "/exports/endpoints/pause",
    auth=_WRITE,
    response={204: None},
    summary="Pause a server",
    openapi_extra=example(request=examples.PAUSE),
)
def pause(request: Request, body: EndpointOrder) -> HttpResponse:
    """Exports are still planned, and wait until the server is resumed. To pause a paused server changes nothing."""
    endpoints.pause(_operator(request, body.reason), body.url)
    return HttpResponse(status=204)


@router.post(
    "/exports/endpoints/resume",
    auth=_WRITE,
    response={204: None},
    summary="Send to a paused server again",
    openapi_extra=example(request=examples.PAUSE),
)
def resume(request: Request, body: EndpointOrder) -> HttpResponse:
    """The exports that waited are sent. To resume a server that is not paused changes nothing."""
    endpoints.resume(_operator(request, body.reason), body.url)
    return HttpResponse(status=204)


@router.post(
    "/exports/test",
    auth=_WRITE,
    response=ProbeResult,
    summary="Send a test export",
    openapi_extra=example(request={"url": "https://erp.example/exports"}, answer=examples.TEST),
)
def send_test(request: Request, body: ProbeOrder) -> HttpResponse:
    """One signed call with obviously made-up values, made now and as real exports are, of contract 0. Ten in a minute at most."""
    operator = _operator(request)
    try:
        export = probe.prepared(operator, body.url, body.authorization)
    except UrlRefused as exc:
        text = Parameter.NOT_HTTPS if exc.reason in ("scheme", "http") else Parameter.NOT_A_URL
        raise InvalidParameter(text, parameter="url") from exc
    return later(
        request,
        lambda: probe.send(export),
        lambda probed: answer_of(ProbeResult.model_validate(probe.noted(operator, probed()))),
    )


@router.post(
    "/exports/secret/rotate",
    auth=_WRITE,
    response=NewSecret,
    summary="Replace the secret that signs exports",
    openapi_extra=example(request={"keep_hours": 24}, answer=examples.SECRET),
)
@idempotent()
def rotate_secret(request: Request, body: RotateOrder) -> NewSecret:
    """The one before signs as well for a while, so that the receiver can be changed meanwhile."""
    secret = export_secrets.rotate(request.auth.company, timedelta(hours=body.keep_hours))
    return NewSecret(secret=secret, previous_until=request.auth.company.export_secret_before_until)


@router.post("/exports/secret/retire", auth=_WRITE, response={204: None}, summary="Retire the previous secret")
def retire_secret(request: Request) -> HttpResponse:
    """Before its time is over. Where there is none, nothing changes."""
    export_secrets.retire(request.auth.company)
    return HttpResponse(status=204)


# Below the addresses that have a word in the place of the id, which it would take for one.
@router.get(
    "/exports/{export_id}",
    auth=_READ,
    response=ExportDetail,
    summary="Read one export",
    openapi_extra=example(answer=examples.DETAIL),
)
def read(request: Request, export_id: Id, body: bool = False) -> ExportDetail:
    """With every attempt, and what members and operators did to it."""
    return ExportDetail.of_detail(queries.shown(request.auth.company, export_id), body=body)


def _require_one_of(**given: object) -> None:
    if sum(bool(value) for value in given.values()) != 1:
        raise InvalidParameter(_ONE_OF, parameter=", ".join(given))


def _operator(request: Request, reason: str = "") -> Operator:
    return Operator(company=request.auth.company, name=request.auth.member.email, reason=reason)
