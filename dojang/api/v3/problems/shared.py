"""Problems that any call may have."""

from collections.abc import Mapping

from django.http import Http404

from dojang.api import messages
from dojang.api.v3.auth import BadToken
from dojang.api.v3.problems.problem import BAD_TOKEN, FILE_DAMAGED, NOT_FOUND, TOO_MANY, Problem
from dojang.companies.errors import (
    AnswerLost,
    ApiNotAllowed,
    KeyUsedOtherwise,
    OutlivesItsMaker,
    RequestStillRunning,
    ScopeMissing,
    UnknownToken,
)
from dojang.documents.errors import FileDamaged
from dojang.lib.errors import BlobDamaged, TooManyRequests
from dojang.lib.texts import Text

SHARED: Mapping[type[Exception], Problem] = {
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
}  # fmt: skip
