"""Calls told apart by method and path: a query or flat JSON in, the envelope's answer out. The company is the token's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from dojang.api import json_body
from dojang.api.auth import known_caller
from dojang.api.coded.call import Call, CodedRequest
from dojang.api.coded.envelope import answered, token_of, too_many
from dojang.api.coded.message import asked_language, status_of
from dojang.api.coded.results import BAD_OFFSET, Refused
from dojang.api.parameters import MOST_DIGITS, OFFSET, Parameters, offset_as_meant
from dojang.companies.callers import Caller
from dojang.contracts import finding
from dojang.contracts.models import Contract
from dojang.lib import moments
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import TooManyRequests
from dojang.lib.texts import Text, can_be_kept

DEFAULT_OFFSET = "+09:00"
GREATEST_ID = 2**63 - 1

_Told = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class PathCall:
    """A call with its method, GET or POST. What stands in the path is a parameter like those of the query or the JSON."""

    method: str
    call: Call


def door(path_call: PathCall) -> Callable[..., HttpResponse]:
    """The view for the call."""
    call, methods = path_call.call, ("GET", "HEAD") if path_call.method == "GET" else (path_call.method,)

    @csrf_exempt
    def view(request: HttpRequest, **in_path: str) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        told, trouble = _query(request, in_path) if path_call.method == "GET" else _json(request, call)
        fault = trouble.fault if trouble else None
        try:
            caller = token_of(request)
        except TooManyRequests as exc:
            return too_many(call, _question(request, call, known_caller(request), told, fault), exc)
        question = _question(request, call, caller, told, fault)
        return answered(request, call, question, status_of(trouble))

    return view


def offset_of(body: Parameters) -> tzinfo:
    """The zone in which the caller wants to be told times: `offset`, ±hh:mm."""
    offset = offset_as_meant(body.exact("offset"))
    if offset and not OFFSET.fullmatch(offset):
        raise Refused(BAD_OFFSET)
    return moments.zone(offset or DEFAULT_OFFSET)


def find_contract(caller: Caller, given: str) -> Contract | None:
    """The contract of the caller's company with this id; anything else than digits names none."""
    if not (given.isascii() and given.isdigit() and len(given) < MOST_DIGITS and int(given) <= GREATEST_ID):
        return None
    return finding.find(caller.company, int(given))


def _query(request: HttpRequest, in_path: Mapping[str, str]) -> tuple[_Told, json_body.Unreadable | None]:
    told = {**request.GET.dict(), **in_path}
    if not all(can_be_kept(text) for text in (*told, *told.values())):
        return {}, json_body.Unreadable(json_body.NOT_STORABLE)
    return told, None


def _json(request: HttpRequest, call: Call) -> tuple[_Told, json_body.Unreadable | None]:
    try:
        return json_body.read_request(request, call.bounds), None
    except json_body.Unreadable as exc:
        return {}, exc


def _question(request: HttpRequest, call: Call, caller: Caller | None, told: _Told, fault: Text | None) -> CodedRequest:
    company = caller.company if caller else None
    return CodedRequest(
        header={},
        body=Parameters("", told),
        fault=fault,
        code=call.request_code,
        company=company,
        token=caller,
        asked=asked_language(request, told),
        visitor=visitor_of(request),
    )
