"""The envelope of the coded protocol: `{"header": …, "body": …}` both ways, HTTP 200 whatever the result.

A call is described by `Call` and answered by its `act`; everything that is the same for all calls is here.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dojang.api import parsing
from dojang.api.codes import Common, Refused, Row
from dojang.api.reading import Part, WrongParameter
from dojang.companies.models import Company, Edition, Member
from dojang.companies.tokens import find_company, member_of
from dojang.lib.client_address import visitor_of
from dojang.lib.errors import DojangError
from dojang.lib.texts import Language, Text
from dojang.lib.visitor import Visitor

SESSION_ID, VERSION = "S1001", "9.9.99"
MOST_ECHO = 100
_TOKEN = re.compile(r"\s*esignon\s+(\S+)\s*", re.IGNORECASE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A request as a call sees it. `fault` says why its body could not be read; header and body are then empty."""

    header: Mapping[str, Any]
    body: Part
    fault: Text | None
    code: str  # the request code that the answer answers
    company: Company | None  # of the path
    member: Member | None  # of the token, if it is one of this company's
    language: Language
    visitor: Visitor

    def caller(self) -> Member:
        """Whose token it is. Refuses without a good one."""
        if self.member is None:
            raise Refused(Common.BAD_TOKEN)
        return self.member


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a call answers: a row of its table, and the body."""

    row: Row
    body: Mapping[str, object] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    with_session: bool = True


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of the protocol.

    `wrong_parameter` is the row for a parameter that cannot be taken; its text gives way to the parameter's own where it is -1,
    else that goes into the body as `detail`. `version` is what the answer says when the request does not; "" says nothing.
    """

    request_code: str
    act: Callable[[Question], Answer]
    unreadable: Row
    errors: Mapping[type[DojangError], Row] = field(default_factory=dict)
    wrong_parameter: Row = Common.PARAMETER
    needs_token: bool = True
    version: str = VERSION


def door(*calls: Call) -> Callable[..., HttpResponse]:
    """The view for calls that share an address; the request code tells which one is meant."""

    @csrf_exempt
    @require_POST
    def view(request: HttpRequest, comp_id: str) -> HttpResponse:
        message, fault = _message(request)
        header = message.get("header", {})
        call = next((call for call in calls if call.request_code == header.get("request_code")), None)
        if call is None and fault is None:
            fault = parsing.WRONG_CALL
        call = call or calls[0]
        question = _question(request, comp_id, call, message, fault)
        status = 413 if fault is parsing.TOO_BIG else 200
        return _reply(call, question, _outcome(call, question), status)

    return view


def _message(request: HttpRequest) -> tuple[Mapping[str, Any], Text | None]:
    """The message, and what is wrong with it if anything is: then it is empty."""
    try:
        message = parsing.read_object(request.body)
    except RequestDataTooBig:
        return {}, parsing.TOO_BIG
    except parsing.Unreadable as exc:
        return {}, exc.fault
    if not isinstance(message.get("header"), dict) or not isinstance(message.get("body"), dict):
        return {}, parsing.NOT_AN_OBJECT
    return message, None


def _question(
    request: HttpRequest, comp_id: str, call: Call, message: Mapping[str, Any], fault: Text | None
) -> Question:
    company = find_company(comp_id)
    body = message.get("body", {})
    return Question(
        header=message.get("header", {}),
        body=Part("", body),
        fault=fault,
        code=call.request_code,
        company=company,
        member=_caller(request, company) if call.needs_token else None,
        language=_language(request, body, company),
        visitor=visitor_of(request),
    )


def _caller(request: HttpRequest, company: Company | None) -> Member | None:
    """The member behind the token, which works only at the addresses of its own company."""
    given = (_TOKEN.fullmatch(request.headers.get(name, "")) for name in ("Authorization", "Authentication"))
    token = next((match[1] for match in given if match), None)
    member = member_of(token) if token else None
    return member if member and member.company == company else None


def _language(request: HttpRequest, body: Mapping[str, Any], company: Company | None) -> Language:
    """The language of messages: `?lang=`, else the body's `language`, else the company's, else Korean."""
    for wanted in (request.GET.get("lang"), body.get("language"), company.language if company else None):
        language = Language.read(wanted) if isinstance(wanted, str) else None
        if language:
            return language
    return Language.KO


def _outcome(call: Call, question: Question) -> Answer:
    try:
        if call.needs_token:
            question.caller()
        if question.fault is not None:
            return Answer(row=call.unreadable, body={"detail": question.fault.of(question.language)})
        return call.act(question)
    except Refused as refusal:
        return Answer(row=refusal.row, values=refusal.values)
    except WrongParameter as exc:
        return _wrong_parameter(call, exc.text.of(question.language, **exc.values))
    except DojangError as exc:
        row = call.errors.get(type(exc))
        return Answer(row=row, values=vars(exc)) if row else _unexpected(call)
    except Exception:  # noqa: BLE001 - the protocol has a code for this, and the log has the rest
        return _unexpected(call)


def _wrong_parameter(call: Call, reason: str) -> Answer:
    row = call.wrong_parameter
    return Answer(row=row, values={"reason": reason}, body={} if row is Common.PARAMETER else {"detail": reason})


def _unexpected(call: Call) -> Answer:
    _log.exception("The call %s failed", call.request_code)
    return Answer(row=Common.UNEXPECTED)


def _reply(call: Call, question: Question, answer: Answer, status: int) -> HttpResponse:
    edition = question.company.edition if question.company else Edition.Y2022
    header = {"session_id": _echo(question.header.get("session_id")) or SESSION_ID} if answer.with_session else {}
    header |= {
        "response_code": call.request_code.replace("Q", "A"),
        "result_code": answer.row.code_in(edition),
        "result_msg": answer.row.text.of(question.language, **answer.values),
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
