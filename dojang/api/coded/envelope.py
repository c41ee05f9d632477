"""The envelope of the coded protocol: `{"header": …, "body": …}` both ways, HTTP 200 whatever the result.

A call is described by `Call` and answered by its `act`; everything that is the same for all calls is here.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dojang.api import json_body
from dojang.api.auth import caller_of, known_caller
from dojang.api.coded.call import DONE, SESSION_ID, Call, CodedRequest, CodedResponse
from dojang.api.coded.message import asked_language, read_message, status_of
from dojang.api.coded.results import CodedResult, Common, NoCall, Refused
from dojang.api.idempotency import answered_once
from dojang.api.parameters import InvalidParameter, Parameters
from dojang.companies.callers import Caller
from dojang.companies.models import Company, Edition
from dojang.companies.tokens import find_company
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import (
    AnswerLost,
    ApiNotAllowed,
    DojangError,
    KeyUsedOtherwise,
    RequestStillRunning,
    ScopeMissing,
    TooManyRequests,
)
from dojang.lib.texts import Language, Text

MOST_ECHO = 100

# Whatever the call: what a token or an idempotency key may bring about.
_FOR_ALL: dict[type[DojangError], CodedResult] = {
    ScopeMissing: Common.BAD_TOKEN,
    RequestStillRunning: Common.STILL_RUNNING,
    KeyUsedOtherwise: Common.KEY_USED,
    AnswerLost: Common.ANSWER_LOST,
}

_log = logging.getLogger(__name__)


def _never(_question: CodedRequest) -> CodedResponse:
    raise NotImplementedError  # the request code that it would answer cannot be told


# What answers where no call can be told: no company's codes apply, and no token is needed to hear of that.
_NO_CALL = Call(request_code="", act=_never, unreadable=NoCall.UNREADABLE, scope=None)
_UNKNOWN_CALL = replace(_NO_CALL, unreadable=NoCall.UNKNOWN)


def door(*calls: Call) -> Callable[..., HttpResponse]:
    """The view for calls that share an address; the request code tells which one is meant.

    Where the address names no company it is the body's `comp_id`, else that of the token.
    """
    bounds = max((call.bounds for call in calls), key=lambda one: one.bytes)

    @csrf_exempt
    @require_POST
    def view(request: HttpRequest, comp_id: str | None = None) -> HttpResponse:
        message, trouble = read_message(request, bounds)
        fault = trouble.fault if trouble else None
        header = message.get("header", {})
        call = next((call for call in calls if call.request_code == header.get("request_code")), None)
        if call is None:
            call = calls[0] if comp_id is not None else _NO_CALL if fault else _UNKNOWN_CALL
            fault = fault or json_body.WRONG_CALL
        try:
            caller = token_of(request) if call.scope else None
        except TooManyRequests as exc:
            company = None if comp_id is None else find_company(comp_id)
            return too_many(call, _question(request, call, message, fault, company, known_caller(request)), exc)
        company = _of_the_body(message.get("body", {}), caller) if comp_id is None else _of_the_path(comp_id, caller)
        question = _question(request, call, message, fault, company, caller)
        return answered(request, call, question, status_of(trouble))

    view.bounds = bounds  # type: ignore[attr-defined]
    return view


def answered(request: HttpRequest, call: Call, question: CodedRequest, status: int) -> HttpResponse:
    """The call's answer to the question; the one given before, where the call starts something and has a key for that."""

    def make() -> tuple[HttpResponse, bool]:
        answer = _outcome(call, question)
        request.answered_for = answer.company  # type: ignore[attr-defined]
        return _reply(call, question, answer, status), answer.row.code == DONE

    caller = question.token
    if not call.starts or caller is None or call.scope not in caller.scopes or question.fault is not None:
        return make()[0]
    try:
        return answered_once(request, caller, make)
    except Exception as exc:  # noqa: BLE001 - as in `_outcome`; the key, too, can be wrong, taken, or lost with the database
        return _reply(call, question, _refused(call, question, exc), status)


