"""Calls by method and path: a query or flat JSON in, the envelope's answer out. The company is the token's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from dojang.api import json_body
from dojang.api.auth import known_caller
from dojang.api.coded.call import Call
from dojang.api.coded.envelope import Message, answered, token_of, too_many
from dojang.lib.errors import TooManyRequests
from dojang.lib.texts import can_be_kept


@dataclass(frozen=True, kw_only=True)
class PathCall:
    """A call with its method, GET or POST. Parts of the path are parameters like those of the query or the JSON."""

    method: str
    call: Call


def door(path_call: PathCall) -> Callable[..., HttpResponse]:
    """The view for the call."""
    call, is_read = path_call.call, path_call.method == "GET"
    methods = ("GET", "HEAD") if is_read else (path_call.method,)

    @csrf_exempt
    def view(http: HttpRequest, **in_path: str) -> HttpResponse:
        if http.method not in methods:
            return HttpResponseNotAllowed(methods)
        message = _query(http, in_path) if is_read else _json(http, call)
        try:
            caller = token_of(http)
        except TooManyRequests as exc:
            known = known_caller(http)
            return too_many(call, message.asked_by(http, known, known.company if known else None), exc)
        request = message.asked_by(http, caller, caller.company if caller else None)
        return answered(http, call, request, message.status)

    return view


def _query(http: HttpRequest, in_path: Mapping[str, str]) -> Message:
    given = {**http.GET.dict(), **in_path}
    if not all(can_be_kept(text) for text in (*given, *given.values())):
        return Message(fault=json_body.NOT_STORABLE)
    return Message(body=given)


def _json(http: HttpRequest, call: Call) -> Message:
    try:
        return Message(body=json_body.read_request(http, call.bounds))
    except json_body.Unreadable as exc:
        return Message.unreadable(exc)
