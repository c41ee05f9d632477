"""Problems of looking at exports and operating them."""

from collections.abc import Mapping

from dojang.api.v3.problems.problem import NOT_FOUND, Problem
from dojang.companies.errors import RotationRefused
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
from dojang.lib.texts import Text

EXPORTS: Mapping[type[Exception], Problem] = {
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
}  # fmt: skip