def too_many(call: Call, question: CodedRequest, exc: TooManyRequests) -> HttpResponse:
    """The one answer besides 413 that has a status of its own, so that programs slow down that know nothing of the codes."""
    seconds = ceil(exc.wait.total_seconds())
    response = _reply(call, question, CodedResponse(row=Common.TOO_MANY, values={"seconds": seconds}), 429)
    response["Retry-After"] = str(seconds)
    return response


def _question(
    request: HttpRequest,
    call: Call,
    message: Mapping[str, Any],
    fault: Text | None,
    company: Company | None,
    caller: Caller | None,
) -> CodedRequest:
    header, body = message.get("header", {}), message.get("body", {})
    return CodedRequest(
        header=header,
        body=Parameters("", body),
        fault=fault,
        code=call.request_code,
        company=company,
        token=caller if caller and caller.company == company else None,
        asked=asked_language(request, body, header),
        visitor=visitor_of(request),
    )


def _of_the_body(body: Mapping[str, Any], caller: Caller | None) -> Company | None:
    """The token's company, unless the body names another one."""
    given = body.get("comp_id")
    named = str(given).strip() if given is not None else ""
    if caller is None or named.casefold() not in ("", caller.company.comp_id.casefold()):
        return None
    return caller.company


def _of_the_path(comp_id: str, caller: Caller | None) -> Company | None:
    """The company that the address names; the token has brought its own along."""
    if caller is not None and comp_id.casefold() == caller.company.comp_id.casefold():
        return caller.company
    return find_company(comp_id)


def token_of(request: HttpRequest) -> Caller | None:
    """Whose good token the request carries. Raises `TooManyRequests`."""
    try:
        return caller_of(request)
    except ApiNotAllowed:
        return None


def _outcome(call: Call, question: CodedRequest) -> CodedResponse:
    try:
        if call.scope:
            question.caller().require(call.scope)
        if question.fault is not None:
            return _with_reason(call.unreadable, question.fault.of(question.language))
        return call.act(question)
    except Exception as exc:  # noqa: BLE001 - the protocol has a code for everything, and the log has the rest
        return _refused(call, question, exc)


def _refused(call: Call, question: CodedRequest, exc: Exception) -> CodedResponse:
    if isinstance(exc, Refused):
        return _told(exc.row, exc.values, question.language)
    if isinstance(exc, InvalidParameter):
        return _with_reason(call.wrong_parameter, exc.text.of(question.language, **exc.values))
    row = call.errors.get(type(exc)) or _FOR_ALL.get(type(exc)) if isinstance(exc, DojangError) else None
    return _told(row, vars(exc), question.language) if row else _unexpected(call)


def _told(row: CodedResult, values: Mapping[str, object], language: Language) -> CodedResponse:
    body = {"detail": row.detail.of(language, **values)} if row.detail else {}
    return CodedResponse(row=row, values=values, body=body)


def _with_reason(row: CodedResult, reason: str) -> CodedResponse:
    return CodedResponse(row=row, values={"reason": reason}, body={} if row is Common.PARAMETER else {"detail": reason})


def _unexpected(call: Call) -> CodedResponse:
    _log.exception("The call %s failed", call.request_code)
    return CodedResponse(row=Common.UNEXPECTED)


def _reply(call: Call, question: CodedRequest, answer: CodedResponse, status: int) -> HttpResponse:
    company = answer.company or question.known
    edition = company.edition if company else Edition.Y2022
    header = {"session_id": _echo(question.header.get("session_id")) or SESSION_ID} if answer.with_session else {}
    header |= {
        "response_code": call.response_code,
        "result_code": answer.row.code_in(edition),
        "result_msg": answer.row.text_in(edition).of(question.spoken_to(company), **answer.values),
    }
    version = _echo(question.header.get("version")) or call.version
    if version:
        header["version"] = version
    content = json.dumps({"header": header, "body": answer.body}, ensure_ascii=False)
    # The answer may hold a token or a link that lets people in.
    return HttpResponse(content, content_type="application/json", status=status, headers={"Cache-Control": "no-store"})


def _echo(value: object) -> str:
    """What the caller gave, to be given back; empty when there is nothing sensible to repeat."""
    given = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return given if given.strip() and len(given) <= MOST_ECHO else ""
