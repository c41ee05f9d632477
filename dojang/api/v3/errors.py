"""Every error of v3: its HTTP status, its word, its text. One table."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from dojang.api import parsing
from dojang.api.codes import Common, Login, Refused, Start
from dojang.api.reading import WrongParameter
from dojang.api.texts import why_refused
from dojang.api.v3.auth import BadToken
from dojang.api.v3.faults import in_our_words
from dojang.api.v3.wire import language_of, written
from dojang.companies.export_secrets import RotationRefused
from dojang.lib import errors
from dojang.lib.texts import Text

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    """What is answered: `code` is a word that programs can tell apart, `text` what people read."""

    status: int
    code: str
    text: Text


_REASON = Text(ko="{reason}", en="{reason}", ja="{reason}")
NOT_FOUND = Problem(404, "not_found", Text(
    ko="찾을 수 없습니다. 주소와 ID를 확인해주세요.",
    en="Not found. Please check the address and its ids.",
    ja="見つかりません。アドレスとIDを確認してください。",
))  # fmt: skip
NO_SUCH_METHOD = Problem(405, "method_not_allowed", Text(
    ko="이 주소에서 사용할 수 없는 HTTP 메서드입니다.",
    en="This address does not take this HTTP method.",
    ja="このアドレスでは使用できないHTTPメソッドです。",
))  # fmt: skip
UNREADABLE = Problem(400, "unreadable", _REASON)
TOO_BIG = Problem(413, "too_big", parsing.TOO_BIG)
BAD_TOKEN = Problem(401, "bad_token", Common.BAD_TOKEN.text)
BAD_PARAMETER = Problem(422, "bad_parameter", _REASON)
TOO_MANY = Problem(429, "too_many_requests", Common.TOO_MANY.text)
UNEXPECTED = Problem(500, "unexpected", Text(
    ko="서버에서 예상하지 못한 오류가 발생했습니다.",
    en="Something unexpected went wrong in the server.",
    ja="サーバーで予期しないエラーが発生しました。",
))  # fmt: skip
_BROKEN_FORM = Text(
    ko="요청 본문을 읽을 수 없습니다.", en="The request's body cannot be read.", ja="リクエストの本文を読み取れません。"
)

# What people can mend, by what was raised; the error's own attributes fill the text.
TABLE: Mapping[type[Exception], Problem] = {
    BadToken: BAD_TOKEN,
    errors.ApiNotAllowed: Problem(401, "api_not_allowed", Login.NOT_ALLOWED.text),
    errors.ScopeMissing: Problem(403, "scope_missing", Text(
        ko="이 인증키에는 {scope} 권한이 없습니다.",
        en="This token does not have the scope {scope}.",
        ja="この認証キーには{scope}の権限がありません。",
    )),
    errors.RequestStillRunning: Problem(409, "still_running", Common.STILL_RUNNING.text),
    errors.KeyUsedOtherwise: Problem(422, "key_used", Common.KEY_USED.text),
    errors.AnswerLost: Problem(409, "answer_lost", Common.ANSWER_LOST.text),
    errors.UnknownToken: NOT_FOUND,
    errors.UnknownMember: Problem(422, "unknown_member", Start.NOT_A_MEMBER.text),
    errors.UnknownTemplate: Problem(422, "unknown_template", Start.NO_TEMPLATE.text),
    errors.TemplateWithoutSteps: Problem(422, "template_without_steps", Start.TEMPLATE_WITHOUT_STEPS.text),
    errors.TemplateIncomplete: Problem(422, "template_incomplete", Start.TEMPLATE_INCOMPLETE.text),
    errors.SignersDoNotMatch: Problem(422, "signers_do_not_match", Start.SIGNER_COUNT.text),
    errors.PlanExpired: Problem(403, "plan_expired", Start.PLAN_EXPIRED.text),
    errors.QuotaSpent: Problem(403, "quota_spent", Start.QUOTA_SPENT.text),
    errors.UnknownExport: NOT_FOUND,
    errors.NoExports: Problem(422, "no_exports", Text(
        ko="계약 {contract}은(는) 없거나 외부 통보가 없습니다.",
        en="There is no contract {contract} that exports anything.",
        ja="外部通知のある契約{contract}はありません。",
    )),
    errors.UnknownEndpoint: Problem(422, "unknown_endpoint", Text(
        ko="이 서버로 보내는 외부 통보가 없습니다: {url}",
        en="No export goes to this server: {url}",
        ja="このサーバーへの外部通知はありません: {url}",
    )),
    errors.NothingInLine: Problem(409, "nothing_in_line", Text(
        ko="계약 {contract}의 외부 통보는 모두 전달되었거나 건너뛰었습니다.",
        en="Every export of contract {contract} has arrived or was skipped.",
        ja="契約{contract}の外部通知はすべて届いたか、スキップされています。",
    )),
    errors.NothingToRetry: Problem(409, "nothing_to_retry", Text(
        ko="다시 보낼 외부 통보가 없습니다.",
        en="No export is stuck like that.",
        ja="再送する外部通知はありません。",
    )),
    errors.NothingToReplay: Problem(409, "nothing_to_replay", Text(
        ko="이 범위에는 다시 보낼 외부 통보가 없습니다.",
        en="No export of that range has arrived, was skipped or is parked.",
        ja="この範囲に再送できる外部通知はありません。",
    )),
    errors.RangeTooLarge: Problem(422, "range_too_large", Text(
        ko="한 번에 {most}건까지 다시 보낼 수 있습니다. 범위를 나누어 주세요.",
        en="At most {most} exports can be replayed at once. Please use smaller ranges.",
        ja="一度に再送できるのは{most}件までです。範囲を分けてください。",
    )),
    errors.StillInLine: Problem(409, "still_in_line", Text(
        ko="아직 전달되지 않은 외부 통보입니다. 계약 {contract}을(를) 다시 시도해주세요.",
        en="The export has not arrived yet, so there is nothing to repeat. Retry contract {contract} instead.",
        ja="まだ届いていない外部通知です。契約{contract}の再試行をしてください。",
    )),
    errors.BeingSent: Problem(409, "being_sent", Text(
        ko="계약 {contract}의 외부 통보를 지금 보내는 중입니다. 잠시 후 다시 시도해주세요.",
        en="An export of contract {contract} is being sent just now. Please try again in some seconds.",
        ja="契約{contract}の外部通知を送信中です。しばらくしてからもう一度お試しください。",
    )),
    errors.NotFirstInLine: Problem(409, "not_first_in_line", Text(
        ko="순서상 첫 번째 외부 통보만 건너뛸 수 있습니다. 지금은 {first}번입니다.",
        en="Only the first export in line can be skipped; that is number {first} now.",
        ja="スキップできるのは順番が最初の外部通知だけです。現在は{first}番です。",
    )),
    errors.ReasonMissing: Problem(422, "reason_missing", Text(
        ko="사유를 입력해주세요.", en="Please say why.", ja="理由を入力してください。"
    )),
    RotationRefused: Problem(409, "rotation_refused", Text(
        ko="이전 비밀키가 아직 사용 중입니다. 먼저 폐기하거나 만료될 때까지 기다려주세요.",
        en="The secret before this one still signs. Retire it first, or wait until its time is over.",
        ja="前のシークレットがまだ有効です。先に廃止するか、期限が切れるまでお待ちください。",
    )),
    Http404: NOT_FOUND,
}  # fmt: skip


def refusal(request: HttpRequest, problem: Problem, **values: object) -> HttpResponse:
    """The answer that tells of a problem."""
    header = {"result_code": problem.code, "result_msg": problem.text.of(language_of(request), **values)}
    return HttpResponse(
        written({"header": header}),
        status=problem.status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def register(api: NinjaAPI) -> None:
    """Have the API answer what is raised in its calls as said here."""
    for kind in TABLE:
        api.add_exception_handler(kind, _from_table)
    for kind, handler in _HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _from_table(request: HttpRequest, exc: Any) -> HttpResponse:
    problem = next(TABLE[kind] for kind in type(exc).__mro__ if kind in TABLE)
    response = refusal(request, problem, **vars(exc))
    if problem is BAD_TOKEN:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _wrong_parameter(request: HttpRequest, exc: WrongParameter) -> HttpResponse:
    return refusal(request, BAD_PARAMETER, reason=exc.text.of(language_of(request), **exc.values))


def _broken_rule(request: HttpRequest, exc: Refused) -> HttpResponse:
    """A rule that v3 shares with the coded calls."""
    return refusal(request, BAD_PARAMETER, reason=exc.row.text.of(language_of(request), **exc.values))


def _bad_value(request: HttpRequest, exc: errors.ValueRefused) -> HttpResponse:
    language = language_of(request)
    reason = Start.VALUE.text.of(language, field=exc.field, reason=why_refused(exc, language))
    return refusal(request, Problem(422, "bad_value", _REASON), reason=reason)


def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    """The first of what pydantic found. An id in the path that can be none names nothing."""
    if any(error["loc"][0] == "path" for error in exc.errors):
        return refusal(request, NOT_FOUND)
    return _wrong_parameter(request, in_our_words(exc.errors[0]))


def _unreadable(request: HttpRequest, exc: HttpError) -> HttpResponse:
    """Ninja wraps whatever the reader of bodies raises."""
    fault = exc.__cause__.fault if isinstance(exc.__cause__, parsing.Unreadable) else _BROKEN_FORM
    if fault is parsing.TOO_BIG:
        return refusal(request, TOO_BIG)
    return refusal(request, UNREADABLE, reason=fault.of(language_of(request)))


def _broken_form(request: HttpRequest, _exc: Exception) -> HttpResponse:
    return refusal(request, UNREADABLE, reason=_BROKEN_FORM.of(language_of(request)))


def _too_big(request: HttpRequest, _exc: RequestDataTooBig) -> HttpResponse:
    return refusal(request, TOO_BIG)


def _too_many(request: HttpRequest, exc: errors.TooManyRequests) -> HttpResponse:
    seconds = ceil(exc.wait.total_seconds())
    response = refusal(request, TOO_MANY, seconds=seconds)
    response["Retry-After"] = str(seconds)
    return response


def _unexpected(request: HttpRequest, exc: Exception) -> HttpResponse:
    _log.error("A call of v3 failed", exc_info=exc)
    return refusal(request, UNEXPECTED)


_HANDLERS: Mapping[type[Exception], Callable[..., HttpResponse]] = {
    Exception: _unexpected,
    HttpError: _unreadable,
    ValidationError: _invalid,
    WrongParameter: _wrong_parameter,
    Refused: _broken_rule,
    errors.ValueRefused: _bad_value,
    errors.TooManyRequests: _too_many,
    RequestDataTooBig: _too_big,
    SuspiciousOperation: _broken_form,
    BadRequest: _broken_form,
    MultiPartParserError: _broken_form,
    UnreadablePostError: _broken_form,
}
