"""The envelope of the coded protocol: `{"header": …, "body": …}` both ways, HTTP 200 whatever the result.

A call is described by `Call` and answered by its `act`; everything that is the same for all calls is here.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dojang.api import json_body
from dojang.api.auth import caller_of, is_admitted, known_caller
from dojang.api.coded.call import DONE, SESSION_ID, Call, CodedBody, CodedRequest, CodedResponse, Fault
from dojang.api.coded.description import Description
from dojang.api.coded.results import CodedResult, Common, NoCall, Refused
from dojang.api.idempotency import answered_once
from dojang.api.json_body import Unreadable
from dojang.api.parameters import InvalidParameter, Parameters
from dojang.companies.callers import Caller
from dojang.companies.errors import AnswerLost, ApiNotAllowed, KeyUsedOtherwise, RequestStillRunning, ScopeMissing
from dojang.companies.models import Company, Edition
from dojang.companies.tokens import find_company
from dojang.lib.bounded_json import Bounds
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import DojangError, TooManyRequests, row_for
from dojang.lib.texts import Language, Text

MAX_ECHO = 100

# Whatever the call: what a token or an idempotency key may bring about.
_FOR_ALL: Mapping[type[DojangError], CodedResult] = {
    ScopeMissing: Common.BAD_TOKEN,
    RequestStillRunning: Common.STILL_RUNNING,
    KeyUsedOtherwise: Common.KEY_USED,
    AnswerLost: Common.ANSWER_LOST,
}

_log = logging.getLogger(__name__)


def _never(_request: CodedRequest) -> CodedResponse:
    raise NotImplementedError  # its request code is not known


# The answer where the call is not known: no company's codes apply, and it needs no token.
_NOTHING = Description(group="", title="", request=CodedBody, answer=CodedBody, results=NoCall, examples=())
_NO_CALL = Call(request_code="", act=_never, unreadable=NoCall.UNREADABLE, scope=None, describe=_NOTHING)
_UNKNOWN_CALL = replace(_NO_CALL, unreadable=NoCall.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Message:
    """What was read of an HTTP request. `fault` is what is wrong with it: then it has no body, and perhaps no header."""

    header: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    fault: Text | None = None
    status: int = 200  # of the answer

    @classmethod
    def unreadable(cls, exc: Unreadable) -> Self:
        return cls(fault=exc.fault, status=413 if exc.is_too_big else 200)

    def asked_by(self, http: HttpRequest, caller: Caller | None, company: Company | None) -> CodedRequest:
        """The request for a call. The language is `?lang=`, else the header's `request_lang`, else the body's `language`."""
        wanted = (http.GET.get("lang"), self.header.get("request_lang"), self.body.get("language"))
        languages = (Language.read(one) for one in wanted if isinstance(one, str))
        return CodedRequest(
            header=self.header,
            body=Parameters("", self.body),
            fault=self.fault,
            company=company,
            token=caller if caller and caller.company == company else None,
            asked=next(filter(None, languages), None),
            visitor=visitor_of(http),
        )


def door(*calls: Call) -> Callable[..., HttpResponse]:
    """The view for calls that share an address; the request code names the call.

    Where the address names no company it is the body's `comp_id`, else that of the token.
    """
    bounds = max((call.bounds for call in calls), key=lambda one: one.bytes)

    @csrf_exempt
    @require_POST
    def view(http: HttpRequest, comp_id: str | None = None) -> HttpResponse:
        message = _read(http, bounds)
        call = next((call for call in calls if call.request_code == message.header.get("request_code")), None)
        if call is None:
            call = calls[0] if comp_id is not None else _NO_CALL if message.fault else _UNKNOWN_CALL
            message = replace(message, fault=message.fault or json_body.WRONG_CALL)
        try:
            caller = token_of(http) if call.scope else None
        except TooManyRequests as exc:
            company = None if comp_id is None else find_company(comp_id)
            return too_many(call, message.asked_by(http, known_caller(http), company), exc)
        company = _company(comp_id, message.body, caller)
        return answered(http, call, message.asked_by(http, caller, company), message.status)

    view.bounds = bounds  # type: ignore[attr-defined]
    return view


def _read(http: HttpRequest, bounds: Bounds) -> Message:
    """A large message costs time and memory to read, so the token is looked at first."""
    if json_body.USUAL.bytes < json_body.length(http) <= bounds.bytes and not is_admitted(http):
        return Message(fault=json_body.NOT_READ)
    try:
        message = json_body.read_request(http, bounds)
    except Unreadable as exc:
        return Message.unreadable(exc)
    header, body = message.get("header"), message.get("body")
    if not isinstance(header, dict):
        return Message(fault=json_body.NOT_A_MESSAGE)
    if not isinstance(body, dict):
        return Message(header=header, fault=json_body.NOT_A_MESSAGE)
    return Message(header=header, body=body)


def _company(comp_id: str | None, body: Mapping[str, Any], caller: Caller | None) -> Company | None:
    """The company that the address names. Where it names none, the token's, unless the body names another one."""
    own = caller.company if caller else None
    if comp_id is not None:
        is_own = own is not None and comp_id.casefold() == own.comp_id.casefold()
        return own if is_own else find_company(comp_id)
    given = body.get("comp_id")
    named = "" if given is None else str(given).strip()
    return own if own and named.casefold() in ("", own.comp_id.casefold()) else None


