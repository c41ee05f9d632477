"""What v3 answers to what is wrong: one table. `python -m dojang.cli.reference errors` makes `docs/api/errors.md` from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from dojang.api import messages
from dojang.api.start.complaints import CannotStart
from dojang.api.v3.auth import BadToken
from dojang.companies.errors import (
    AnswerLost,
    ApiNotAllowed,
    KeyUsedOtherwise,
    LastMember,
    MemberExists,
    OutlivesItsMaker,
    PlanExpired,
    QuotaSpent,
    RequestStillRunning,
    RotationRefused,
    ScopeMissing,
    UnknownMember,
    UnknownToken,
)
from dojang.contracts.errors import SignerHasActed, UnknownSigner, WrongState
from dojang.documents.errors import FileDamaged
from dojang.exports.errors import (
    BeingSent,
    NoExports,
    NotFirstInLine,
    NothingInLine,
    NothingToReplay,
    NothingToRetry,
    RangeTooLarge,
    ReasonMissing,
    StillInLine,
    UnknownEndpoint,
    UnknownExport,
)
from dojang.flow.errors import BulkRowsGone, RemindedTooOften, SignersDoNotMatch, StartGivenUp
from dojang.lib.errors import BlobDamaged, OrderLost, TooManyRequests
from dojang.lib.texts import Text
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate


@dataclass(frozen=True)
class Problem:
    """What is answered: `code` is a word that programs can tell apart, `text` what people read."""

    status: int
    code: str
    text: Text


REASON = Text(ko="{reason}", en="{reason}", ja="{reason}")
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
UNREADABLE = Problem(400, "unreadable", REASON)
TOO_BIG = Problem(413, "too_big", REASON)
BAD_TOKEN = Problem(401, "bad_token", messages.BAD_TOKEN)
BAD_PARAMETER = Problem(422, "bad_parameter", REASON)
BAD_VALUE = Problem(422, "bad_value", REASON)
TOO_MANY = Problem(429, "too_many_requests", messages.TOO_MANY_CALLS)
UNEXPECTED = Problem(500, "unexpected", Text(
    ko="서버에서 예상하지 못한 오류가 발생했습니다.",
    en="Something unexpected went wrong in the server.",
    ja="サーバーで予期しないエラーが発生しました。",
))  # fmt: skip
FILE_DAMAGED = Problem(500, "file_damaged", messages.FILE_DAMAGED)
EVERYWHERE = (NOT_FOUND, NO_SUCH_METHOD, UNREADABLE, TOO_BIG, BAD_TOKEN, BAD_PARAMETER, BAD_VALUE, TOO_MANY, UNEXPECTED)
BROKEN_FORM = Text(
    ko="요청 본문을 읽을 수 없습니다.", en="The request's body cannot be read.", ja="リクエストの本文を読み取れません。"
)

TABLE: Mapping[type[Exception], Problem] = {
    # Of any call
    BadToken: BAD_TOKEN,
    ApiNotAllowed: Problem(401, "api_not_allowed", messages.API_NOT_ALLOWED),
    ScopeMissing: Problem(403, "scope_missing", Text(
        ko="이 인증키에는 {scope} 권한이 없습니다.",
        en="This token does not have the scope {scope}.",
        ja="この認証キーには{scope}の権限がありません。",
    )),
    OutlivesItsMaker: Problem(422, "outlives_its_maker", Text(
        ko="새 인증키의 유효 기간은 요청에 사용한 인증키보다 길 수 없습니다. days는 {days} 이하여야 합니다.",
        en="A token cannot outlive the one it is made with. days may be at most {days}.",
        ja="新しい認証キーの有効期間は、リクエストに使用した認証キーより長くできません。daysは{days}以下にしてください。",
    )),
    RequestStillRunning: Problem(409, "still_running", messages.STILL_RUNNING),
    KeyUsedOtherwise: Problem(422, "key_used", messages.KEY_USED),
    AnswerLost: Problem(409, "answer_lost", messages.ANSWER_LOST),
    FileDamaged: FILE_DAMAGED,
    BlobDamaged: FILE_DAMAGED,
    TooManyRequests: TOO_MANY,
    UnknownToken: NOT_FOUND,
    Http404: NOT_FOUND,
    # Of starting contracts
    UnknownMember: Problem(422, "unknown_member", CannotStart.NOT_A_MEMBER),
    UnknownTemplate: Problem(422, "unknown_template", CannotStart.NO_TEMPLATE),
    TemplateWithoutSteps: Problem(422, "template_without_steps", CannotStart.TEMPLATE_WITHOUT_STEPS),
    TemplateIncomplete: Problem(422, "template_incomplete", CannotStart.TEMPLATE_INCOMPLETE),
    TemplateFaulty: Problem(422, "template_faulty", CannotStart.TEMPLATE_FAULTY),
    SignersDoNotMatch: Problem(422, "signers_do_not_match", CannotStart.SIGNER_COUNT),
    PlanExpired: Problem(403, "plan_expired", CannotStart.PLAN_EXPIRED),
    QuotaSpent: Problem(403, "quota_spent", CannotStart.QUOTA_SPENT),
    # Of changing contracts and fetching their files
    UnknownSigner: NOT_FOUND,
    SignerHasActed: Problem(409, "signer_has_acted", Text(
        ko="{step}번 작성자는 이미 승인하거나 반려했으므로 변경할 수 없습니다.",
        en="The signer of step {step} has already approved or rejected and can no longer be changed.",
        ja="{step}番の署名者はすでに承認または差し戻しをしたため、変更できません。",
    )),
    RemindedTooOften: Problem(429, "reminded_too_often", messages.REMINDED_TOO_OFTEN),
    WrongState: Problem(409, "wrong_state", Text(
        ko="문서의 현재 상태({status})에서는 할 수 없습니다.",
        en="The contract is {status}, which does not allow this.",
        ja="文書の現在の状態（{status}）では実行できません。",
    )),
    # Of rows of bulk starts
    OrderLost: Problem(409, "order_lost", Text(
        ko="서버의 비밀키가 변경되어 이 행을 읽을 수 없습니다. 다시 요청해주세요.",
        en="The server's secret has changed since, so this row can no longer be read. Ask for it again.",
        ja="サーバーのシークレットが変更されたため、この行を読み取れません。もう一度依頼してください。",
    )),
    BulkRowsGone: Problem(409, "rows_gone", Text(
        ko="완료된 지 오래된 대량 시작입니다. 행은 삭제되었고 건수만 볼 수 있습니다.",
        en="This bulk start finished long ago. Its rows are gone; only their counts are kept.",
        ja="完了から時間が経った一括開始です。行は削除され、件数だけを確認できます。",
    )),
    StartGivenUp: Problem(500, "given_up", Text(
        ko="이 행의 시작을 {tries}번 시도했지만 서버에서 매번 중단되었습니다. 내용을 확인한 후 다시 요청하거나 관리자에게 문의해주세요.",
        en="The server broke off the start of this row {tries} times. Check what it says and ask for it again, or ask the operator.",
        ja="この行の開始を{tries}回試みましたが、サーバーで毎回中断されました。内容を確認して再度依頼するか、管理者にお問い合わせください。",
    )),
    # Of exports
    UnknownExport: NOT_FOUND,
    NoExports: Problem(422, "no_exports", Text(
        ko="계약 {contract}은(는) 없거나 외부 통보가 없습니다.",
        en="There is no contract {contract} that exports anything.",
        ja="外部通知のある契約{contract}はありません。",
    )),
    UnknownEndpoint: Problem(422, "unknown_endpoint", Text(
        ko="이 서버로 보내는 외부 통보가 없습니다: {url}",
        en="No export goes to this server: {url}",
        ja="このサーバーへの外部通知はありません: {url}",
    )),
    NothingInLine: Problem(409, "nothing_in_line", Text(
        ko="계약 {contract}의 외부 통보는 모두 전달되었거나 건너뛰었습니다.",
        en="Every export of contract {contract} has arrived or was skipped.",
        ja="契約{contract}の外部通知はすべて届いたか、スキップされています。",
    )),
    NothingToRetry: Problem(409, "nothing_to_retry", Text(
        ko="다시 보낼 외부 통보가 없습니다.",
        en="No export is stuck like that.",
        ja="再送する外部通知はありません。",
    )),
    NothingToReplay: Problem(409, "nothing_to_replay", Text(
        ko="이 범위에는 다시 보낼 외부 통보가 없습니다.",
        en="No export of that range has arrived, was skipped or is parked.",
        ja="この範囲に再送できる外部通知はありません。",
    )),
    RangeTooLarge: Problem(422, "range_too_large", Text(
        ko="한 번에 {most}건까지 다시 보낼 수 있습니다. 범위를 나누어 주세요.",
        en="At most {most} exports can be replayed at once. Please use smaller ranges.",
        ja="一度に再送できるのは{most}件までです。範囲を分けてください。",
    )),
    StillInLine: Problem(409, "still_in_line", Text(
        ko="아직 전달되지 않은 외부 통보입니다. 계약 {contract}을(를) 다시 시도해주세요.",
        en="The export has not arrived yet, so there is nothing to repeat. Retry contract {contract} instead.",
        ja="まだ届いていない外部通知です。契約{contract}の再試行をしてください。",
    )),
    BeingSent: Problem(409, "being_sent", Text(
        ko="계약 {contract}의 외부 통보를 지금 보내는 중입니다. 잠시 후 다시 시도해주세요.",
        en="An export of contract {contract} is being sent just now. Please try again in some seconds.",
        ja="契約{contract}の外部通知を送信中です。しばらくしてからもう一度お試しください。",
    )),
    NotFirstInLine: Problem(409, "not_first_in_line", Text(
        ko="순서상 첫 번째 외부 통보만 건너뛸 수 있습니다. 지금은 {first}번입니다.",
        en="Only the first export in line can be skipped; that is number {first} now.",
        ja="スキップできるのは順番が最初の外部通知だけです。現在は{first}番です。",
    )),
    ReasonMissing: Problem(422, "reason_missing", Text(
        ko="사유를 입력해주세요.", en="Please say why.", ja="理由を入力してください。"
    )),
    RotationRefused: Problem(409, "rotation_refused", Text(
        ko="이전 비밀키가 아직 사용 중입니다. 먼저 폐기하거나 만료될 때까지 기다려주세요.",
        en="The secret before this one still signs. Retire it first, or wait until its time is over.",
        ja="前のシークレットがまだ有効です。先に廃止するか、期限が切れるまでお待ちください。",
    )),
    # Of members
    MemberExists: Problem(409, "member_exists", Text(
        ko="{email}은(는) 이미 회사의 회원입니다.",
        en="{email} is already a member of the company.",
        ja="{email}はすでに会社のメンバーです。",
    )),
    LastMember: Problem(409, "last_member", Text(
        ko="회사의 마지막 회원은 삭제할 수 없습니다.",
        en="The last member of a company cannot be removed.",
        ja="会社の最後のメンバーは削除できません。",
    )),
}  # fmt: skip
# Each once, for the table that people read.
ALL: tuple[Problem, ...] = tuple(dict.fromkeys((*EVERYWHERE, *TABLE.values())))