def token_of(http: HttpRequest) -> Caller | None:
    """Whose good token the request carries. Raises `TooManyRequests`."""
    try:
        return caller_of(http)
    except ApiNotAllowed:
        return None


def answered(http: HttpRequest, call: Call, request: CodedRequest, status: int) -> HttpResponse:
    """The call's answer to the request; the one given before, where the call starts something and has a key for that."""

    def make() -> tuple[HttpResponse, bool]:
        response = _outcome(call, request)
        http.answered_for = response.company  # type: ignore[attr-defined]
        return _written(call, request, response, status), response.result.code == DONE

    caller = request.token
    if not call.starts or caller is None or call.scope not in caller.scopes or request.fault is not None:
        return make()[0]
    try:
        return answered_once(http, caller, make)
    except Exception as exc:  # noqa: BLE001 - as in `_outcome`; the key, too, can be wrong, taken, or lost with the database
        return _written(call, request, _refused(call, request, exc), status)


def too_many(call: Call, request: CodedRequest, exc: TooManyRequests) -> HttpResponse:
    """The one answer besides 413 that has a status of its own, so that programs slow down that know nothing of the codes."""
    http = _written(call, request, CodedResponse(Common.TOO_MANY, params=exc.params()), 429)
    http["Retry-After"] = str(exc.seconds)
    return http


def _outcome(call: Call, request: CodedRequest) -> CodedResponse:
    try:
        if call.scope:
            request.caller().require(call.scope)
        if request.fault is not None:
            return _with_reason(call.unreadable, request.fault.of(request.language))
        return call.act(request)
    except Exception as exc:  # noqa: BLE001 - the protocol has a code for everything, and the log has the rest
        return _refused(call, request, exc)


def _refused(call: Call, request: CodedRequest, exc: Exception) -> CodedResponse:
    if isinstance(exc, Refused):
        return _with_detail(exc.result, exc.params, request.language)
    if isinstance(exc, InvalidParameter):
        return _with_reason(call.wrong_parameter, exc.text.of(request.language, **exc.values))
    if isinstance(exc, DojangError) and (result := row_for({**_FOR_ALL, **call.errors}, exc)):
        return _with_detail(result, exc.params(), request.language)
    _log.exception("The call %s failed", call.request_code)
    return CodedResponse(Common.UNEXPECTED)


def _with_detail(result: CodedResult, params: Mapping[str, object], language: Language) -> CodedResponse:
    detail = Fault(detail=result.detail.of(language, **params)) if result.detail else None
    return CodedResponse(result, detail, params=params)


def _with_reason(result: CodedResult, reason: str) -> CodedResponse:
    detail = None if result is Common.PARAMETER else Fault(detail=reason)
    return CodedResponse(result, detail, params={"reason": reason})


def _written(call: Call, request: CodedRequest, response: CodedResponse, status: int) -> HttpResponse:
    company = response.company or request.known
    edition = company.edition if company else Edition.Y2022
    header = {"session_id": _echo(request.header.get("session_id")) or SESSION_ID} if response.with_session else {}
    header |= {
        "response_code": call.response_code,
        "result_code": response.result.code_in(edition),
        "result_msg": response.result.text_in(edition).of(request.spoken_to(company), **response.params),
    }
    version = _echo(request.header.get("version")) or call.version
    if version:
        header["version"] = version
    body = response.body.model_dump(mode="json", exclude_unset=True) if response.body else {}
    content = json.dumps({"header": header, "body": body}, ensure_ascii=False)
    # The answer may hold a token or a link that lets people in.
    return HttpResponse(content, content_type="application/json", status=status, headers={"Cache-Control": "no-store"})


def _echo(value: object) -> str:
    """What the caller gave, to be given back; empty when there is nothing sensible to repeat."""
    given = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return given if given.strip() and len(given) <= MAX_ECHO else ""
